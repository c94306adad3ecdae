"""A glass that is not served is seen."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication

from tests.faults.walk.judging.busy import PROBE_MS, Busy
from tests.faults.walk.report import BLOCKED_MS, Report


@pytest.mark.glass
def test_a_slot_that_works_too_long_is_counted_as_the_glass_s_own_work(qapp: QGuiApplication) -> None:
    report, loop = Report(1), QEventLoop()
    busy = Busy(lambda took_ms, own_ms: report.served(took_ms, own_ms, "a slot"))

    def work() -> None:
        until_s = time.thread_time() + (BLOCKED_MS + 20) / 1000
        while time.thread_time() < until_s:
            pass

    QTimer.singleShot(0, work)
    QTimer.singleShot(BLOCKED_MS, loop.quit)  # due while `work` holds the thread
    loop.exec()
    QTimer.singleShot(3 * PROBE_MS, loop.quit)
    loop.exec()
    busy.stop()
    assert report.blocked["a slot, its own work"] == 1
    assert report.longest_own_ms > BLOCKED_MS
