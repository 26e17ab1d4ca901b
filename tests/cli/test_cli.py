"""The command line, in this process and as a program of its own."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from planlens import __version__, workflow
from planlens.background import budget
from planlens.cli.main import main
from planlens.exports import all_exporters, render
from planlens.model import Plan
from planlens.paths import samples

WORK_POINTS = samples() / "云屏区2025年政府重点工作要点.txt"
WORD_PLAN = samples() / "望澜市先进制造业集群三年行动方案.docx"


PDF_THAT_ONLY_PDFIUM_SEES_THROUGH = b"""%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources 5 0 R >> endobj
4 0 obj << /Length 5 >> stream
/X Do
endstream endobj
5 0 obj << /XObject << /X 6 0 R >> >> endobj
6 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 5 0 R /Length 13
  /Filter /RunLengthDecode >> stream
\x0a/X Do /X Do\x80
endstream endobj
trailer << /Root 1 0 R >>
"""
"""A form that draws itself twice, packed in a way that no program uses for forms."""


@pytest.fixture(autouse=True)
def cached(monkeypatch: pytest.MonkeyPatch, plan_of: Callable[[Path], Plan]) -> None:
    """Read the samples once only, and never with the traceback on."""
    read = workflow.read_plan
    monkeypatch.setattr(workflow, "read_plan", lambda path, *_: plan_of(path) if path == WORK_POINTS else read(path))
    monkeypatch.delenv("PLANLENS_DEBUG", raising=False)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A short plan whose name has a blank."""
    path = tmp_path / "工作 要点.txt"
    path.write_text("2025年工作要点\n一、重点任务\n（一）加快建设。新建学校3所。（责任单位：市教育局）\n", "utf-8")
    return path


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def program(*args: object, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a user does."""
    command = [sys.executable, "-m", "planlens", *map(str, args)]
    return subprocess.run(command, capture_output=True, env=os.environ | env, timeout=120, check=False)


def error_of(*args: object) -> str:
    """Run what must fail and return the one line it says."""
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("\n")
    assert result.stderr.count("\n") == 1
    return result.stderr.rstrip("\n")


def raising(error: BaseException) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        raise error

    return fail


def test_extract_prints_json_and_nothing_else(plan_of: Callable[[Path], Plan]) -> None:
    result = run("extract", WORK_POINTS)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == render(plan_of(WORK_POINTS), "json")
    assert run("extract", WORK_POINTS, "--format", "json").stdout_bytes == result.stdout_bytes


def test_extract_prints_text(plan_of: Callable[[Path], Plan]) -> None:
    assert run("extract", WORK_POINTS, "--format=text").stdout_bytes == render(plan_of(WORK_POINTS), "text")


@pytest.mark.parametrize(
    ("name", "options", "written"),
    [
        ("结果.json", [], "json"),
        ("结果.TXT", [], "text"),
        ("结果", [], "json"),
        ("结果.out", ["--format", "text"], "text"),
        ("结果.txt", ["--format", "json"], "json"),
    ],
)
def test_extract_to_a_file(
    name: str, options: list[str], written: str, tmp_path: Path, plan_of: Callable[[Path], Plan]
) -> None:
    result = run("extract", WORK_POINTS, "-o", tmp_path / name, *options)
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / name).read_bytes() == render(plan_of(WORK_POINTS), written)


@pytest.mark.parametrize("ending", [exporter.extension for exporter in all_exporters()])
def test_export_writes_every_format(ending: str, tmp_path: Path, plan_of: Callable[[Path], Plan]) -> None:
    output = tmp_path / f"任务 分解表{ending}"
    result = run("export", WORK_POINTS, "-o", output)
    count = len(plan_of(WORK_POINTS).tasks)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"已写入 {output}，共 {count} 条任务。\n"
    assert output.stat().st_size > 1000


def test_warnings_of_the_reader_are_told_beside_the_result(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = workflow.read_plan(small)
    warned = replace(plan, document=replace(plan.document, warnings=("有一张图片没有读取。",)))
    monkeypatch.setattr(workflow, "read_plan", lambda *_: warned)
    result = run("extract", small)
    assert (result.exit_code, result.stderr) == (0, "注意：有一张图片没有读取。\n")
    assert result.stdout_bytes == render(plan, "json")


def test_version() -> None:
    assert run("--version").output == f"planlens {__version__}\n"


@pytest.mark.parametrize("args", [["--help"], ["extract", "--help"], ["export", "-h"], []])
def test_help_is_chinese(args: list[str]) -> None:
    result = run(*args)
    assert result.exit_code == 0
    assert result.stdout.startswith("用法：planlens ")
    words = set(result.stdout.replace("[", " ").replace("]", " ").split())
    assert not words & {
        "Usage:",
        "Options:",
        "Commands:",
        "Show",
        "this",
        "message",
        "and",
        "exit.",
        "required",
        "FILE",
    }


def test_help_names_all_formats() -> None:
    text = run("export", "--help").stdout
    assert all(f"{exporter.extension} " in text and exporter.label in text for exporter in all_exporters())
    assert ".docx .docm .dotx" in text


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["extract"], "缺少参数“文件”。输入 planlens extract --help 查看用法。"),
        (["export", "甲.txt"], "缺少选项“--output”。输入 planlens export --help 查看用法。"),
        (["extract", "甲.txt", "-o"], "选项“-o”后面缺少内容。"),
        (["extract", "甲.txt", "--help=1"], "选项“--help”后面不能有内容。"),
        (["extract", "甲.txt", "--format", "xml"], "选项“--format”只能是：json、text。"),
        (["extract", "甲.txt", "--formt"], "没有“--formt”这个选项，是不是 --format。"),
        (["--quiet"], "没有“--quiet”这个选项。"),
        (["extract", "甲", "乙", "丙.txt"], "多余的参数：乙 丙.txt（文件名中有空格时"),
        (["extrakt", "甲.txt"], "没有“extrakt”这个命令，可用的命令：extract、export、new、"),
    ],
)
def test_wrong_usage_is_explained_in_chinese(args: list[str], message: str) -> None:
    assert error_of(*args).startswith(message)


def test_missing_file() -> None:
    assert error_of("extract", "没有.docx") == "找不到文件：没有.docx。请检查路径和文件名。"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "文件是空的"),
        (b"\xef\xbb\xbf\r\n", "文件是空的"),
        (b"PK\x03\x04 torn", "这是压缩包"),
        (b"%PDF-1.7\n", "PDF 已损坏"),
        (bytes(range(256)), ""),
    ],
)
@pytest.mark.parametrize("command", ["extract", "export"])
def test_bad_file(command: str, content: bytes, message: str, tmp_path: Path) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(content)
    assert message in error_of(command, bad, "-o", tmp_path / "表.csv")
    assert not (tmp_path / "表.csv").exists()


def test_broken_word_file(tmp_path: Path) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(WORD_PLAN.read_bytes()[:-2000])
    error_of("extract", broken)


@pytest.mark.parametrize(
    ("output", "message"),
    [("没有/表.xlsx", "文件夹不存在"), (".", "这是文件夹"), ("表.pdf", "无法从文件名判断导出格式：表.pdf")],
)
def test_bad_output(output: str, message: str, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small.parent)
    if output != ".":
        assert message in error_of("export", small.name, "-o", output)
    if not output.endswith(".pdf"):
        assert message in error_of("extract", small.name, "-o", output)
    assert list(small.parent.iterdir()) == [small]


def test_read_only_output(small: Path) -> None:
    output = small.with_name("表.csv")
    output.write_bytes(b"old")
    output.chmod(0o444)
    assert "只读" in error_of("export", small, "-o", output)
    assert output.read_bytes() == b"old"


@pytest.mark.parametrize("command", ["extract", "export"])
@pytest.mark.parametrize("link", [False, True])
def test_the_file_that_is_read_is_never_overwritten(command: str, link: bool, small: Path) -> None:
    before = small.read_bytes()
    output = small
    if link:
        output = small.with_name("另名.txt")
        output.symlink_to(small)
    assert error_of(command, small, "-o", output).startswith("输出文件就是原文件")
    assert small.read_bytes() == before


def test_unexpected_error_is_one_line(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "read_plan", raising(ValueError("两\n行")))
    assert error_of("extract", small).startswith("程序内部错误（ValueError：两 行）。请设置环境变量 PLANLENS_DEBUG=1")


def test_traceback_on_demand(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "read_plan", raising(ValueError("原因")))
    result = CliRunner(env={"PLANLENS_DEBUG": "1"}).invoke(main, ["extract", str(small)])
    assert "Traceback" in result.stderr
    assert result.stderr.splitlines()[-1].startswith("程序内部错误（ValueError：原因）")


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of processes there")
@pytest.mark.parametrize("command", [("extract",), ("export", "-o", "表.xlsx"), ("new", "-o", "项目.planlens")])
def test_a_file_that_wants_to_harm_is_one_line(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(budget, "SECONDS", 1)
    path = tmp_path / "规划.pdf"
    path.write_bytes(PDF_THAT_ONLY_PDFIUM_SEES_THROUGH)
    assert error_of(*command, path).endswith("另存为 .docx，再试一次。")
    assert list(tmp_path.iterdir()) == [path]


def test_ctrl_c(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "read_plan", raising(KeyboardInterrupt()))
    result = run("extract", small)
    assert (result.exit_code, result.output) == (130, "已取消。\n")


@pytest.mark.parametrize(("number", "code"), [(errno.EPIPE, 141), (errno.EINVAL, 141), (errno.ENOSPC, 2)])
def test_output_that_cannot_be_written(number: int, code: int, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    echo = click.echo

    def failing(message: object, nl: bool = True, err: bool = False) -> None:
        if not err:
            raise OSError(number, "reason")
        echo(message, nl=nl, err=err)

    monkeypatch.setattr(click, "echo", failing)
    result = run("extract", small)
    assert result.exit_code == code
    assert result.output == ("无法输出结果（磁盘空间不足）。请用 -o 指定要写入的文件。\n" if code == 2 else "")


def test_program_in_an_ascii_locale(small: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    done = program("extract", small, **plain)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode("utf-8"))["source"]["name"] == "工作 要点.txt"
    assert program("extract", "没有.txt", **plain).stderr.decode("utf-8").startswith("找不到文件：")


def test_program_in_a_gbk_console(small: Path) -> None:
    done = program("export", small, "-o", small.with_name("表😀.csv"), PYTHONIOENCODING="gbk")
    assert done.returncode == 0
    assert done.stdout.decode("gbk").startswith("已写入 ")
    assert done.stdout.decode("gbk").strip().endswith("表?.csv，共 1 条任务。")


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_program_whose_reader_has_gone(small: Path) -> None:
    small.write_text(small.read_text("utf-8") + "（二）推进各项工作。\n" * 5000, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "planlens", "extract", small], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 141)


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
def test_program_with_a_file_name_in_no_encoding(small: Path) -> None:
    odd = small.with_name("坏\udcff.txt")
    shutil.copy(small, odd)
    done = program("extract", odd)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["source"]["name"] == "坏\ufffd.txt"
