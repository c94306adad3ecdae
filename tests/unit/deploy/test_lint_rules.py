"""Each house rule is shown to fail on a bad sample and to pass on the good one beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lint import rules_python, rules_qml, rules_tree
from tests.lint.__main__ import PYTHON, QML, WHOLE_TREE, check
from tests.lint.qml import QmlText
from tests.lint.source import Finding, Source, read_tree

SCREEN = "screens/checkout/Scanning.qml"
CONTROLS = frozenset({"BigButton", "Stepper"})


def qml(body: str, path: str = SCREEN) -> Source:
    return Source(path, "import QtQuick\nItem {\n    id: root\n" + body + "\n}\n")


def rules_of(findings: Iterator[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def lines_of(findings: Iterator[Finding]) -> list[int]:
    return [finding.line for finding in findings]


@pytest.mark.parametrize(
    ("path", "lines", "is_found"),
    [
        ("kiosk/runtime.py", 401, True),
        ("kiosk/runtime.py", 400, False),
        ("screens/checkout/Paying.qml", 401, True),
        ("screens/parts/Label.qml", 121, True),
        ("screens/parts/Label.qml", 120, False),
        ("docs/tour.md", 900, False),
    ],
)
def test_a_source_file_over_its_limit_is_found(path: str, lines: int, is_found: bool) -> None:
    assert rules_of(rules_tree.file_length(Source(path, "x\n" * lines))) == ["file-length"] * is_found


def test_a_folder_over_twelve_source_files_is_found_and_its_init_is_not_counted() -> None:
    twelve = [Source(f"kiosk/effects/e{n}.py", "") for n in range(12)] + [Source("kiosk/effects/__init__.py", "")]
    assert rules_of(rules_tree.folder_size(twelve)) == []
    assert rules_of(rules_tree.folder_size([*twelve, Source("kiosk/effects/more.py", "")])) == ["folder-size"]


def test_the_screens_of_a_flow_stay_together_however_many_states_it_has() -> None:
    many = [Source(f"screens/checkin/State{n}.qml", "") for n in range(15)]
    assert rules_of(rules_tree.folder_size(many)) == ["folder-size"]
    assert rules_of(rules_tree.folder_size([*many, Source("kiosk/flows/checkin/flow.py", "")])) == []


def test_a_package_without_a_readme_is_found_and_migration_versions_are_not() -> None:
    tree = [Source("kiosk/store/journal.py", ""), Source("kiosk/store/migrations/versions/0001.py", "")]
    assert [f.path for f in rules_tree.package_readme(tree)] == ["kiosk/store"]
    assert rules_of(rules_tree.package_readme([*tree, Source("kiosk/store/README.md", "")])) == []


@pytest.mark.parametrize(
    "text", ["/ho" + "me/ann/x", "see /wo" + "rk/main", "'/tm" + "p/a.log'", "C:" + "\\Users\\ann\\x"]
)
def test_a_path_of_one_machine_is_found_in_any_text_file(text: str) -> None:
    assert lines_of(rules_tree.machine_path(Source("docs/tour.md", f"fine\n{text}\n"))) == [2]


@pytest.mark.parametrize(
    "text",
    [
        "/dev/ttyS0",
        "../shared/vectors",
        "var/tmp/x",
        "~/home/x",
        "https://x.org/home/y",
        "/usr/bin",
        "/tm" + "p/.X11-unix",
    ],
)
def test_a_path_that_exists_everywhere_is_no_finding(text: str) -> None:
    assert rules_of(rules_tree.machine_path(Source("docs/tour.md", text))) == []


def test_a_star_import_is_found() -> None:
    assert lines_of(rules_python.star_import(Source("main.py", "import os\nfrom PySide6.QtCore import *\n"))) == [2]
    assert rules_of(rules_python.star_import(Source("main.py", "from PySide6.QtCore import QObject\n"))) == []


@pytest.mark.parametrize(
    ("comment", "is_found"),
    [
        ("# noqa", True),
        ("# noqa: S603", True),
        ("# noqa: S603, S607", True),
        ("# noqa: S603 - starts our own simulator", False),
        ("# noqa: S603, S607  # starts our own simulator", False),
        ("# type: ignore", True),
        ("# type: ignore[attr-defined]", True),
        ("# type: ignore[attr-defined]  # Qt adds it at run time", False),
        ("# pragma: no cover", True),
        ("# pragma: no cover - only on a kiosk with a real printer", False),
        ("# an ordinary comment", False),
    ],
)
def test_a_check_switched_off_without_code_and_reason_is_found(comment: str, is_found: bool) -> None:
    found = rules_of(rules_python.silent_exception(Source("kiosk/x.py", f"x = 1  {comment}\n")))
    assert found == ["silent-exception"] * is_found


def test_a_directive_inside_a_string_is_no_finding() -> None:
    assert rules_of(rules_python.silent_exception(Source("kiosk/x.py", 'x = "# noqa"\n'))) == []


@pytest.mark.parametrize("code", ["x: float = 1", "x = 1.5", "x = y / 100", "x /= 3", "x = float(y)"])
def test_a_float_beside_money_is_found(code: str) -> None:
    assert "money-float" in rules_of(rules_python.money_float(Source("kiosk/domain/money.py", code + "\n")))
    assert rules_of(rules_python.money_float(Source("kiosk/health/load.py", code + "\n"))) == []


def test_integer_division_beside_money_is_no_finding() -> None:
    assert rules_of(rules_python.money_float(Source("kiosk/domain/basket.py", "x = (y * 21) // 121\n"))) == []


BAD_QML = [
    (rules_qml.bare_text, "Text { }", "bare-text"),
    (rules_qml.literal_colour, 'Rectangle { color: "#ff0000" }', "literal-colour"),
    (rules_qml.literal_colour, 'Rectangle { color: "red" }', "literal-colour"),
    (rules_qml.literal_colour, "Rectangle { color: Qt.rgba(0, 0, 0, 1) }", "literal-colour"),
    (rules_qml.literal_size, "width: 120", "literal-size"),
    (rules_qml.literal_size, "anchors.leftMargin: 8", "literal-size"),
    (rules_qml.literal_size, "width: root.parent.width - 24", "literal-size"),
    (rules_qml.literal_size, "height: root.isTall ? 40 : Theme.mm(3)", "literal-size"),
    (rules_qml.literal_size, "font.pixelSize: 22", "literal-size"),
    (rules_qml.literal_size, "width: root.parent.width\n       + 24", "literal-size"),
    (rules_qml.literal_duration, "NumberAnimation { duration: 200 }", "literal-duration"),
    (rules_qml.literal_duration, "Timer { interval: 8000 }", "literal-duration"),
    (rules_qml.banned, "ShaderEffect { }", "banned"),
    (rules_qml.banned, "MultiEffect { }", "banned"),
    (rules_qml.banned, "layer.enabled: true", "banned"),
    (rules_qml.banned, "import QtQuick.Particles", "banned"),
    (rules_qml.banned, "import QtQuick.Dialogs", "banned"),
    (rules_qml.banned, "ToolTip { }", "banned"),
    (rules_qml.banned, "function go(): void { Qt.openUrlExternally(root.link) }", "banned"),
    (rules_qml.long_function, "function go(): void {\n" + "    root.a();\n" * 6 + "}", "long-function"),
    (rules_qml.long_function, "onVisibleChanged: {\n" + "    root.a();\n" * 6 + "}", "long-function"),
    (rules_qml.long_function, "Keys.onPressed: event => {\n" + "    root.a();\n" * 6 + "}", "long-function"),
    (rules_qml.literal_words, 'Label { text: "Pay now" }', "literal-words"),
    (rules_qml.literal_words, "Label { text: root.count + ' items' }", "literal-words"),
    (rules_qml.literal_words, 'Label { text: root.isNow\n    ? "now"\n    : "" }', "literal-words"),
    (rules_qml.literal_words, 'Accessible.name: "Close"', "literal-words"),
    (rules_qml.literal_words, "Label { text: qsTr(root.word) }", "literal-words"),
    (rules_qml.unexplained_disable, "width: root.w // qmllint disable unqualified", "silent-exception"),
]


@pytest.mark.parametrize(("rule", "body", "name"), BAD_QML)
def test_a_bad_line_of_qml_is_found_where_it_stands(rule: rules_qml.QmlRule, body: str, name: str) -> None:
    assert rule in QML
    found = list(rule(qml(body)))
    assert {(finding.rule, finding.line) for finding in found} == {(name, 4)}


GOOD_QML = """
    property string art: ""
    width: Math.min(root.room - 2 * Theme.margin, Theme.mm(Theme.isLandscape ? 260 : 244))
    y: Theme.mm(root.isWide ? (Theme.isSmall ? 28 : 38) : 52)
    implicitWidth: root.width * (root.isWide ? 0.3 : 0.53)
    height: 0
    x: (parent.width - width) / 2
    anchors.margins: -Theme.slop
    Rectangle { color: "transparent"; border.width: Theme.border }
    Label { text: root.shell.view.title; horizontalAlignment: Text.AlignHCenter }
    Label { text: root.kind === "info" ? root.a : "" }
    Label { text: "+" }
    Chip { text: root.a || ""; icon: "smartphone"; kind: "success" }
    Icon { name: "arrow-left" } // ShaderEffect { } and text: "Words" in a comment
    Behavior on color { ColorAnimation { duration: Theme.pressMs } }
    ListView { maximumFlickVelocity: Theme.flick }
    function go(): bool {
        root.a();
        return true;
    }
    // the model is typed when it runs, not here
    property var rows: root.shell.rows // qmllint disable
