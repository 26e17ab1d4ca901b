"""Taking a document's plan into the project."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planlens.model import Plan, PlanlensError
from planlens.model.granularity import Granularity
from planlens.project.aliases import renamed
from planlens.project.edits.fields import SetSetting
from planlens.project.findings import dumps
from planlens.project.found import STEP, document_row, put_plan
from planlens.project.rows import DocumentRow
from planlens.project.settings import GRANULARITY
from planlens.project.state import Draft
from planlens.project.wording import quoted


@dataclass(frozen=True, slots=True)
class AdoptDocument:
    """Add a document, as the bytes of its file, with all that was found in it; *by* is how fine its rows are."""

    plan: Plan
    data: bytes
    by: Granularity = Granularity.SENTENCE

    def run(self, draft: Draft) -> str:
        """Add it; the same file is not taken twice."""
        source = self.plan.document.source
        known = draft.state.documents()
        if any(row.sha256 == source.sha256 for row in known):
            raise PlanlensError("known-document", f"项目中已有这份文件：{source.name}。请选择其他文件。")
        key = draft.new_id(DocumentRow)
        place = known[-1].place + STEP if known else STEP
        draft.keep(self.data)
        row = document_row(key, place, self.plan, draft.now)
        draft.put(row)
        findings = put_plan(draft, renamed(self.plan, draft.state), key)
        draft.put(replace(row, findings=dumps(findings)))
        if self.by is not Granularity.SENTENCE:
            SetSetting(f"{GRANULARITY}:{key}", self.by.value).run(draft)
        return f"导入文件{quoted(self.plan.title or source.name)}"
