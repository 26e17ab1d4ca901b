"""The one-file web page: what stands in it, and what its script does in a real browser."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from exports_builder import PlanBuilder

from planlens.exports import export_plan
from planlens.model import Plan

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
def page(plan: Plan, tmp_path: Path) -> Path:
    return export_plan(plan, tmp_path / "任务.html")


def test_it_reads_without_a_script(page: Path) -> None:
    text = re.sub(r"<script>.*?</script>", "", page.read_text("utf-8"), flags=re.S)
    assert text.index("（一）建设信息网络") < text.index("新建基站3000个以上。") < text.index("推进千兆光网进村入户。")
    assert '<form id="controls" hidden>' in text
    assert '<table id="tasks" class="grouped">' in text  # chapters stand above their tasks, not in a column besides
    assert re.findall(r'<th scope="col" data-column="\d+" class="path">(.*?)</th>', text) == ["重点任务"]


def test_nothing_comes_from_anywhere_else(page: Path) -> None:
    text = page.read_text("utf-8")
    assert "default-src 'none'" in text
    assert not re.findall(r"""(?:src|href|action)\s*=|url\(|@import|fetch\(|XMLHttp""", text)


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    builder = PlanBuilder()
    section = builder.section("一、|</title><script>alert(1)</script>")
    builder.task('"><img src=x onerror=alert(1)>', section, '牵头:市"><b>局')
    text = export_plan(builder.build(), tmp_path / "a.html").read_text("utf-8")
    assert text.count("<script>") == 1
    assert "<img" not in text
    assert "<b>局" not in text


@pytest.fixture
def browse(page: Path, tmp_path: Path) -> Callable[[str], Any]:
    """Runs a script in the page in a browser and returns what it gives."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here")

    def run(script: str) -> Any:
        probe = f"<script>document.body.dataset.found=JSON.stringify((function(){{{script}}})());</script></body>"
        target = tmp_path / "probe.html"
        target.write_text(page.read_text("utf-8").replace("</body>", probe), "utf-8")
        command = [CHROMIUM, *QUIET, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", target.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        found = re.search(r'data-found="([^"]*)"', done.stdout)
        assert found is not None, done.stdout[-500:]
        return json.loads(html.unescape(found[1]))

    return run


SHOWN = """
function type(id,value){var item=document.getElementById(id);item.value=value;item.dispatchEvent(new Event("input"));}
function shown(){return Array.from(document.querySelectorAll("tr.task:not(.gone)")).map(function(row){
  return row.cells[2].textContent;});}
"""


def test_search_and_filter_in_a_browser(browse: Callable[[str], Any]) -> None:
    found = browse(
        f"""{SHOWN}
        var all=shown().length; type("words","光网"); var searched=shown();
        type("words",""); type("unit","市财政局"); var filtered=shown();
        var count=document.getElementById("count").textContent;
        document.getElementById("clear").click(); return [all,searched,filtered,count,shown().length];"""
    )
    assert found == [4, ["推进千兆光网进村入户。"], ["新建基站3000个以上。"], "显示 1 项，共 4 项", 4]


def test_sorting_and_going_back_to_the_tree(browse: Callable[[str], Any]) -> None:
    first, flat, up, tree = browse(
        f"""{SHOWN} var first=shown();
        document.getElementById("tree").click(); var flat=shown();
        var head=document.querySelectorAll("#tasks thead th")[2]; head.click(); var up=shown();
        document.getElementById("tree").click(); return [first,flat,up,shown()];"""
    )
    assert first == flat == tree
    assert up == first[::-1]  # by pinyin: kai, tuidong, tuijin, xin


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_it_is_printed_as_a_table_without_what_is_for_the_screen(page: Path, tmp_path: Path) -> None:
    target = tmp_path / "任务.pdf"
    command = [str(CHROMIUM), *QUIET, f"--user-data-dir={tmp_path / 'profile'}", "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={target}", page.as_uri()], capture_output=True, check=True, timeout=120)
    with closing(pypdfium2.PdfDocument(target)) as printed:
        sheet = printed[0]
        assert sheet.get_width() > sheet.get_height()
        text = sheet.get_textpage().get_text_range()
    assert all(words in text for words in ("具体举措", "建设信息网络", "推进千兆光网进村入户"))
    assert "清除筛选" not in text
