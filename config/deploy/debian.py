"""Finds the system libraries Qt needs and, on Debian and its relatives, gets the missing ones.

Run by the system's python3 from setup.py, so it uses the standard library alone. With root the packages are installed
as usual. Without root they are downloaded and unpacked below `.venv/system`, and `.venv/bin/python` becomes a small
script that sets the library path before Python starts; nothing outside the checkout is touched.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

REQUIRED: Mapping[str, str] = {
    # soname: Debian package. What the Qt libraries we import name as NEEDED and PySide6 does not carry itself.
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
    "libzstd.so.1": "libzstd1",
    "libstdc++.so.6": "libstdc++6",
}
FOR_A_DISPLAY: Mapping[str, str] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
OPTIONAL: Mapping[str, str] = {"libzbar.so.0": "libzbar0"}  # the camera's second reader

# The software renderer draws without any OpenGL driver. Debian's libgl1 depends on Mesa and LLVM (100 MB), so the
# unprivileged set-up leaves these out.
_NOT_FETCHED = re.compile(
    r"(libllvm|libz3|libgl1-mesa|libglx-mesa|libegl-mesa|libglapi|mesa-|libgallium|libdrm|libgbm|libsensors|libelf"
    r"|libicu|libxml2|libvulkan|libpciaccess|libedit)"
)
_COMPLETE = "complete"  # stands below the private folder when everything was unpacked
_APT = ("apt-get", "-y", "-q", "-o", "Acquire::Retries=3", "-o", "Acquire::Languages=none")

Say = Callable[[str], None]


class SetupError(Exception):
    """The set-up cannot go on; the message is one sentence for a person, with what to do."""


def is_debian() -> bool:
    """Whether apt and dpkg are there to get packages with."""
    return bool(shutil.which("apt-get") and shutil.which("dpkg-deb"))


def is_loadable(soname: str) -> bool:
    """Whether the system's loader finds this library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing(system: Path) -> dict[str, str]:
    """Libraries found neither by the loader nor below the private folder, as soname -> Debian package."""
    if not sys.platform.startswith("linux"):
        return {}
    private = {path.name for folder in library_folders(system) for path in folder.iterdir()}
    wanted = {**REQUIRED, **FOR_A_DISPLAY, **OPTIONAL}
    return {name: package for name, package in wanted.items() if name not in private and not is_loadable(name)}


def get_libraries(system: Path, log: Path, say: Say) -> None:
    """Gets what is missing, or names it in one line; raises SetupError when Qt cannot start without it."""
    packages = sorted(set(missing(system).values()))
    required = [name for name in packages if name not in OPTIONAL.values()]
    if is_debian():
        try:
            if packages and os.geteuid() == 0:
                _install(packages, log, say)
            elif required:
                _fetch(system, log, say)
        except (OSError, subprocess.CalledProcessError) as error:
            reason = f"exit {error.returncode}" if isinstance(error, subprocess.CalledProcessError) else error
            say(f"apt-get did not succeed ({reason}); its words are in {log}.")
    judge(missing(system), say)


def judge(lacking: Mapping[str, str], say: Say) -> None:
    """Says what stays switched off; raises SetupError naming every library when Qt cannot start."""
    if any(name in REQUIRED for name in lacking):
        names = sorted(set(lacking.values())) if is_debian() else sorted(lacking)
        raise SetupError(f"Qt needs system libraries that are missing; install them and start again: {' '.join(names)}")
    consequences = ((FOR_A_DISPLAY, "windows may not open"), (OPTIONAL, "reading codes with zbar stays off"))
    for kind, meaning in consequences:
        names = sorted(name for name in lacking if name in kind)
        if names:
            say(f"Not found: {', '.join(names)}: {meaning}.")


