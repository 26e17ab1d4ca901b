"""The rules of the house, one sentence each; ``ARCHITECTURE.md`` draws its plan."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import planlens

ROOT = Path(planlens.__file__).parent

CORE = {"model", "readers", "language", "analysis", "insight", "project", "views", "exports", "exchange", "background"}

MAY_IMPORT = {
    "model": set(),
    "paths": set(),
    "readers": {"model", "paths"},
    "language": {"model", "paths"},
    "analysis": {"model", "language", "paths"},
    "insight": {"model", "language", "paths"},
    "project": {"model", "paths"},
    "views": {"model", "language", "project", "paths"},
    "exports": {"model", "project", "views", "paths"},
    "exchange": {"model", "project", "views", "exports", "paths"},
    "background": {"model", "workflow"},
    "workflow": (CORE - {"background"}) | {"paths"},
    "cli": CORE | {"paths", "workflow"},
    "gui": (CORE - {"readers", "analysis"}) | {"paths", "workflow"},
    "__main__": {"background", "cli", "gui", "paths"},
}
"""The rooms that each room may import, besides itself."""

OWNERS = {
    "chinese_calendar": {"views"},
    "jieba": {"language"},
    "sklearn": {"language"},
    "numpy": {"language", "readers"},
    "scipy": {"language"},
    "lxml": {"readers", "exports"},
    "docx": {"readers", "exports", "exchange"},
    "pypdfium2": {"readers"},
    "rapidocr": {"readers"},
    "pypinyin": {"language"},
    "olefile": {"readers"},
    "selectolax": {"readers"},
    "markdown_it": {"readers"},
    "mdit_py_plugins": {"readers"},
    "xlrd": {"readers"},
    "xlsxwriter": {"exports", "exchange"},
    "pandas": {"views"},
    "openpyxl": {"exchange"},
    "icalendar": {"exports"},
    "joblib": {"background"},
    "distributed": {"background"},
    "click": {"cli"},
    "psycopg": {"project"},
    "keyring": {"project"},
    "PySide6": {"gui"},
    "pyqtgraph": {"gui"},
    "PIL": {"exports", "readers"},
    "platformdirs": {"paths"},
}
"""The rooms that may use each library; a library that is not named here may be used nowhere."""

WITHOUT_QT = {
    "planlens.gui.app.desktop": "it looks before Qt is loaded",
    "planlens.gui.app.no_window": "it tells why Qt could not be loaded",
    "planlens.gui.app.file_type": "it makes the desktop open this window",
}
"""The modules of the window that reach no Qt, and why they stand there all the same."""

MOST_FILES = 25
"""How many modules a folder may hold."""

MANY_MEANINGS = {
    "Candidate",
    "Cell",
    "Desk",
    "Draft",
    "Kind",
    "Line",
    "Look",
    "Merge",
    "Note",
    "Reading",
    "Row",
    "Shape",
    "Sheet",
    "Source",
}
"""The names of classes that are still defined more than once; nothing is added here."""

HEAVY = {
    "jieba",
    "pypinyin",
    "sklearn",
    "numpy",
    "scipy",
    "pandas",
    "lxml",
    "docx",
    "xlsxwriter",
    "PySide6",
    "psycopg",
    "pyqtgraph",
}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of planlens by its full name, parsed."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = ast.parse(path.read_text("utf-8"))
    return found


def room(module: str) -> str:
    """``analysis`` for ``planlens.analysis.steps.units``, "" for ``planlens`` itself."""
    return module.partition(".")[2].partition(".")[0]


def imports(module: str) -> Iterator[str]:
    """Yield the full name of all that a module imports, at its top or in a function, modules where there are such."""
    for node in ast.walk(modules()[module]):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(source), level=0, names=names):
                inner = [f"{source}.{alias.name}" for alias in names]
                yield from (name if name in modules() else source for name in inner)
            case ast.Call(func=ast.Attribute(attr="import_module"), args=[ast.Constant(value=str(name)), *_]):
                yield name
            case ast.ImportFrom():
                yield "planlens.relative-import"


def own_imports(module: str) -> set[str]:
    return {name for name in imports(module) if name.partition(".")[0] == "planlens"}


@cache
def reaches_qt(module: str) -> bool:
    """Whether a module loads Qt, itself or by what it imports."""
    return any(
        name.partition(".")[0] in {"PySide6", "pyqtgraph"}
        or (name in modules() and name != module and reaches_qt(name))
        for name in imports(module)
    )


def assigned(module: str) -> Iterator[tuple[str, ast.expr]]:
    """Yield the names that a module assigns at its top, with the values."""
    for node in modules()[module].body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name), *_], value=value):
                yield name, value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value


def having(name: str) -> set[str]:
    """Return the modules that assign *name* at their top."""
    return {module for module in modules() if name in dict(assigned(module))}


def siblings_imported(family: set[str]) -> list[str]:
    return [f"{module} imports {name}" for module in family for name in own_imports(module) & (family - {module})]


def is_unchanging(node: ast.ClassDef) -> bool:
    """Whether a class is a frozen dataclass, an enumeration, a named tuple or an exception."""
    frozen = any("frozen=True" in ast.unparse(decorator) for decorator in node.decorator_list)
    return frozen or any(
        ast.unparse(base).endswith(("Enum", "NamedTuple", "Error", "Exception")) for base in node.bases
    )


def test_every_room_is_in_the_table() -> None:
    assert {room(module) for module in modules()} - {""} <= MAY_IMPORT.keys()


def test_rooms_import_only_the_rooms_that_the_table_allows() -> None:
    wrong = [
        f"{module} imports {name}"
        for module in modules()
        for name in own_imports(module)
        if room(name) not in MAY_IMPORT.get(room(module), set()) | {room(module), ""}
    ]
    assert wrong == []


def test_imports_are_absolute() -> None:
    assert [module for module in modules() if "planlens.relative-import" in imports(module)] == []


def test_each_third_party_library_is_used_only_in_the_rooms_that_own_it() -> None:
    wrong = [
        f"{module} imports {library}"
        for module in modules()
        for library in {name.partition(".")[0] for name in imports(module)} - sys.stdlib_module_names - {"planlens"}
        if room(module) not in OWNERS.get(library, set())
    ]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {module: own_imports(module) - {module, "planlens"} for module in modules()}
    TopologicalSorter(graph).prepare()


def test_steps_never_import_other_steps() -> None:
    assert siblings_imported({module for module in modules() if module.startswith("planlens.analysis.steps.")}) == []


def test_readers_never_import_other_readers() -> None:
    readers = having("READER")
    assert len(readers) > 1
    assert siblings_imported(readers) == []


def test_exporters_never_import_other_exporters() -> None:
    exporters = having("EXPORTER")
    assert len(exporters) > 4
    assert siblings_imported(exporters) == []


def test_panels_never_import_other_panels() -> None:
    assert siblings_imported(having("PANEL")) == []


def test_no_folder_has_more_files_than_the_eye_can_take_in() -> None:
    folders = Counter(path.parent.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))
    assert [folder for folder, count in folders.items() if count > MOST_FILES] == []


def test_every_folder_of_the_window_is_a_page_a_dialog_or_what_they_share() -> None:
    folders = {module.split(".")[2] for module in modules() if module.startswith("planlens.gui.")}
    shown = {module.split(".")[2] for module in having("PANEL") | having("COMMAND") | having("COMMANDS")}
    assert folders - shown == {"widgets"}


def test_nothing_in_the_window_reaches_no_qt() -> None:
    bare = {
        module
        for module, tree in modules().items()
        if room(module) == "gui"
        and any(not isinstance(node, ast.Expr) for node in tree.body)
        and not reaches_qt(module)
    }
    assert bare == WITHOUT_QT.keys()


def test_nothing_outside_the_window_reaches_qt() -> None:
    assert {module for module in modules() if room(module) not in {"gui", "__main__"} and reaches_qt(module)} == set()


def test_only_the_store_of_an_office_speaks_to_a_server() -> None:
    users = {module for module in modules() if {"psycopg", "keyring"} & {n.partition(".")[0] for n in imports(module)}}
    assert {module.rpartition(".")[0] for module in users} == {"planlens.project.office"}


def test_charts_alone_use_pyqtgraph() -> None:
    users = {module for module in modules() if any(name.startswith("pyqtgraph") for name in imports(module))}
    assert {module.rpartition(".")[0] for module in users} == {"planlens.gui.overview"}


def own_bases() -> dict[str, set[str]]:
    """Return the names of the classes that each class of ours is made from, at once or by way of others."""
    found: dict[str, set[str]] = {}
    for tree in modules().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base).partition("[")[0] for base in node.bases}  # not ``click.Command``
                found.setdefault(node.name, set()).update(bases - {node.name})
    return {name: bases & found.keys() for name, bases in found.items()}


def test_a_class_of_ours_stands_on_one_other_of_ours_at_most() -> None:
    bases = own_bases()
    chains = {(name, base): bases[base] for name, above in bases.items() for base in above if bases[base]}
    assert chains == {}


def test_the_name_of_a_class_means_one_thing_in_the_whole_tree() -> None:
    counts = Counter(
        node.name
        for tree in modules().values()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert {name for name, count in counts.items() if count > 1} <= MANY_MEANINGS


def test_no_module_keeps_an_object_that_can_change() -> None:
    changing = {
        node.name
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and not is_unchanging(node)
    }
    kept = [
        f"{module}.{name}"
        for module in modules()
        for name, value in assigned(module)
        if isinstance(value, ast.Call) and ast.unparse(value.func).rpartition(".")[2] in changing
    ]
    assert kept == []


def test_no_function_changes_a_global_name() -> None:
    assert [
        module for module, tree in modules().items() if any(isinstance(node, ast.Global) for node in ast.walk(tree))
    ] == []


def test_the_door_of_the_front_ends_loads_a_room_only_when_it_is_used() -> None:
    code = "import sys, planlens.workflow; print(*(name for name in sys.modules if name.startswith('planlens.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {room(name) for name in done.stdout.split()} == {"model", "workflow"}


def test_no_function_is_called_by_its_name() -> None:
    named = [
        f"{module}: {ast.unparse(node)}"
        for module in modules()
        for node in ast.walk(modules()[module])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Call) and ast.unparse(node.func.func) == "getattr"
    ]
    assert named == []


def test_the_command_line_starts_without_any_heavy_library() -> None:
    code = "import sys, planlens.cli.main; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & HEAVY == set()
    assert "click" in done.stdout.split()
