"""The watchdog: who hangs is written down, who hangs for long ends the process, a process that slept is forgiven."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from kiosk.watch.faults import SAME_S, WITHIN_S, Faults
from kiosk.watch.restarts import MOST, WITHIN_MS, Restarts
from kiosk.watch.stalls import FILE_NAME, MOST_BYTES, STALLED, Stalls
from kiosk.watch.watchdog import ENDED_S, LOOK_S, TOLD_S, Watchdog


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Told:
    """Takes what the watchdog says."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.has_heard = threading.Event()

    def told(self, part: str, silent_s: float) -> None:
        assert silent_s > TOLD_S
        self.heard.append(("told", part))

    def ended(self, part: str, silent_s: float) -> None:
        assert silent_s > ENDED_S
        self.heard.append(("ended", part))
        self.has_heard.set()


class Watch:
    """A watchdog whose looks are made one by one."""

    def __init__(self) -> None:
        self.clock, self.said = Clock(), Told()
        self.dog = Watchdog(self.said, self.clock)

    def pass_time(self, seconds: float, *alive: str) -> None:
        """Let time pass, look by look; only those who are alive beat."""
        for _ in range(round(seconds / LOOK_S)):
            self.clock.now += LOOK_S
            for part in alive:
                self.dog.beat(part)
            self.dog.look()


def test_a_part_that_hangs_is_told_once_and_ends_the_process_after_ten_seconds() -> None:
    watch = Watch()
    watch.dog.beat("glass")
    watch.dog.beat("core")
    watch.pass_time(TOLD_S, "core")
    assert watch.said.heard == []
    watch.pass_time(ENDED_S - TOLD_S, "core")
    assert watch.said.heard == [("told", "glass")]
    watch.pass_time(LOOK_S, "core")
    assert watch.said.heard == [("told", "glass"), ("ended", "glass")]


def test_a_part_that_moves_again_is_watched_anew() -> None:
    watch = Watch()
    watch.dog.beat("core")
    for _ in range(2):
        watch.pass_time(3)
        watch.pass_time(1, "core")
    assert watch.said.heard == [("told", "core")] * 2


def test_a_process_that_was_stopped_as_a_whole_blames_nobody() -> None:
    watch = Watch()
    watch.dog.beat("core")
    watch.pass_time(1, "core")
    watch.clock.now += 3600
    watch.dog.look()
    watch.pass_time(1)
    assert watch.said.heard == []
    watch.pass_time(ENDED_S - LOOK_S)
    assert watch.said.heard == [("told", "core"), ("ended", "core")]


def test_nobody_is_watched_before_the_first_beat_and_nobody_is_fresh() -> None:
    watch = Watch()
    watch.pass_time(60)
    assert watch.said.heard == []
    assert not watch.dog.is_fresh("core")
    watch.dog.beat("core")
    assert watch.dog.is_fresh("core")
    watch.pass_time(TOLD_S + LOOK_S)
    assert not watch.dog.is_fresh("core")


def test_the_thread_looks_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.watch.watchdog.LOOK_S", 0.001)
    clock, said = Clock(), Told()
    dog = Watchdog(said, lambda: clock.now + (ENDED_S + 1 if threading.current_thread().name == "watchdog" else 0))
    dog.beat("glass")
    monkeypatch.setattr("kiosk.watch.watchdog.SLEPT_S", 3600)
    dog.start()
    assert said.has_heard.wait(60)
    dog.stop()


# --- what is done then ----------------------------------------------------------------------------------------------


def test_a_long_stall_leaves_the_stacks_of_all_threads_and_is_counted_before_the_process_ends(tmp_path: Path) -> None:
    ended: list[int] = []
    stalls = Stalls(tmp_path / "logs", Restarts(tmp_path), is_strict=True, end=ended.append)
    number = "4485275742308327"  # a card number that the stack must not show
    stalls.told("glass", 2.5)
    stalls.ended("glass", 10.5)
    text = (tmp_path / "logs" / FILE_NAME).read_text(encoding="utf-8")
    assert "glass has not moved for 2.5 s" in text
    assert "test_a_long_stall_leaves_the_stacks" in text
    assert number not in text
    assert ended == [STALLED]
    assert [cause for _, cause in json.loads((tmp_path / "restarts.json").read_text())] == ["stall of glass"]


def test_a_stall_ends_nothing_where_nobody_starts_the_kiosk_again(tmp_path: Path) -> None:
    ended: list[int] = []
    Stalls(tmp_path / "logs", Restarts(tmp_path), is_strict=False, end=ended.append).ended("glass", 11)
    assert ended == []
    assert not (tmp_path / "restarts.json").exists()


def test_the_file_of_stalls_begins_anew_when_it_is_long(tmp_path: Path) -> None:
    stalls = Stalls(tmp_path, Restarts(tmp_path), is_strict=False)
    (tmp_path / FILE_NAME).write_bytes(b"x" * (MOST_BYTES + 1))
    stalls.told("core", 3)
    assert (tmp_path / FILE_NAME).stat().st_size < MOST_BYTES


# --- how often ------------------------------------------------------------------------------------------------------


def test_five_restarts_within_an_hour_are_too_often_and_older_ones_are_forgotten(tmp_path: Path) -> None:
    now = [1_790_000_000_000]
    restarts = Restarts(tmp_path, lambda: now[0])
    for _ in range(MOST):
        assert not restarts.is_too_often()
        restarts.add("faults")
        now[0] += 60_000
    assert Restarts(tmp_path, lambda: now[0]).is_too_often()
    now[0] += WITHIN_MS - 4 * 60_000
    assert not restarts.is_too_often()
    now[0] = 0
    assert restarts.is_too_often()
    restarts.forget()
    assert not restarts.is_too_often()


@pytest.mark.parametrize("content", ["", "{", "[[]]", '[["a", "b"]]', "7", "null"])
def test_a_spoilt_file_of_restarts_counts_nothing_and_is_written_anew(tmp_path: Path, content: str) -> None:
    (tmp_path / "restarts.json").write_text(content)
    restarts = Restarts(tmp_path)
    assert not restarts.is_too_often()
    restarts.add("faults")
    assert len(json.loads((tmp_path / "restarts.json").read_text())) == 1


def test_a_folder_that_cannot_be_written_stops_no_restart(tmp_path: Path) -> None:
    restarts = Restarts(tmp_path / "missing")
    restarts.add("faults")
    assert not restarts.is_too_often()


def test_three_faults_within_ten_minutes_are_too_many_and_a_burst_is_one() -> None:
    clock = Clock()
    faults = Faults(clock)
    assert faults.add()
    assert not faults.add()
    clock.now += SAME_S
    assert faults.add()
    assert not faults.is_too_many
    clock.now += WITHIN_S
    assert faults.add()
    assert not faults.is_too_many
    clock.now += SAME_S
    faults.add()
    assert not faults.is_too_many
    clock.now += SAME_S
    faults.add()
    assert faults.is_too_many
