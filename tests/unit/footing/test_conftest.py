"""The watch over tests: what nobody expected makes a test fail, and what is named does not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.unit.footing.pytest_runs import run_of

HEAD = """
import asyncio, logging, threading
import pytest
log = logging.getLogger("shop")
"""


def outcome(folder: Path, body: str) -> str:
    """Run one test file under the watch and return what pytest wrote."""
    return run_of(folder, "test_one.py", HEAD + body)[1]


FAULTS = {
    "a warning in the log": ("log.warning('the drawer is open')", "not expected: WARNING shop: the drawer is open"),
    "an exception in the log": (
        "try:\n        1 / 0\n    except ZeroDivisionError:\n        log.exception('raised')",
        "ZeroDivisionError",
    ),
    "a thread": (
        "threading.Thread(target=threading.Event().wait, daemon=True, name='core').start()",
        "left over: thread core",
    ),
    "an event loop": ("asyncio.new_event_loop()", "an event loop nobody closed"),
    "a timer": ("asyncio.new_event_loop().call_later(60, print)", "left over: timer"),
    "a task": (
        "async def wait():\n        await asyncio.Event().wait()\n"
        "    loop = asyncio.new_event_loop()\n"
        "    task = loop.create_task(wait())\n"
        "    loop.run_until_complete(asyncio.sleep(0))\n"
        "    loop.close()",
        "left over: task",
    ),
    "a Qt warning": ("from PySide6.QtCore import qWarning\n    qWarning('no such signal')", "no such signal"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_nobody_expected_makes_a_test_fail(fault: str, tmp_path: Path) -> None:
    body, said = FAULTS[fault]
    told = outcome(tmp_path, f"def test_one():\n    {body}\n")
    assert said in told
    assert "1 failed" in told or "1 error" in told


def test_a_warning_of_the_qml_engine_makes_a_test_fail(tmp_path: Path) -> None:
    qml = "import QtQml; QtObject { property int n: missing }"
    told = outcome(
        tmp_path,
        "def test_one(qapp):\n"
        "    from PySide6.QtQml import QQmlComponent, QQmlEngine\n"
        "    engine = QQmlEngine()\n"
        "    component = QQmlComponent(engine)\n"
        f"    component.setData({qml.encode()!r}, '')\n"
        "    made = component.create()\n"
        "    assert made is not None\n",
    )
    assert "missing is not defined" in told
    assert "1 failed" in told


def test_a_named_line_is_allowed_by_marker_and_by_fixture_and_others_are_not(tmp_path: Path) -> None:
    told = outcome(
        tmp_path,
        "@pytest.mark.allowed_logs('drawer .* open')\n"
        "def test_marker():\n    log.error('the drawer is open')\n"
        "def test_fixture(allowed_logs):\n    allowed_logs('till')\n    log.warning('no till')\n"
        "def test_other(allowed_logs):\n    allowed_logs('till')\n    log.warning('no coins')\n",
    )
    assert "not expected: WARNING shop: no coins" in told
    assert "drawer" not in told.replace("'drawer", "")
    assert "3 passed, 1 error" in told


def test_a_clean_test_passes(tmp_path: Path) -> None:
    body = "def test_one():\n    log.info('all is well')\n    assert asyncio.run(asyncio.sleep(0, 5)) == 5\n"
    assert "1 passed" in outcome(tmp_path, body)


def test_qt_is_asked_for_no_display_and_paints_in_software() -> None:
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert os.environ["QT_QUICK_BACKEND"] == "software"
    assert "DISPLAY" not in os.environ
