"""Keywords and suggestions of a 15,000-character plan, beside what cutting it with jieba alone costs (1 J).

Run with ``pytest tests/benchmarks --benchmark-enable``; the two rows stand side by side, their ratio is the price in J.
"""

import importlib
import random

import pytest

from planlens.analysis.steps import keywords, suggest
from planlens.language import words
from tests.analysis.plan_builder import build

TOPICS = [
    "幼儿园",
    "农村公路",
    "黑臭水体",
    "工业互联网",
    "养老服务",
    "高标准农田",
    "老旧小区",
    "数据要素",
    "家庭医生",
    "森林防火",
    "跨境电商",
    "充电桩",
    "博物馆",
]
ENDS = ["建设改造", "质量提升", "管理服务", "技术攻关", "人才引进", "设施维护", "风险排查", "信息公开"]


def plan_of_length(characters: int = 15_000):
    """Return a plan of that many characters, the same at every call, no two of its tasks alike."""
    chance, chapters, length = random.Random(7), [], 0
    while length < characters:
        tasks = []
        for _ in range(12):
            first, second = chance.sample(TOPICS, 2)
            number = chance.randint(2, 900)
            tasks.append(
                f"推进{first}{chance.choice(ENDS)}，统筹{second}{chance.choice(ENDS)}，年内完成{number}项任务。"
            )
        chapters.append((chance.choice(TOPICS), tasks))
        length += sum(map(len, tasks))
    return build("云山市工作要点", *chapters)


@pytest.fixture(scope="module")
def plan():
    """A plan; libraries, dictionary and duties are loaded already."""
    plan = plan_of_length()
    suggest.run(keywords.run(plan))
    return plan


@pytest.mark.benchmark(group="15,000 characters")
def test_keywords_and_suggestions(benchmark, plan):
    def both(plan):
        words._cut_sentence.cache_clear()
        return suggest.run(keywords.run(plan))

    assert benchmark(both, plan).tasks[0].keywords


@pytest.mark.benchmark(group="15,000 characters")
def test_one_jieba(benchmark, plan):
    jieba = importlib.import_module("jieba")
    jieba.setLogLevel(60)
    jieba.lcut("加载")
    assert benchmark(jieba.lcut, plan.document.text)
