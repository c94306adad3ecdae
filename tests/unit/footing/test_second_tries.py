"""The net below the tests in real time: one second try, told to everybody, and not often."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.second_tries import FAMILIES, MOST
from tests.unit.footing.pytest_runs import ROOT, run_of

FAMILY = "tests/journeys"
ONCE = """
import logging, os, pathlib
import pytest
def fails_once(name):
    mark = pathlib.Path(__file__).with_name(name)
    if not mark.exists():
        mark.touch()
        raise AssertionError(f"the machine stood still: {name}")
"""


def outcome(folder: Path, body: str, *options: str, place: str = FAMILY) -> tuple[int, str]:
    """Run one test file at a place below a root of its own; give the exit status and what pytest wrote."""
    return run_of(folder, f"{place}/test_one.py", ONCE + body, *options)


ALONE_AND_SHARED = pytest.mark.parametrize("options", [(), ("-n", "1")], ids=["alone", "in a worker"])


@ALONE_AND_SHARED
def test_a_real_time_test_that_fails_once_passes_and_its_first_failure_is_shown(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    status, told = outcome(tmp_path, "def test_wavers():\n    fails_once('wavers')\n", *options)
    assert status == 0, told
    assert "1 passed, 1 tried again" in told
    named = (
        "TRIED AGAIN tests/journeys/test_one.py::test_wavers (call): AssertionError: the machine stood still: wavers"
    )
    assert named in told
    assert "mark.touch()" in told  # the whole failure, with its place


@ALONE_AND_SHARED
def test_a_real_time_test_that_fails_twice_fails(tmp_path: Path, options: tuple[str, ...]) -> None:
    status, told = outcome(tmp_path, "def test_broken():\n    assert 1 == 2\n", *options)
    assert status == 1
    assert "1 failed, 1 tried again" in told


def test_a_test_of_another_family_gets_no_second_try(tmp_path: Path) -> None:
    for place in ("tests/unit/flows", "tests/journeys_of_others", "other/tests/journeys"):
        status, told = outcome(tmp_path, "def test_wavers():\n    fails_once('wavers')\n", place=place)
        assert (status, "tried again" in told.lower()) == (1, False), told


@ALONE_AND_SHARED
def test_as_many_as_may_pass_by_their_second_try_and_one_more_fails_the_run(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    many = (
        "import pytest\n@pytest.mark.parametrize('nth', range({}))\ndef test_wavers(nth):\n    fails_once(str(nth))\n"
    )
    status, told = outcome(tmp_path / "few", many.format(MOST), *options)
    assert (status, f"{MOST} passed, {MOST} tried again" in told) == (0, True), told
    status, told = outcome(tmp_path / "many", many.format(MOST + 1), *options)
    assert (status, f"{MOST + 1} passed, {MOST + 1} tried again" in told) == (1, True), told
    assert "the run fails: more than 3 tests needed a second try" in told


def test_a_failure_before_or_after_the_test_gets_a_second_try_too(tmp_path: Path) -> None:
    body = (
        "@pytest.fixture\ndef till():\n    fails_once('opening')\n"
        "def test_opens(till):\n    pass\n"
        "def test_is_quiet():\n"
        "    try:\n        fails_once('quiet')\n"
        "    except AssertionError:\n        logging.warning('the drawer is open')\n"
    )
    status, told = outcome(tmp_path, body)
    assert status == 0, told
    assert "2 passed, 2 tried again" in told
    assert "test_opens (setup): AssertionError: the machine stood still: opening" in told
    assert "test_is_quiet (teardown): Failed: not expected: WARNING root: the drawer is open" in told


def test_the_second_try_keeps_what_a_process_has_once(tmp_path: Path) -> None:
    body = (
        "import pytest\n"
        "made = []\n"
        "@pytest.fixture(scope='session')\n"
        "def application():\n    made.append(1)\n    yield len(made)\n    made.append('ended')\n"
        "def test_first(application):\n    assert application == 1\n"
        "def test_wavers(application):\n    fails_once('application')\n    assert made == [1]\n"
        "def test_last(application):\n    assert made == [1]\n"
    )
    status, told = outcome(tmp_path, body)
    assert status == 0, told


def test_the_second_try_begins_with_a_new_module_and_the_next_test_shares_its_fixtures(tmp_path: Path) -> None:
    body = (
        "made, ended = [], []\n"
        "@pytest.fixture(scope='module')\n"
        "def fleet():\n    made.append(1)\n    yield len(made)\n    ended.append(1)\n"
        "def test_first(fleet):\n    assert (fleet, ended) == (1, [])\n"
        "def test_wavers(fleet):\n    fails_once('fleet')\n    assert (fleet, ended) == (2, [1])\n"
        "def test_last(fleet):\n    assert (fleet, ended) == (2, [1])\n"
    )
    status, told = outcome(tmp_path, body)
    assert status == 0, told
    assert "3 passed, 1 tried again" in told


def test_a_fixture_that_cannot_be_ended_after_a_first_failure_is_told_as_well(tmp_path: Path) -> None:
    body = (
        "@pytest.fixture(scope='module')\n"
        "def fleet():\n    yield\n    fails_once('ending')\n"
        "def test_wavers(fleet):\n    fails_once('fleet')\n"
        "def test_last(fleet):\n    pass\n"
    )
    status, told = outcome(tmp_path, body)
    assert status == 0, told
    assert "the machine stood still: fleet" in told
    assert "teardown of tests/journeys/test_one.py::test_wavers" in told
    assert "the machine stood still: ending" in told


def test_a_worker_that_dies_is_not_forgiven(tmp_path: Path) -> None:
    body = "def test_aborts():\n    try:\n        fails_once('abort')\n    except AssertionError:\n        os.abort()\n"
    status, told = outcome(tmp_path, body, "-n", "1")
    assert status == 1
    assert "crashed while running" in told
    assert "1 failed" in told


def test_the_net_can_be_taken_away(tmp_path: Path) -> None:
    status, told = outcome(tmp_path, "def test_wavers():\n    fails_once('wavers')\n", "-p", "no:second_tries")
    assert (status, "tried again" in told.lower()) == (1, False)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_is_there(family: str) -> None:
    assert (ROOT / family).exists()
