"""Makes a .deb of the folder: the program in /opt/planlens, a menu entry, the type of project files, the icon."""

from __future__ import annotations

import platform
import shutil
import subprocess
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[1]
DEPENDS = (
    *("libc6", "libx11-6", "libxcb1", "libx11-xcb1", "libegl1", "libgl1", "libfontconfig1", "libfreetype6"),
    *("libglib2.0-0 | libglib2.0-0t64", "libdbus-1-3", "libgssapi-krb5-2", "libstdc++6", "libgcc-s1 | libgcc1"),
)
"""What the folder takes from the system: the same names in Debian 10 and later, UOS 20 and Kylin V10."""

CONTROL = """Package: planlens
Version: {version}
Architecture: {architecture}
Maintainer: planlens
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: fonts-noto-cjk | fonts-wqy-microhei, shared-mime-info, desktop-file-utils
Suggests: fcitx5, ibus
Section: editors
Priority: optional
Description: plans to task tables, and their tracking, offline
 规划解析与任务跟踪：读规划、方案、要点，列出任务、目标、责任单位和完成时限，
 核对后逐项跟踪，导出任务分解表和督办台账。不联网。
"""

REFRESH = """#!/bin/sh
# Where a desktop is: lets it know the menu entry, the type of files and the icon. Users' files are left alone.
set -e
command -v update-mime-database >/dev/null && update-mime-database /usr/share/mime || true
command -v update-desktop-database >/dev/null && update-desktop-database -q /usr/share/applications || true
command -v gtk-update-icon-cache >/dev/null && gtk-update-icon-cache -q -f /usr/share/icons/hicolor || true
"""


def build_deb(folder: Path, out: Path, work: Path) -> Path:
    """Return the package made of *folder* (``planlens-VERSION``) in *out*; *work* is for what is needed meanwhile."""
    version = folder.name.partition("-")[2]
    architecture = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / "opt/planlens", symlinks=True)
    for source, place in (
        ("desktop/planlens.desktop", "applications/planlens.desktop"),
        ("desktop/planlens.xml", "mime/packages/planlens.xml"),
        ("icons/planlens.svg", "icons/hicolor/scalable/apps/planlens.svg"),
        ("icons/planlens.svg", "icons/hicolor/scalable/mimetypes/application-x-planlens.svg"),
    ):
        target = root / "usr/share" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(RESOURCES / source, target)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/planlens").symlink_to("/opt/planlens/planlens")
    control = root / "DEBIAN"
    control.mkdir()
    kilobytes = sum(file.stat().st_size for file in root.rglob("*") if file.is_file()) // 1024
    told = {"version": version, "architecture": architecture, "kilobytes": kilobytes, "depends": ", ".join(DEPENDS)}
    (control / "control").write_text(CONTROL.format(**told), "utf-8")
    for name in ("postinst", "postrm"):
        (control / name).write_text(REFRESH, "utf-8")
        (control / name).chmod(0o755)
    package = out / f"planlens_{version}_{architecture}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(package)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return package
