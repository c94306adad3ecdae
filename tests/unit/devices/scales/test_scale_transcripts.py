"""What scales say, played to the drivers; and any bytes at all."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api import Garbled, Reading, Settling
from devices.drivers import cas, toledo8217
from devices.profiles import ProfileError
from devices.registry import open_device
from devices.url import UrlError
from devices.weighing import ScaleProfile, grams, load
from devices.weighing.profile import FOLDER
from tests.virtual_time import run
from tests.wire.player import Player

WIRE = Path(__file__).parents[3] / "wire"
STABLE, MOVING, UNDER, OVER = Settling.STABLE, Settling.MOVING, Settling.UNDER_ZERO, Settling.OVER_CAPACITY
PROFILE = load("display-only-15kg")


def played(url: str, name: str, seconds: float) -> list[tuple[Settling, int | None]]:
    async def main() -> list[Reading]:
        player = Player(WIRE / f"{name}.wire")
        scale: Any = open_device(url, open_port=player.open_port)
        readings: list[Reading] = []
        scale.on_reading(readings.append)
        task = asyncio.ensure_future(scale.run())
        await asyncio.sleep(seconds)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await player.finish()
        return readings[:-1]  # the last one takes the weight back

    return [(reading.settling, reading.weight_g) for reading in run(main())]


def test_toledo_weights_and_status_bytes() -> None:
    assert played("toledo8217+serial:///dev/x", "toledo8217/weights", 1.45) == [
        (STABLE, 0), (MOVING, None), (STABLE, 1235), (STABLE, 1235), (OVER, None), (UNDER, None), (STABLE, 200),
    ]  # fmt: skip


def test_toledo_frames_that_are_no_weight_give_none() -> None:
    assert played("toledo8217+serial:///dev/x", "toledo8217/spoilt", 1.05) == [(STABLE, 1235)]


def test_cas_blocks_give_weights_and_conditions() -> None:
    assert played("cas+serial:///dev/x", "cas/polled", 1.75) == [
        (STABLE, 1235), (MOVING, None), (MOVING, None), (UNDER, None), (OVER, None), (STABLE, 1235),
    ]  # fmt: skip


def test_cas_lines_give_weights_and_conditions() -> None:
    assert played("cas+serial:///dev/x?mode=continuous", "cas/continuous", 1.0) == [
        (STABLE, 1235), (MOVING, None), (OVER, None), (UNDER, None), (STABLE, 500), (STABLE, 1235),
    ]  # fmt: skip


# --- weights as text ---


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [("01.235", "kg", 1235), (" 1.235", "KG", 1235), ("00.000", "", 0), ("15.045", "kg", 15_045), ("740", "g", 740)],
)
def test_the_text_of_a_weight_is_integer_grams(text: str, unit: str, expected: int) -> None:
    assert grams(text, unit, PROFILE) == expected


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("02.720", "lb", "pounds"),
        ("02.72", "", "pounds, or a point"),
        ("012.35", "kg", "point that moved"),
        ("1.2345", "kg", "point that moved"),
        ("1235", "kg", "point that moved"),
        ("1.235", "t", "unit"),
        ("16.000", "kg", "over the 15000 g"),
        ("01.233", "kg", "between the steps"),
        ("-1.235", "kg", "no number"),
        ("", "kg", "no number"),
        ("1.2.35", "kg", "no number"),
        ("٣.٢٣٥", "kg", "no number"),
    ],
)
def test_a_weight_that_the_scale_cannot_have_meant_is_refused(text: str, unit: str, said: str) -> None:
    with pytest.raises(Garbled, match=said):
        grams(text, unit, PROFILE)


@given(st.binary(max_size=300))
def test_no_bytes_at_all_break_a_framer_and_portions_change_nothing(sent: bytes) -> None:
    def frames(make: Any, parts: list[bytes]) -> list[Any]:
        framer = make()
        return [frame for part in parts for frame in framer.feed(part)]

    for make in (lambda: toledo8217.Framer(has_parity=True), cas.PolledFramer, cas.ContinuousFramer):
        whole = frames(make, [sent])
        assert frames(make, [bytes([byte]) for byte in sent]) == whole
        for frame in whole:
            try:
                answer = (
                    toledo8217.answer_of(frame, PROFILE)
                    if isinstance(frame, toledo8217.Frame)
                    else cas.answer_of(frame, PROFILE)
                    if isinstance(frame, cas.Block)
                    else None
                )
            except Garbled:
                continue
            assert answer is None or (answer.weight_g is not None) is (answer.settling is STABLE)


@given(st.binary(min_size=1, max_size=60), st.integers(0, 59))
def test_a_spoilt_bit_never_makes_another_weight(noise: bytes, place: int) -> None:
    good = bytes.fromhex("82 30 B1 2E B2 33 35 8D")
    spoilt = bytearray(good)
    spoilt[place % len(good)] ^= 1 << (noise[0] % 8)
    for frame in toledo8217.Framer(has_parity=True).feed(bytes(spoilt)):
        with pytest.raises(Garbled):
            toledo8217.answer_of(frame, PROFILE)


# --- settings ---


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("toledo8217+serial:///dev/x?profile=brass", "option profile: there is no brass.toml.*class-iii-15kg"),
        ("toledo8217+serial:///dev/x?parity=odd", "option parity: .*even, none"),
        ("toledo8217+file:///dev/x", "does not work over file"),
        ("cas+serial:///dev/x?profile=class-iii-15kg", "no command for tare and zero"),
        ("cas+serial:///dev/x?mode=both", "option mode: .*polled, continuous"),
    ],
)
def test_a_url_of_a_scale_that_cannot_be_says_what_is_allowed(url: str, said: str) -> None:
    with pytest.raises(UrlError, match=said):
        open_device(url)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_scale_profile_is_read(path: Path) -> None:
    profile = load(path.stem)
    assert isinstance(profile, ScaleProfile)
    assert profile.capabilities.min_g >= 20 * profile.capabilities.resolution_g
    assert profile.capabilities.is_approved is False


@pytest.mark.parametrize(
    ("line", "said"),
    [("colour = 1", "colour: unknown"), ("max_g = 5", "max_g"), ("tare = 1", "tare"), ("decimals = 4", "decimals")],
)
def test_a_profile_that_is_wrong_names_its_key(tmp_path: Path, line: str, said: str) -> None:
    text = (FOLDER / "class-iii-15kg.toml").read_text()
    key = line.split(" ")[0]
    kept = [row for row in text.splitlines() if not row.startswith(f"{key} ")]
    (tmp_path / "own.toml").write_text("\n".join([*kept, line]))
    with pytest.raises(ProfileError, match=said):
        load("own", tmp_path)
