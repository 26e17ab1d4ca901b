"""Taking a document's new version into the project without losing the work on the old one."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from planlens.model import Plan, PlanlensError, Task
from planlens.model.versions import Matching
from planlens.project.aliases import renamed
from planlens.project.edits.anchors import anchored, anchors
from planlens.project.edits.places import places
from planlens.project.findings import Finding, dumps, finding
from planlens.project.found import document_row, found_rows, new_ids, put_units
from planlens.project.merging import K, Kept, differs, has_work, is_moved, merge_units, merged, replace_units
from planlens.project.rows import BY_HAND, DocumentRow, SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.settings import TITLED, setting
from planlens.project.state import Draft
from planlens.project.stated import put_stated_note, put_told, told_of
from planlens.project.versions import befores, own_rows
from planlens.project.wording import quoted


@dataclass(frozen=True, slots=True)
class AdoptVersion:
    """Put a document's new version (or the same file, read anew) in the place of the old one.

    What *matching* pairs keeps its id and all that hangs on it: state, progress, notes, evidence, actual values. Where
    a user has changed what was found (text, deadline, units, place in the tree …), the user's word stands; everything
    else is as the new version says. What the new version no longer has goes, but nothing that anybody has worked on:
    such tasks stay as :attr:`TaskRow.orphan`. What users added stays, what they deleted stays away.

    Attributes:
        as_printed: the ids of items whose corrections give way where the new version has changed the same field.
    """

    document: str
    plan: Plan
    data: bytes
    matching: Matching
    as_printed: frozenset[str] = frozenset()

    def run(self, draft: Draft) -> str:
        """Adopt it; a file that is another document of the project is refused."""
        row = draft.state.get(self.document, DocumentRow)
        source = self.plan.document.source
        others = (other for other in draft.state.documents() if other.id != row.id)
        if any(other.sha256 == source.sha256 for other in others):
            raise PlanlensError("known-document", f"项目中已有这份文件：{source.name}。请选择其他文件。")
        draft.keep(self.data)
        update = _Update(draft, row, renamed(self.plan, draft.state), self.matching, self.as_printed)
        findings = update.run()
        now = replace(document_row(row.id, row.place, self.plan, row.adopted), findings=dumps(findings))
        if setting(draft.state, f"{TITLED}:{row.id}"):
            now = replace(now, title=row.title)
        if now != row or draft.changes():
            draft.put(replace(now, adopted=draft.now))
        return f"采用{quoted(self.plan.title or source.name)}的新版本"


class _Update:
    """One adoption: the rows as they were, as they are found now, and what becomes of them."""

    def __init__(
        self, draft: Draft, document: DocumentRow, plan: Plan, matching: Matching, as_printed: frozenset[str]
    ) -> None:
        self.draft = draft
        self.document = document.id
        self.plan = plan
        self.as_printed = as_printed
        self.same_text = document.text == plan.document.text
        self.anchor = anchors(document.text, plan.document.text)
        items = [item for _, item in draft.state.walk()]
        self.order = {item.id: count for count, item in enumerate(items)}
        self.stood = {item.id: (item.owner, item.place) for item in items}
        self.was: dict[str, Kept] = {row.id: row for row in own_rows(draft.state, document.id)}
        self.before = befores(draft.state, document.id)
        known = {new: old for new, old in matching.known.items() if old in self.was}
        self.ids = new_ids(draft, plan, known, matching.left_out)
        self.now: dict[str, Kept] = {row.id: row for row in found_rows(plan, self.ids, document.id)}
        self.gone = self._gone()
        self.kept = [key for key in self.was if key not in self.now and key not in self.gone]

    def run(self) -> dict[str, Finding]:
        """Bring all rows up to date; return what was found, with that of what is kept though it is no longer there."""
        tasks = [task for task in self.plan.tasks if self.ids.get(task.id) in self.now]
        units = {self.ids[task.id]: task.assignments for task in tasks}
        told = {self.ids[task.id]: told_of(task) for task in tasks}
        findings: dict[str, Finding] = {
            key: {**finding(row, units.get(key, ())), **told.get(key, {})} for key, row in self.now.items()
        }
        by_hand = [key for key in self.order if self._stands_by_hand(key)]
        for row in self.now.values():
            self._take(row)
        for task in tasks:
            self._take_units(task, self.ids[task.id])
        for key in self.kept:
            self._keep(key)
        self._settle(by_hand)
        self._rescue_targets()
        for key in self.gone:
            if key in self.draft.state:
                self.draft.remove(key)
        return findings | {key: self.before[key] for key in self.kept if self.before[key]}

    def _gone(self) -> set[str]:
        """Return what goes: found in the old version, not in the new one, and nobody has worked on it.

        Orphans stay until somebody deletes them, and so does a task with something below it that stays there.
        """
        state = self.draft.state
        lost = [row for row in self.was.values() if row.id not in self.now and row.rule != BY_HAND]
        gone = {row.id for row in lost if isinstance(row, SectionRow)}
        for row in lost:
            if isinstance(row, TargetRow) and not has_work(state, row, self.before[row.id]):
                gone.add(row.id)
        for row in sorted(lost, key=lambda row: self.order.get(row.id, 0), reverse=True):
            if not isinstance(row, TaskRow) or row.orphan or has_work(state, row, self.before[row.id]):
                continue
            below = [*state.items(row.id), *state.children(row.id, TargetRow)]
            if all(item.id in gone or self._leaves(item) for item in below):
                gone.add(row.id)
        return gone

    def _leaves(self, row: Kept) -> bool:
        """Whether the new version has its own place for a row, and no user has put it where it stands."""
        return row.id in self.now and row.owner == self.before[row.id].get("owner")

    def _stands_by_hand(self, key: str) -> bool:
        """Whether an item stands where a user has put it: there it stays, if that place is left."""
        row = self.was.get(key)
        if row is None:  # of another document, but in this one's tree
            owner = self.stood[key][0]
            return owner in self.was or owner == self.document
        if key not in self.now:
            return key not in self.gone
        return is_moved(row, self.before[key]) and not (isinstance(row, TaskRow) and row.orphan)

    def _take(self, now: Kept) -> None:
        """Add what is new; of what was there keep the corrections."""
        match self.was.get(now.id), now:
            case None, _:
                self.draft.put(now)
            case SectionRow() as row, SectionRow():
                self.draft.put(self._merged(row, now))
            case TaskRow() as row, TaskRow():
                self.draft.put(self._merged(row, now))
            case TargetRow() as row, TargetRow():
                target = self._merged(row, now)
                moved = row.owner != self.before[row.id].get("owner") and row.owner not in self.gone
                self.draft.put(replace(target, owner=row.owner if moved else now.owner))

    def _merged(self, row: K, now: K) -> K:
        printed = row.id in self.as_printed
        return merged(row, self.before[row.id], now, same_text=self.same_text, as_printed=printed)

    def _take_units(self, task: Task, key: str) -> None:
        if key in self.as_printed and key in self.was and differs(self.before[key], task.assignments):
            replace_units(self.draft, key, task.assignments)
        elif key in self.was:
            merge_units(self.draft, key, self.before[key], task.assignments, self._anchored)
        else:
            put_units(self.draft, task.assignments, key)
        if task.progress is not None:
            put_stated_note(self.draft, task.progress, key, self.plan.document.source.name)
        put_told(self.draft, key, task, self.before.get(key, {}))

    def _anchored(self, row: UnitRow) -> UnitRow:
        return anchored(row, self.anchor)

    def _keep(self, key: str) -> None:
        """Keep what the new version does not have; a task that is not a user's own is marked as an orphan."""
        row = self.was[key]
        self.draft.put(anchored(row, self.anchor) if row.document == self.document else row)
        if isinstance(row, TaskRow):
            self.draft.update(self.draft.state.get(key, TaskRow), orphan=row.rule != BY_HAND)
            for unit in self.draft.state.children(key, UnitRow):
                self.draft.put(self._anchored(unit))

    def _settle(self, waiting: list[str]) -> None:
        """Put items where users put them: below the same owner, behind the sibling that stood before them."""
        left = set(waiting)
        for key in waiting:
            left.discard(key)
            owner = self._home(key)
            siblings = [item for item in self.draft.state.items(owner) if item.id not in left | self.gone | {key}]
            earlier = [item for item in siblings if self.order.get(item.id, math.inf) < self.order[key]]
            after = max(earlier, key=lambda item: self.order[item.id]) if earlier else None
            rest = siblings[siblings.index(after) + 1 :] if after else siblings
            stood, place = self.stood[key]
            low, high = after.place if after else -math.inf, rest[0].place if rest else math.inf
            if stood != owner or not low < place < high:
                (place,) = places(self.draft, owner, after.id if after else None, 1)
            self.draft.update(self.draft.state.item(key), owner=owner, place=place)

    def _home(self, key: str) -> str:
        """Return what an item stands below: what it stood below, or the nearest above that is left."""
        owner = self.stood[key][0]
        while owner in self.gone or key == owner or self._is_inside(owner, key):
            owner = self.stood[owner][0]
        return owner

    def _is_inside(self, key: str, outer: str) -> bool:
        return any(item.id == outer for item in self.draft.state.above(key))

    def _rescue_targets(self) -> None:
        """Move targets that stay out of the sections that go."""
        for key in self.order:
            if key in self.gone:
                for target in self.draft.state.children(key, TargetRow):
                    if target.id not in self.gone:
                        self.draft.update(target, owner=self._home(key))
