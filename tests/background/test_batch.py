"""Many documents at once: one bad file stops nothing, what was done is not done again, Dask gives the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from planlens.background.batch import JOURNAL, run
from planlens.model import PlanlensError
from planlens.workflow.library import Understood, write_summary

PLAN = "{0}市数字工作要点\n一、重点任务\n（一）建设\n建设数字展馆{1}个，2026年底前完成。（责任单位：市教育局）\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three plans, one of them deeper, and two files that cannot be read."""
    found = tmp_path / "文件"
    (found / "县区").mkdir(parents=True)
    for place, name in enumerate(["甲.txt", "乙.txt", "县区/丙.txt"], start=1):
        (found / name).write_text(PLAN.format(Path(name).stem, place), "utf-8")
    (found / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    (found / "空.txt").write_bytes(b"")
    return found


def batch(folder: Path, output: Path, dask: str | None = None) -> tuple[list[Understood], list[str]]:
    """What came of the documents, and those that were read this time."""
    read: list[str] = []
    found = run(folder, output, ["json"], lambda done, total, item: read.append(item.name), jobs=2, dask=dask)
    return found, sorted(read)


def test_one_bad_file_never_stops_the_rest(folder: Path, tmp_path: Path) -> None:
    found, read = batch(folder, tmp_path / "结果")
    assert len(read) == 5
    assert {item.name: (item.tasks, bool(item.error)) for item in found} == {
        "乙.txt": (1, False),
        "县区/丙.txt": (1, False),
        "坏.docx": (0, True),
        "甲.txt": (1, False),
        "空.txt": (0, True),
    }
    plan = json.loads((tmp_path / "结果" / "县区" / "丙.txt.json").read_text("utf-8"))
    assert len(plan["tasks"]) == 1


def test_a_run_that_was_broken_off_goes_on(folder: Path, tmp_path: Path) -> None:
    first, _ = batch(folder, tmp_path / "结果")
    journal = tmp_path / "结果" / JOURNAL
    journal.write_text(journal.read_text("utf-8") + '{"name": "broken o', "utf-8")
    (folder / "甲.txt").write_text(PLAN.format("甲", 9), "utf-8")
    (tmp_path / "结果" / "乙.txt.json").unlink()
    again, read = batch(folder, tmp_path / "结果")
    assert read == ["乙.txt", "坏.docx", "甲.txt", "空.txt"]
    assert [item.name for item in again] == [item.name for item in first]


def test_a_table_tells_what_came_of_them(folder: Path, tmp_path: Path) -> None:
    found, _ = batch(folder, tmp_path / "结果")
    text = write_summary(found, tmp_path / "汇总.csv").read_text("utf-8-sig")
    assert "县区/丙.txt" in text
    assert "未能读取的原因" in text


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanlensError, match="没有可以读取的文件"):
        batch(tmp_path, tmp_path / "结果")
    with pytest.raises(PlanlensError, match="找不到文件夹"):
        batch(tmp_path / "没有", tmp_path / "结果")


CLUSTER = """
import sys
from pathlib import Path
from distributed import LocalCluster
from planlens.background.batch import run

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        run(Path(sys.argv[1]), Path(sys.argv[2]), ["json"], lambda *_: None, 2, cluster.scheduler_address)
"""


def test_a_dask_cluster_gives_the_same(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    here, _ = batch(folder, tmp_path / "本机")
    script = tmp_path / "cluster.py"  # workers import it again
    script.write_text(CLUSTER, "utf-8")
    command = [sys.executable, str(script), str(folder), str(tmp_path / "集群")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-1000:]
    assert {item.name for item in here if item.error} == {"坏.docx", "空.txt"}
    for item in here:
        if not item.error:
            name = f"{item.name}.json"
            assert (tmp_path / "本机" / name).read_bytes() == (tmp_path / "集群" / name).read_bytes()


def test_a_cluster_that_is_not_there_is_told(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    command = [sys.executable, "-m", "planlens", "batch", str(folder), "-o", str(tmp_path / "结果")]
    command += ["--dask", "tcp://127.0.0.1:1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 2
    assert "连不上 Dask 调度器" in done.stderr