def _install(packages: Iterable[str], log: Path, say: Say) -> None:
    names = list(packages)
    say(f"Installing {len(names)} system libraries with apt-get: {' '.join(names)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run([*_APT, "update"], log, environment, tolerant=True)  # one stale list must not stop the others
    wait = ("-o", "DPkg::Lock::Timeout=300")
    required = [name for name in names if name not in OPTIONAL.values()]
    if required:
        _run([*_APT, *wait, "install", "--no-install-recommends", *required], log, environment)
    for name in set(names) - set(required):
        _run([*_APT, *wait, "install", "--no-install-recommends", name], log, environment, tolerant=True)


def _fetch(system: Path, log: Path, say: Say) -> None:
    shutil.rmtree(system, ignore_errors=True)  # half of an interrupted set-up, or the libraries of an older one
    packages = sorted(set(missing(system).values()) - set(OPTIONAL.values()))
    say(f"No root here: unpacking {len(packages)} system libraries and what they need into {system.parent.name}/system")
    apt = private_apt(system, log)
    planned = _run([*apt, "install", "-s", "--no-install-recommends", *packages], log)
    names = [name for name in re.findall(r"^Inst (\S+)", planned, re.MULTILINE) if not _NOT_FETCHED.match(name)]
    unpack(names, system, log, apt)
    _write_fontconfig(system)
    shutil.rmtree(system / "apt", ignore_errors=True)
    (system / _COMPLETE).touch()


def private_apt(system: Path, log: Path) -> list[str]:
    """An apt-get command with package lists of its own below `system`, freshly updated; needs no root."""
    state = system / "apt"
    for name in ("lists/partial", "cache/archives/partial"):
        (state / name).mkdir(parents=True, exist_ok=True)
    options = {"Dir::State::lists": state / "lists", "Dir::Cache": state / "cache", "Debug::NoLocking": 1}
    if os.geteuid() == 0:
        options["APT::Sandbox::User"] = "root"  # the _apt account may not enter the checkout
    apt = [*_APT, *(word for key, value in options.items() for word in ("-o", f"{key}={value}"))]
    _run([*apt, "update"], log, tolerant=True)
    return apt


def unpack(names: Iterable[str], system: Path, log: Path, apt: list[str]) -> None:
    """Downloads Debian packages and unpacks them below `system`."""
    debs = system / "apt" / "debs"
    debs.mkdir(parents=True, exist_ok=True)
    _run([*apt, "download", *names], log, folder=debs)
    for deb in sorted(debs.glob("*.deb")):
        _run(["dpkg-deb", "-x", str(deb), str(system)], log)
        deb.unlink()


def library_folders(system: Path) -> list[Path]:
    """The folders below `system` that hold unpacked libraries; none while they are not complete."""
    if not (system / _COMPLETE).exists():
        return []
    candidates = [*system.glob("usr/lib/*-linux-gnu*"), *system.glob("lib/*-linux-gnu*")]
    return sorted(path for path in candidates if path.is_dir())


def private_environment(system: Path) -> dict[str, str]:
    """The variables that make programs use the unpacked libraries; empty when there are none."""
    folders = library_folders(system)
    if not folders:
        return {}
    found = {"LD_LIBRARY_PATH": ":".join(map(str, folders))}
    for variable, path in (
        ("FONTCONFIG_FILE", system / "fonts.conf"),
        ("XKB_CONFIG_ROOT", system / "usr/share/X11/xkb"),
        ("XLOCALEDIR", system / "usr/share/X11/locale"),
    ):
        if path.exists():
            found[variable] = str(path)
    return found


def _write_fontconfig(system: Path) -> None:
    if not list(system.glob("usr/lib/*/libfontconfig.so.1")):
        return
    fonts = ("/usr/share/fonts", "/usr/local/share/fonts", str(system / "usr/share/fonts"))
    lines = [f"  <dir>{escape(path)}</dir>" for path in fonts]
    text = ['<?xml version="1.0"?>', '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">', "<fontconfig>", *lines]
    text += [f"  <cachedir>{escape(str(system / 'fontcache'))}</cachedir>", "</fontconfig>", ""]
    (system / "fonts.conf").write_text("\n".join(text), encoding="utf-8")


def _run(
    command: list[str],
    log: Path,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    tolerant: bool = False,
) -> str:
    done = subprocess.run(
        command, env=environment, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    with log.open("a", encoding="utf-8") as stream:
        stream.write(f"$ {' '.join(command)}\n{done.stdout}")
    if done.returncode and not tolerant:
        raise subprocess.CalledProcessError(done.returncode, command[0] + " " + command[-1], done.stdout)
    return done.stdout
