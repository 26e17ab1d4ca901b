"""The document's own title, and the lines around the plan that are not part of it: greeting, signature, 抄送 …."""

from __future__ import annotations

import re

from planlens.analysis.draft import Draft, Paragraph
from planlens.analysis.outline.markers import Style, marker_of
from planlens.language.lexicon import word_list

_YEAR = r"(\d{4}|[〇○零一二三四五六七八九]{4})"
_DATE = re.compile(
    rf"（?{_YEAR}年(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})月((\d{{1,2}}|[一二三四五六七八九十]{{1,3}})日)?）?"
)
"""2031年3月5日."""
_NUMBER = re.compile(r"（?\S{1,14}[〔\[（﹝【]\s?\d{4}\s?[〕\]）﹞】]\s?第?\s?\d+\s?号）?")
"""霁政发〔2031〕7号."""
_GREETING = re.compile(
    r"(各|市|省|区|县|中共|有关|机关|国务院|[\u4e00-\u9fff]{2,12}(大学|公司|集团|厅|局|委))[^。；]{0,160}[:：]"
)
"""各县（市、区）人民政府，市政府各部门：."""
_ISSUED = re.compile(r".{0,40}\d{4}年\d{1,2}月\d{1,2}日\s?(印发|发布|印制)")
"""霁川市人民政府办公室 2031年3月5日印发."""
_STATUS = re.compile(r"（(此件|草案|征求意见稿|送审稿|讨论稿|公开)[^）]*）")
"""（征求意见稿）."""
_ATTACHMENTS = re.compile(r"附\s?[件表图录]\s?[:：]")
"""附件：1.重点项目表."""
_TITLE_END = re.compile(
    r"(规划|计划|纲要|方案|意见|要点|措施|政策|办法|报告|通知|通报|通告|公告|公报|决定|决议|批复|请示|议案|纪要|的函|战略|清单|分工|安排|建议|规定|细则|行动|目标任务|任务书|台账|督办单|任务单|"
    r"(任务|分解|分工|一览|责任|计划|推进|汇总|统计|情况|进展|进度|督办|项目)表)"
    r"》?([（〔“《].{1,24}[）〕”》])*"
)
"""霁川市节水规划（2031—2035年）."""
_INNER_TITLE = re.compile(
    r"[^，。；：、]{2,30}(行动计划|实施方案|工作方案|行动方案|工作计划|实施意见|规划|工作要点|实施细则|管理办法)"
    r"(（.{1,20}）)?"
)
"""霁川市节水三年行动计划（2031—2033年）."""
_PREAMBLE = re.compile(r"^(为|根据|按照).{8,}(制定|编制|提出)(了)?(本|如下|以下)[^。]{0,12}。?$")
"""为改善农村公路，结合实际，制定本方案。"""
TITLE_LINES = 14


def run(draft: Draft) -> None:
    """Set ``draft.title`` and mark the paragraphs that are no part of the plan."""
    _mark_ends(draft.paragraphs)
    _mark_mentions(draft.paragraphs)
    _find_title(draft, _mark_sent_plan(draft.paragraphs))
    _mark_inner_titles(draft.paragraphs)
    _mark_attachment_lists(draft.paragraphs)
    _mark_table_notes(draft.paragraphs)


def _mark_table_notes(paragraphs: list[Paragraph]) -> None:
    """Mark 注：… below a table, and the numbered notes that go on from it."""
    noted = False
    for paragraph in paragraphs:
        opens = (
            re.match(
                r"[附备]?注\s?[:：]|注\s?\d{1,2}\s?[:：.．、]|(资料|数据)来源\s?[:：]|说明\s?[:：]", paragraph.text
            )
            is not None
        )
        small = paragraph.marker is not None and Style.ARABIC <= paragraph.marker.style < Style.BOX
        noted = opens or (noted and small)
        paragraph.colophon = paragraph.colophon or noted


