"""The unit file says what the program's own watch relies on."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

import pytest

from kiosk.arguments import arguments
from kiosk.watch.restarts import MOST
from kiosk.watch.watchdog import ENDED_S

UNIT = Path(__file__).resolve().parents[3] / "config" / "deploy" / "pronto.service"


@pytest.fixture
def unit() -> ConfigParser:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]  # names of systemd keep their capitals
    parser.read_string(UNIT.read_text(encoding="utf-8"))
    return parser


def test_the_kiosk_ends_itself_before_the_service_kills_it(unit: ConfigParser) -> None:
    service = unit["Service"]
    assert (service["Type"], service["Restart"]) == ("notify", "always")
    assert ENDED_S < int(service["WatchdogSec"]) <= 15


def test_the_kiosk_gives_up_before_the_machine_is_started_anew(unit: ConfigParser) -> None:
    assert unit["Unit"]["StartLimitIntervalSec"] == "1h"
    assert int(unit["Unit"]["StartLimitBurst"]) > MOST + 1
    assert unit["Unit"]["StartLimitAction"] == "reboot"


def test_the_command_of_the_service_is_one_that_the_program_takes(unit: ConfigParser) -> None:
    words = unit["Service"]["ExecStart"].split()
    assert words[1] == "main.py"
    options = arguments(words[2:])
    assert (options.command, options.kiosk) == ("run", True)


def test_no_memory_of_the_program_is_written_to_a_file(unit: ConfigParser) -> None:
    assert unit["Service"]["LimitCORE"] == "0"
