"""Rules about files and folders, whatever is in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from tests.lint.source import Finding, Source

MAX_LINES = 400
MAX_PART_LINES = 120
MAX_FILES = 12
_PACKAGES = ("kiosk", "devices", "screens")
_MACHINE_PATH = re.compile(
    r"(?<![\w.~$})/-])/(?:home|root|work|tmp|Users|mnt|media)/(?!\.X11-unix)[\w.-]+|\b[A-Z]:\\\\?\w+\\"
)


def file_length(source: Source) -> Iterator[Finding]:
    """A source file has at most 400 lines; a part of the screens at most 120."""
    limit = MAX_PART_LINES if source.is_below("screens/parts") and source.path.endswith(".qml") else MAX_LINES
    if source.path.endswith((".py", ".qml")) and len(source.lines) > limit:
        yield Finding(source.path, 0, "file-length", f"{len(source.lines)} lines; split it by idea (limit {limit})")


def machine_path(source: Source) -> Iterator[Finding]:
    """No path that exists on one machine only."""
    for number, line in enumerate(source.lines, 1):
        if (found := _MACHINE_PATH.search(line)) is not None:
            yield Finding(source.path, number, "machine-path", f"{found[0]!r} is a place on one machine")


def folder_size(sources: Sequence[Source]) -> Iterator[Finding]:
    """A folder holds at most 12 source files; `__init__.py` is not counted.

    The screens of a flow are as many as it has states, one file each, named as they are: they stay together.
    """
    counted = Counter(
        str(PurePosixPath(source.path).parent)
        for source in sources
        if source.path.endswith((".py", ".qml")) and not source.path.endswith("__init__.py")
    )
    for folder, count in sorted(counted.items()):
        is_history = folder.endswith("/versions")  # migrations are numbered, and never taken apart
        if count > MAX_FILES and not is_history and not _is_of_a_flow(folder, sources):
            yield Finding(folder, 0, "folder-size", f"{count} source files; it wants a sub-folder (limit {MAX_FILES})")


def _is_of_a_flow(folder: str, sources: Iterable[Source]) -> bool:
    root, _, flow = folder.partition("/")
    return root == "screens" and any(source.is_below(f"kiosk/flows/{flow}") for source in sources)


def package_readme(sources: Sequence[Source]) -> Iterator[Finding]:
    """Each Python package of the product says in a README.md what belongs in it and what does not."""
    paths = {source.path for source in sources}
    for folder in sorted({*_python_folders(sources), "config/deploy", "tests"}):
        inside = any(path.startswith(f"{folder}/") for path in paths)
        if inside and f"{folder}/README.md" not in paths:
            yield Finding(folder, 0, "package-readme", "no README.md says what belongs here")


def _python_folders(sources: Iterable[Source]) -> Iterator[str]:
    for source in sources:
        folder = PurePosixPath(source.path).parent
        if source.is_below(*_PACKAGES) and source.path.endswith(".py") and folder.name != "versions":
            yield str(folder)
