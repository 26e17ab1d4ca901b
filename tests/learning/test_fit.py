"""What a lesson learns from marked documents, here invented ones."""

from learning.fit import Example, Lesson, learn, left_out, report
from learning.gold import Spans

from planlens.model import Span

LESSON = Lesson("any", ("task",), lambda document: (), strength=1.0)


def document(name: str) -> list[Example]:
    doing = Example({"opens:建设": 1.0, f"name:{name}": 1.0}, "task")
    being = Example({"opens:目前": 1.0, f"name:{name}": 1.0}, "")
    return [doing, being] * 3


def test_what_many_documents_share_is_learnt_and_what_one_says_is_not():
    weights = learn(LESSON, [document(name) for name in "甲乙丙丁"])
    assert weights.chance({"opens:建设": 1}) > 0.8
    assert weights.chance({"opens:目前": 1}) < 0.2
    assert not any(name.startswith("name:") for name in weights.rows)


def test_several_answers_are_learnt_at_once():
    lesson = Lesson("any", ("task", "goal", "appendix"), lambda document: (), strength=1.0)
    taught = [[Example({f"word:{answer}": 1.0}, answer) for answer in lesson.answers] * 2] * 4
    chances = learn(lesson, taught).chances({"word:goal": 1})
    assert max(chances, key=chances.__getitem__) == "goal"


def test_the_report_measures_on_documents_left_out():
    names = "甲乙丙丁"
    lines = list(report(names, left_out(LESSON, [document(name) for name in names])))
    assert lines[0].split()[:3] == ["甲", "6", "100.0"]
    assert lines[-1].split()[:3] == ["together", "24", "100.0"]


def test_a_mark_is_found_by_the_range_that_both_cover():
    marks = Spans([{"start": 0, "end": 10}, {"start": 10, "end": 30}])
    assert marks.at(Span(10, 29)) == {"start": 10, "end": 30}
    assert marks.at(Span(5, 15)) is None
