"""Builds the folder that runs without Python, by one command: ``python resources/packaging/build.py``.

Makes a virtual environment of its own, installs this tree and PyInstaller into it, runs ``planlens.spec`` and packs the
folder: ``.tar.xz`` and ``.deb`` on Linux (``deb.py``), ``.zip`` on Windows. Everything goes to ``dist/``, which Git
ignores. Needs Python 3.11 or later of the system that it builds for; see README.md here for what decides where it runs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PYINSTALLER = "pyinstaller>=6.11,<7"


def environment(folder: Path, *, office: bool) -> Path:
    """Return the Python of a virtual environment in *folder* that has this tree and PyInstaller.

    Where *office* is set, it has what opens an office's ledger too.
    """
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(folder, with_pip=True)
    install = [str(python), "-m", "pip", "install", "--quiet"]
    subprocess.run([*install, PYINSTALLER, f"{ROOT}[office]" if office else str(ROOT)], check=True)
    subprocess.run([*install, "--force-reinstall", "--no-deps", str(ROOT)], check=True)  # the same version, changed
    return python


def freeze(python: Path, out: Path, work: Path, *, office: bool) -> Path:
    """Run PyInstaller and return the folder it made below *out*."""
    drawn = work / "planlens.ico"
    known = {**os.environ, "PYTHONHASHSEED": "1", "PLANLENS_OFFICE": "1" if office else ""}  # one tree, one folder
    if os.name == "nt":
        known["PLANLENS_ICON"] = str(drawn)
        subprocess.run([str(python), str(HERE / "windows" / "icon.py"), str(drawn)], check=True)
    command = ["-m", "PyInstaller", "--noconfirm", "--distpath", str(out), "--workpath", str(work)]
    subprocess.run([str(python), *command, str(HERE / "planlens.spec")], check=True, env=known, cwd=work)
    folder = max(
        (path for path in out.iterdir() if (path / "_internal").is_dir()), key=lambda path: path.stat().st_mtime
    )
    strip(folder)
    return folder


def strip(folder: Path) -> None:
    """Take the symbols for debuggers out of modules, of Python's own library and of Qt's and PDFium's.

    The other libraries stay: auditwheel has moved their parts about, and ``strip`` would break them.
    """
    program = shutil.which("strip")
    if program is None or os.name == "nt":
        return
    internal = folder / "_internal"
    own = [*internal.glob("libpython*"), *internal.glob("**/*.cpython-*.so"), *internal.glob("pypdfium2_raw/*.so")]
    own += [path for path in internal.glob("PySide6/Qt/lib/*.so*") if not path.is_symlink()]
    subprocess.run([program, "--strip-unneeded", *map(str, own)], check=True)


def pack(folder: Path) -> Path:
    """Pack the folder for carrying it to another machine, and return the file."""
    if os.name == "nt":
        return Path(shutil.make_archive(str(folder), "zip", folder.parent, folder.name))
    packed = folder.with_name(f"{folder.name}.tar.xz")
    with tarfile.open(packed, "w:xz", preset=6) as archive:
        archive.add(folder, folder.name)
    return packed


def megabytes(path: Path) -> float:
    """Return the size of a file, or of all files of a folder, in millions of bytes."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file() and not file.is_symlink()]
    return sum(file.stat().st_size for file in files) / 1e6


def main() -> None:
    """Build what the arguments ask for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--out", type=Path, default=ROOT / "dist", help="the folder for what is built")
    asked.add_argument("--work", type=Path, default=ROOT / "build", help="the folder for what is needed only meanwhile")
    asked.add_argument("--folder-only", action="store_true", help="pack nothing")
    asked.add_argument("--office", action="store_true", help="with psycopg (LGPL) and keyring, for an office's ledger")
    given = asked.parse_args()
    out, work = given.out.absolute(), given.work.absolute()
    work.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    folder = freeze(environment(work / "environment", office=given.office), out, work, office=given.office)
    made = [folder]
    if not given.folder_only:
        made.append(pack(folder))
        if sys.platform == "linux" and shutil.which("dpkg-deb"):
            sys.path.insert(0, str(HERE))
            from deb import build_deb  # noqa: PLC0415 (there only)

            made.append(build_deb(folder, out, work))
    for path in made:
        sys.stdout.write(f"{megabytes(path):7.1f} MB  {path}\n")


if __name__ == "__main__":
    main()
