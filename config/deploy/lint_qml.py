"""Runs qmllint over `screens/` with the types of our Python classes; any warning fails.

Classes marked `@QmlElement` in `screens/*.py` are described by PySide6's own tools (metaobjectdump, then
qmltyperegistrar) below `var/qml_types`, so that a misspelt property of the bridge is found before it is shown.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[2]
_QT = Path(PySide6.__file__).parent
_FOREIGN = ("core", "gui", "qml", "quick")  # Qt modules whose classes ours may extend


def qml_module(source: Path) -> tuple[str, int] | None:
    """The QML module a Python file registers its classes in, with its major version, or None."""
    named: dict[str, object] = {}
    for node in ast.parse(source.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            named.update({target.id: node.value.value for target in node.targets if isinstance(target, ast.Name)})
    name, major = named.get("QML_IMPORT_NAME"), named.get("QML_IMPORT_MAJOR_VERSION", 1)
    return (name, major) if isinstance(name, str) and isinstance(major, int) else None


def write_types(sources: Iterable[Path], folder: Path) -> list[str]:
    """Writes one QML module description per module named in the Python files; returns the modules."""
    shutil.rmtree(folder, ignore_errors=True)
    modules: dict[tuple[str, int], list[str]] = defaultdict(list)
    for source in sources:
        if (module := qml_module(source)) is not None:
            modules[module].append(str(source))
    foreign = ",".join(str(_QT / f"Qt/metatypes/qt6{name}_metatypes.json") for name in _FOREIGN)
    for (name, major), files in modules.items():
        target = folder.joinpath(*name.split("."))
        target.mkdir(parents=True)
        dump, types = target / "classes.json", target / "types.qmltypes"
        _tool([sys.executable, str(_QT / "scripts/metaobjectdump.py"), "-q", "-o", str(dump), *files])
        described = ["--import-name", name, "--major-version", str(major), "--generate-qmltypes", str(types)]
        registrar = [str(_QT / "Qt/libexec/qmltyperegistrar"), *described, "--foreign-types", foreign]
        _tool([*registrar, "-o", str(target / "unused.cpp"), str(dump)])
        (target / "qmldir").write_text(f"module {name}\ntypeinfo {types.name}\n", encoding="utf-8")
    return [name for name, _ in modules]


def lint(files: list[str], types: Path, root: Path) -> subprocess.CompletedProcess[str]:
    """Runs qmllint; its exit code is not zero as soon as there is one warning."""
    command = [str(_QT / "qmllint"), "-W", "0", "-I", str(types), "-I", str(root), *files]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def _tool(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{Path(command[0]).name} failed:\n{done.stdout}{done.stderr}")


def main() -> int:
    """Lints every QML file of the checkout."""
    screens, types = ROOT / "screens", ROOT / "var/qml_types"
    files = sorted(str(path.relative_to(ROOT)) for path in screens.rglob("*.qml"))
    if not files:
        print("qmllint: no QML file found below screens/", file=sys.stderr)
        return 1
    modules = write_types(sorted(screens.rglob("*.py")), types)
    done = lint(files, types, ROOT)
    print(done.stdout + done.stderr, end="")
    described = f"with the types of {', '.join(modules)}" if modules else "without a Python type"
    print(f"qmllint: {len(files)} files {described}: {'failed' if done.returncode else 'no warning'}")
    return 1 if done.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
