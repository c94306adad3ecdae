"""qmllint with the types of our Python classes: a misspelt property of the bridge is found, a right one is not."""

from __future__ import annotations

from pathlib import Path

import lint_qml
import pytest

BRIDGE = '''
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "Sample.Glass"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Shell(QObject):
    changed = Signal()

    @Property(str, notify=changed)
    def screen(self) -> str:
        return ""

    @Slot(str)
    def send(self, event: str) -> None:
        """Takes an event."""
'''
SCREEN = """import QtQuick
import Sample.Glass

Item {
    id: root
    required property Shell shell
    Accessible.name: root.shell.%s
    TapHandler {
        onTapped: root.shell.%s("StartPressed")
    }
}
"""


@pytest.fixture
def types(tmp_path: Path) -> Path:
    (tmp_path / "bridge.py").write_text(BRIDGE, encoding="utf-8")
    (tmp_path / "plain.py").write_text("x = 1\n", encoding="utf-8")
    folder = tmp_path / "types"
    assert lint_qml.write_types([tmp_path / "bridge.py", tmp_path / "plain.py"], folder) == ["Sample.Glass"]
    return folder


@pytest.mark.parametrize(
    ("names", "warning"),
    [(("screen", "send"), ""), (("scren", "send"), '"scren" not found'), (("screen", "sent"), '"sent" not found')],
)
def test_a_name_the_bridge_does_not_have_fails(
    tmp_path: Path, types: Path, names: tuple[str, str], warning: str
) -> None:
    (tmp_path / "Screen.qml").write_text(SCREEN % names, encoding="utf-8")
    done = lint_qml.lint(["Screen.qml"], types, tmp_path)
    assert (done.returncode != 0) == bool(warning)
    assert warning in done.stdout + done.stderr


def test_a_file_that_registers_nothing_for_qml_has_no_module(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("NAME = 'x'\n", encoding="utf-8")
    assert lint_qml.qml_module(tmp_path / "a.py") is None