"""


def test_good_qml_gives_no_finding() -> None:
    assert [str(finding) for rule in QML for finding in rule(qml(GOOD_QML))] == []


def test_the_theme_may_name_colours_sizes_and_durations() -> None:
    theme = qml('readonly property color ink: "#111"\nwidth: 40\nTimer { interval: 9 }', "screens/theme/Theme.qml")
    assert [finding for rule in QML for finding in rule(theme)] == []


def test_the_parts_may_draw_text() -> None:
    assert rules_of(rules_qml.bare_text(qml("Text { }", "screens/parts/Label.qml"))) == []


@pytest.mark.parametrize(
    ("body", "is_found"),
    [
        ("BigButton { }", True),
        ('Column { BigButton { Label { objectName: "inner" } } }', True),
        ('BigButton { objectName: "pay" }', False),
        ("MouseArea { onClicked: root.go() }", True),
        ('Item { objectName: "start"; MouseArea { onClicked: root.go() } }', True),
        ('Item { objectName: "start"; Accessible.name: root.word; MouseArea { onClicked: root.go() } }', False),
        ("MouseArea { anchors.fill: parent }", False),
    ],
)
def test_a_control_that_nobody_can_name_is_found(body: str, is_found: bool) -> None:
    assert rules_of(rules_qml.control_name(qml(body), CONTROLS)) == ["control-name"] * is_found


def test_a_control_built_on_another_is_named_where_it_is_used() -> None:
    built = Source("screens/parts/controls/Tile.qml", "BigButton {\n    Stepper { }\n}\n")
    assert lines_of(rules_qml.control_name(built, CONTROLS)) == [2]


def test_the_parts_built_on_the_touch_area_are_the_controls() -> None:
    roots = {"TapArea": "Item", "BigButton": "TapArea", "PayButton": "BigButton", "FocusRing": "Item"}
    parts = [Source(f"screens/parts/controls/{name}.qml", f"{root} {{ }}") for name, root in roots.items()]
    assert rules_qml.control_types(parts) == {"TapArea", "BigButton", "PayButton"}


def test_objects_are_found_in_their_tree_and_strings_do_not_open_any() -> None:
    text = QmlText('Item { property string a: "Text {"; enum Kind { One }\n Row { Icon { } } }')
    assert [(item.type, item.parent.type if item.parent else "") for item in text.objects] == [
        ("Item", ""),
        ("Row", "Item"),
        ("Icon", "Row"),
    ]


def test_every_rule_is_run_over_a_tree(tmp_path: Path) -> None:
    files = {
        "kiosk/domain/money.py": "x = 1.5  # noqa\nfrom os import *\n",
        "screens/parts/controls/TapArea.qml": "Item {\n    Text { }\n}\n",
        "screens/parts/controls/Own.qml": "TapArea { }\n",
        "screens/a/B.qml": "Item {\n    Own { }\n    width: 7\n}\n",
        "var/skipped.py": "x" * 10,
        ".hidden/skipped.md": "/ho" + "me/x",
        ".ci/run": "cd /ho" + "me/x\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    sources = list(read_tree(tmp_path))
    assert sorted({f"{finding.rule} {finding.path}" for finding in check(sources)}) == [
        "control-name screens/a/B.qml",
        "literal-size screens/a/B.qml",
        "machine-path .ci/run",
        "money-float kiosk/domain/money.py",
        "package-readme kiosk/domain",
        "silent-exception kiosk/domain/money.py",
        "star-import kiosk/domain/money.py",
    ]


def test_no_rule_is_left_without_a_sample() -> None:
    sampled = {rule for rule, _, _ in BAD_QML}
    assert set(QML) == sampled
    assert set(PYTHON) == {rules_python.star_import, rules_python.silent_exception, rules_python.money_float}
    assert set(WHOLE_TREE) == {rules_tree.folder_size, rules_tree.package_readme}
