"""A net below the tests that meet a real kernel: one that fails is tried once more, and the run says so.

A machine that stands still for seconds makes a sound test fail. The families below are given a second try; each that
needed one is shown with its whole first failure, and the run fails when more than three did. A worker that dies is
never tried again: an abort is a fault of the product. `-p no:second_tries` takes the net away
(docs/decisions/0006-one-second-try.md).
"""

from __future__ import annotations

from typing import Final, cast

import pytest
from _pytest.runner import runtestprotocol

FAMILIES: Final = (
    "tests/conformance/test_wire.py",
    "tests/faults/canaries",
    "tests/faults/disk/test_space.py",
    "tests/faults/killloop",
    "tests/faults/lockdown",
    "tests/faults/raising",
    "tests/faults/stalls",
    "tests/faults/test_devices_away.py",
    "tests/faults/test_end.py",
    "tests/faults/test_paper.py",
    "tests/faults/test_scans.py",
    "tests/faults/test_start.py",
    "tests/faults/test_storage.py",
    "tests/faults/walk",
    "tests/journeys",
    "tests/screens/checklist/test_bus.py",
    "tests/screens/checklist/test_keying.py",
    "tests/screens/glass/test_bridge.py",
    "tests/screens/glass/test_guide.py",
    "tests/screens/hands",
    "tests/screens/keyboard",
    "tests/screens/test_motion.py",
    "tests/screens/test_reach.py",
    "tests/screens/test_theme.py",
    "tests/screens/test_touch.py",
    "tests/unit/brand/test_profile.py",
    "tests/unit/deploy/test_binding_canary.py",
    "tests/unit/devices/escpos/test_escpos_device_file.py",
    "tests/unit/devices/escpos/test_escpos_logo_command.py",
    "tests/unit/devices/keypad/test_keypad_device.py",
    "tests/unit/devices/lines",
    "tests/unit/devices/recording/test_wire_command.py",
    "tests/unit/devices/test_connected_devices.py",
    "tests/unit/devices/test_trial.py",
    "tests/unit/devices/wedge/test_wedge.py",
    "tests/unit/devices/zvt/test_zvt_serial.py",
    "tests/unit/health/test_inspection.py",
    "tests/unit/health/test_upkeep.py",
    "tests/unit/screens/test_display.py",
    "tests/unit/services/departures/test_embedded.py",
    "tests/unit/services/departures/racing",
    "tests/unit/services/staff/test_boards.py",
    "tests/unit/sim/escpos/test_escpos_foreign_host.py",
    "tests/unit/sim/nexo/test_nexo_sim.py",
    "tests/unit/sim/test_bench_airport.py",
    "tests/unit/sim/test_bench_window.py",
    "tests/unit/sim/test_camera_sim.py",
    "tests/unit/sim/test_sim_processes.py",
    "tests/unit/sim/zvt/test_zvt_foreign_client.py",
    "tests/unit/speech/test_cache.py",
    "tests/unit/speech/test_condition.py",
    "tests/unit/speech/test_espeak.py",
    "tests/unit/speech/test_player.py",
    "tests/unit/speech/test_program.py",
    "tests/unit/store/journal/test_thread.py",
    "tests/unit/test_commands.py",
    "tests/unit/test_core.py",
    "tests/unit/test_decode_pictures.py",
    "tests/unit/test_session_machine.py",
    "tests/unit/watch",
    "tests/unit/words/test_words.py",
)
"""Files and folders whose tests meet processes, pseudo-terminals, sockets, threads or real seconds."""

MOST: Final = 3
AGAIN: Final[str] = "tried again"
LOST: Final = 1
"""The exit status of a run that needed the net too often: that of failed tests."""


def is_real_time(item: pytest.Item) -> bool:
    """Whether a test is in one of the families: files count by their place below the root of the run."""
    place = item.nodeid.partition("::")[0]
    return any(place == family or place.startswith(f"{family}/") for family in FAMILIES)


class SecondTries:
    """The hooks of the net, for a worker and for the process that reports."""

    def __init__(self) -> None:
        self._needed: dict[str, list[pytest.TestReport]] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
        """Run a real-time test, and once more from the ground up when it failed."""
        if not is_real_time(item):
            return None
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        failed = next((report for report in reports if report.failed), None)
        if failed is not None:
            for report in (failed, *_torn_all_down(item)):
                report.outcome = AGAIN  # type: ignore[assignment]  # pytest carries outcomes that it does not type
                item.ihook.pytest_runtest_logreport(report=report)
            reports = runtestprotocol(item, nextitem=nextitem, log=False)
        for report in reports:
            item.ihook.pytest_runtest_logreport(report=report)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember which tests needed the net."""
        if report.outcome == AGAIN:
            self._needed.setdefault(report.nodeid, []).append(report)

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """Count and show a first failure as what it is."""
        return (AGAIN, "A", AGAIN.upper()) if report.outcome == AGAIN else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run that would have passed and needed the net too often."""
        if len(self._needed) > MOST and session.exitstatus == 0:
            session.exitstatus = LOST

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show every first failure whole, and then each test with the last line of it."""
        if not self._needed:
            return
        write = terminalreporter.write_line
        terminalreporter.section("first failures of tests that were tried again")
        for name, reports in self._needed.items():
            for report in reports:
                terminalreporter.write_sep("_", f"{report.when} of {name}")
                write(report.longreprtext)
        terminalreporter.section(f"{AGAIN}: {len(self._needed)}, at most {MOST}")
        for name, reports in self._needed.items():
            write(f"{AGAIN.upper()} {name} ({reports[0].when}): {last_line(reports[0])}")
        if len(self._needed) > MOST:
            write(f"the run fails: more than {MOST} tests needed a second try")


def last_line(report: pytest.TestReport) -> str:
    """Give the line of a failure that says what went wrong."""
    crash = getattr(report.longrepr, "reprcrash", None)
    if crash is not None:
        return str(crash.message).partition("\n")[0]
    return report.longreprtext.strip().rpartition("\n")[2]


def _torn_all_down(item: pytest.Item) -> list[pytest.TestReport]:
    """End the fixtures of test, module and package, so that none that the first try spoilt is met; give what failed.

    Those of the session stay: an application of Qt is made once in a process.
    """
    tear_down = item.session._setupstate.teardown_exact  # noqa: SLF001 - pytest has no public word for it
    chain = cast(pytest.Item, item.session)  # its chain is what shall stay
    ended = pytest.CallInfo.from_call(lambda: tear_down(chain), when="teardown")
    return [] if ended.excinfo is None else [pytest.TestReport.from_item_and_call(item, ended)]
