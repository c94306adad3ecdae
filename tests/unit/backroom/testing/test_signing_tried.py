"""The self-test of a signing device: it says who it is, and nothing is signed for that."""

from __future__ import annotations

from pathlib import Path

from devices.api import HealthState
from kiosk.domain.selftests import Ask, Kind, Verdict
from tests.unit.backroom.testing.room import Room, at
from tests.unit.devices.pairs import Pair, Watched


def test_a_signing_device_says_who_it_is_and_signs_nothing(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        room.begin(Kind.SIGN, Ask.IDENTIFY)
        verdict, why, told = await room.verdict()
        assert (verdict, why, told.what, told.amount) == (Verdict.PASSED, "", "identity", 0)
        assert told.text == f"{pair.do('state')['serial']}, 2031-05-30"
        assert pair.do("signatures")["signatures"] == []

    at("signing", tmp_path, script)


def test_a_signing_device_without_a_clock_fails_its_test(tmp_path: Path) -> None:
    async def script(pair: Pair, watched: Watched, room: Room) -> None:
        pair.fault("clock not set")
        await watched.until(HealthState.FAULT)
        room.begin(Kind.SIGN, Ask.IDENTIFY)
        verdict, why, told = await room.verdict()
        assert (verdict, why) == (Verdict.FAILED, "not-ready")
        assert "CLOCK_NOT_SET" in told.text

    at("signing", tmp_path, script)
