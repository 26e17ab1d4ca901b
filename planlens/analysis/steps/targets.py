"""placeholder, replaced below."""
from planlens.analysis.draft import Draft
def run(draft: Draft) -> None:
    pass