def _mark_ends(paragraphs: list[Paragraph]) -> None:
    labels = re.compile(rf"(?:{'|'.join(map(re.escape, word_list('colophon')))})\s?[:：]")  # 抄送：
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        greets = index < TITLE_LINES * 2 and paragraph.marker is None and _GREETING.fullmatch(text) is not None
        if _DATE.fullmatch(text):
            paragraph.colophon = True
            if index and _signature(paragraphs[index - 1]):
                paragraphs[index - 1].colophon = True
        elif greets or labels.match(text) or any(pattern.fullmatch(text) for pattern in (_NUMBER, _ISSUED, _STATUS)):
            paragraph.colophon = True


def _signature(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return len(text) <= 40 and text[-1] not in "。；：，" and marker_of(text) is None


def _mark_mentions(paragraphs: list[Paragraph]) -> None:
    """Mark 附件 甲 where a letter only names it: the attachment of this title begins further down."""
    last: dict[str, int] = {}
    places = [index for index, paragraph in enumerate(paragraphs) if _attachment(paragraph)]
    for index in places:
        last[_attached(paragraphs, index)] = index
    for index in places:
        paragraphs[index].colophon = paragraphs[index].colophon or last[_attached(paragraphs, index)] > index


def _attached(paragraphs: list[Paragraph], index: int) -> str:
    """Return the title of an attachment: behind its number, or on the next line; "" if there is none."""
    title = paragraphs[index].text[marker_end(paragraphs[index]) :]
    below = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
    return re.sub(r"[\s.．\d]", "", title or below)


def _mark_sent_plan(paragraphs: list[Paragraph]) -> int | None:
    """Mark the 附件 above the title of the plan that a letter sends, and return where that title is, None for none.

    The file is the plan, then, not its appendix.

    Either the letter says so (关于印发《甲方案》的通知, above 甲方案), or nothing above has chapters of its own and the
    title is one of a plan.
    """
    letter = "".join(paragraph.text for paragraph in paragraphs[:TITLE_LINES])
    chapters = False
    for index, paragraph in enumerate(paragraphs):
        if _attachment(paragraph) and not paragraph.colophon:
            place = index if marker_end(paragraph) < len(paragraph.flow) else index + 1
            # 方案（2024年）
            named = re.sub(r"（.*", "", "".join(p.text[marker_end(p) :] for p in paragraphs[place : place + 1]))
            sent = (
                # 印发《云山市节水方案》
                len(named) >= 6 and re.search(rf"(印发|发布|通过)[^。]{{0,30}}{re.escape(named)}", letter) is not None
            )
            if sent or (not chapters and place > index and _title_end(paragraphs, place) is not None):
                paragraph.colophon = True
                return place if place > index else None
        elif paragraph.marker is not None and paragraph.marker.style < Style.BOX and not paragraph.colophon:
            chapters = True
    return None


def _find_title(draft: Draft, sent: int | None) -> None:
    """Take the last title before the text: below a covering letter's own title and signature stands the plan's."""
    paragraphs = draft.paragraphs
    for start in [*_title_places(paragraphs), *([sent] if sent is not None else [])]:
        end = _title_end(paragraphs, start)
        if end is not None:
            draft.title = "".join(paragraph.text for paragraph in paragraphs[start:end])
            for paragraph in paragraphs[start:end]:
                paragraph.colophon = True
    alone = len(paragraphs) == 1 and not draft.grids
    if draft.title is None and paragraphs and not alone and _names_plan(paragraphs[0]):
        draft.title = paragraphs[0].text
        paragraphs[0].colophon = True


def _mark_inner_titles(paragraphs: list[Paragraph]) -> None:
    """Mark the title of a second document in the file (a plan below the notice that issues it), and its preamble.

    Such a line names a plan, and below it a preamble (为…，制定本方案。) or a new 一、 follows.
    """
    for index, paragraph in enumerate(paragraphs[:-1]):
        named = paragraph.marker is None and len(paragraph.flow) <= 45 and _INNER_TITLE.fullmatch(paragraph.text)
        if paragraph.colophon or not named or not index:
            continue
        following = next((other for other in paragraphs[index + 1 :] if not other.colophon), paragraph)
        if following.marker is None and _PREAMBLE.search(following.text):
            paragraph.colophon = following.colophon = True
        elif following.marker is not None and (following.marker.style, following.marker.value) == (Style.CHINESE, 1):
            paragraph.colophon = True


def _names_plan(paragraph: Paragraph) -> bool:
    """Whether a document's first line can only be its title, although it ends unlike one (cut off, or unusual)."""
    text = paragraph.text
    named = re.search(r"[省市区县州旗]|“?十[一二三四五六]五|(19|20)\d{2}年", text) is not None  # 云山市
    # a title has no stop
    return paragraph.marker is None and 6 <= len(text) <= 45 and named and not re.search(r"[。；：，！？]", text)


def _title_places(paragraphs: list[Paragraph]) -> list[int]:
    """Return where a title may begin: the first line, the lines before the text, the line after a signed letter."""
    places = []
    for index, paragraph in enumerate(paragraphs[:TITLE_LINES]):
        if index == 0 and paragraph.colophon:
            continue
        if paragraph.marker is not None or (len(paragraph.flow) > 60 and not paragraph.colophon):
            break
        if not paragraph.colophon:
            places.append(index)
            if _title_end(paragraphs, index) is not None:
                break
    for index, paragraph in enumerate(paragraphs[: len(paragraphs) // 2]):
        signed = paragraph.colophon and (
            _DATE.fullmatch(paragraph.text) or _NUMBER.fullmatch(paragraph.text) or _attachment(paragraph)
        )
        following = next(
            (k for k in range(index + 1, min(index + 4, len(paragraphs))) if not paragraphs[k].colophon), None
        )
        if signed and following is not None and following not in places:
            places.append(following)
    return places


def _title_end(paragraphs: list[Paragraph], start: int) -> int | None:
    """Return the end of a title of at most four lines that begins at *start*, None if none does."""
    styled = start
    while styled < len(paragraphs) and paragraphs[styled].block.is_title:
        styled += 1
    if styled > start:
        return styled
    text = ""
    for index in range(start, min(start + 4, len(paragraphs))):
        paragraph = paragraphs[index]
        # a title has no stop
        if paragraph.marker is not None or len(paragraph.flow) > 45 or re.search(r"[。；：]", paragraph.text):
            return None
        text += paragraph.text
        # 云山市节水方案
        if _TITLE_END.search(text) and re.fullmatch(rf".*{_TITLE_END.pattern}", text) and len(text) >= 6:
            following = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
            return index + 2 if re.fullmatch(r"（.{2,24}）", following) else index + 1  # （2024—2027年）
    return None


def _mark_attachment_lists(paragraphs: list[Paragraph]) -> None:
    """Mark 附件：1.… 2.… and runs of 附件N lines without any text below them."""
    index = 0
    while index < len(paragraphs):
        if _ATTACHMENTS.match(paragraphs[index].text) and len(paragraphs[index].flow) < 120:
            alone = _ATTACHMENTS.fullmatch(paragraphs[index].text) is not None
            paragraphs[index].colophon = paragraphs[index].colophon or not alone or _listed(paragraphs, index + 1)
            index += 1
            while index < len(paragraphs) and _listed(paragraphs, index):
                paragraphs[index].colophon = True
                index += 1
            continue
        paragraph, following = paragraphs[index], paragraphs[index + 1 : index + 2]
        if _attachment(paragraph) and (not following or _attachment(following[0])) and len(paragraph.flow) > 4:
            paragraph.colophon = True
        index += 1


def _listed(paragraphs: list[Paragraph], index: int) -> bool:
    if index >= len(paragraphs):
        return False
    paragraph = paragraphs[index]
    return (
        paragraph.marker is not None
        and paragraph.marker.style in (Style.ARABIC, Style.ATTACHMENT)
        and marker_end(paragraph) < len(paragraph.flow) <= 60
        and paragraph.text[-1] not in "。；："
    )


def marker_end(paragraph: Paragraph) -> int:
    """Return where the text after a paragraph's mark begins, 0 without a mark."""
    return paragraph.marker.end if paragraph.marker is not None else 0


def _attachment(paragraph: Paragraph) -> bool:
    return paragraph.marker is not None and paragraph.marker.style is Style.ATTACHMENT
