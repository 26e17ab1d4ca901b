"""What is learnt of answers that are decided together."""

import numpy as np
import pytest
from learning.field import Learner, Tree, TreeLesson
from scipy.optimize import check_grad

LESSON = TreeLesson("any", ("goal", "task"), lambda document: (), {("says:goal", "goal"): 2.0}, lambda name: 1.0)
PARENTS = [None, 0, 0, 1, None]
PLAN = Tree(
    PARENTS,
    [{"says:goal": 1.0}, {"text:acts": 0.5}, {}, {"text:acts": 1.0}, {"text:acts": 0.8}],
    ["goal", "goal", None, "task", "task"],
)


def test_the_slope_is_that_of_the_loss():
    learner = Learner(LESSON, [(PLAN, 1.0)], ["says:goal", "text:acts"])
    point = np.linspace(-1, 1, len(learner.start))
    assert check_grad(lambda x: learner.loss(x)[0], lambda x: learner.loss(x)[1], point) < 1e-4


def test_what_is_learnt_is_what_the_step_reckons_with():
    taught = [(PLAN, 1.0)]
    judged = LESSON.judge(LESSON.learn([taught] * 3), taught)
    assert all(max(chances, key=chances.get) == answer for answer, chances in judged)
    assert len(judged) == 4


def test_without_marks_the_weights_stay_where_people_put_them():
    silent = Tree(PLAN.parents, PLAN.features, [None] * 5)
    weights = LESSON.learn([[(silent, 1.0)]])
    assert weights.rows["says:goal"] == pytest.approx((2.0, 0.0))
