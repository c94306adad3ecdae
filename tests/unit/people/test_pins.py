"""PINs: which are too easy, what a hash costs on a machine, and what a key file must be."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.people.pins import (
    FLOOR_KIB,
    Cost,
    HashUnusable,
    PinProblem,
    Pins,
    calibrated,
    is_pin,
    measured_ms,
    problem_of,
)
from kiosk.people.secret import KEY_NAME, Pepper, pepper_in
from kiosk.services.key_file import KeyUnusable
from kiosk.store.private import NotAuthentic

PEPPER = Pepper(b"p" * 32)
GOOD = "482913"


@pytest.fixture
def pins() -> Iterator[Pins]:
    own = Pins(PEPPER, Cost())
    yield own
    own.close()


@pytest.mark.parametrize(
    ("pin", "problem"),
    [
        ("", PinProblem.NOT_DIGITS),
        ("48291a", PinProblem.NOT_DIGITS),
        ("٤٨٢٩١٣", PinProblem.NOT_DIGITS),
        ("４８２９１３", PinProblem.NOT_DIGITS),
        (482913, PinProblem.NOT_DIGITS),
        (None, PinProblem.NOT_DIGITS),
        ("48291", PinProblem.TOO_SHORT),
        ("48291348291", PinProblem.TOO_LONG),
        ("4829" * 2500, PinProblem.TOO_LONG),
        ("000000", PinProblem.TOO_EASY),
        ("1111111111", PinProblem.TOO_EASY),
        ("110110", PinProblem.TOO_EASY),
        ("123456", PinProblem.TOO_EASY),
        ("987654321", PinProblem.TOO_EASY),
        ("890123", PinProblem.TOO_EASY),
        ("246802", PinProblem.TOO_EASY),
        ("121212", PinProblem.TOO_EASY),
        ("123123", PinProblem.TOO_EASY),
        ("1234123412", PinProblem.TOO_EASY),
        ("159753", PinProblem.TOO_EASY),
        ("482913", PinProblem.IS_PERSON_ID),
        ("4829137", PinProblem.IS_PERSON_ID),
        ("730164", None),
        ("7301649285", None),
    ],
)
def test_a_pin_that_is_none_or_too_easy_is_refused_for_its_reason(pin: object, problem: PinProblem | None) -> None:
    assert problem_of(pin, "482913") is problem


@given(st.one_of(st.text(max_size=12), st.text("0123456789", min_size=4, max_size=12), st.integers(), st.none()))
def test_what_is_taken_as_a_pin_has_six_to_ten_digits_of_ascii(text: object) -> None:
    assert is_pin(text) is (isinstance(text, str) and re.fullmatch(r"[0-9]{6,10}\Z", text, re.ASCII) is not None)
    assert problem_of(text) is not None or is_pin(text)


@pytest.mark.parametrize(
    ("memory_kib", "rounds", "lanes"), [(FLOOR_KIB - 1, 2, 1), (FLOOR_KIB, 1, 1), (FLOOR_KIB, 2, 0)]
)
def test_a_hash_cheaper_than_the_floor_is_refused(memory_kib: int, rounds: int, lanes: int) -> None:
    with pytest.raises(ValueError, match="may not cost less"):
        Cost(memory_kib, rounds, lanes)


@pytest.mark.parametrize("ms_per_mib_round", [0.05, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0])
def test_a_machine_of_any_speed_gets_a_hash_of_150_to_300_ms_where_the_floor_allows(ms_per_mib_round: float) -> None:
    def takes_ms(cost: Cost) -> float:
        return cost.memory_kib / 1024 * cost.rounds * ms_per_mib_round

    assert 150 <= takes_ms(calibrated(takes_ms)) <= 300


def test_a_slow_machine_keeps_the_floor_and_a_clock_that_stands_ends() -> None:
    assert calibrated(lambda cost: 5_000.0) == Cost()
    assert calibrated(lambda cost: 0.0).rounds == 64


def test_the_time_of_a_hash_can_be_measured_here() -> None:
    assert measured_ms(Cost()) > 0


def test_the_hash_is_argon2id_at_its_cost_and_another_persons_same_pin_has_another(pins: Pins) -> None:
    async def story() -> None:
        own = await pins.hashed("A1", GOOD)
        assert own.startswith(f"$argon2id$v=19$m={FLOOR_KIB},t=2,p=1$")
        assert (await pins.check("A1", GOOD, own)).is_right
        assert not (await pins.check("B2", GOOD, own)).is_right
        assert not (await pins.check("A1", "482914", own)).is_right

    asyncio.run(story())


def test_the_stolen_hash_alone_is_worth_nothing_without_the_key_file(pins: Pins) -> None:
    other = Pins(Pepper(b"q" * 32), Cost())

    async def story() -> None:
        assert not (await other.check("A1", GOOD, await pins.hashed("A1", GOOD))).is_right

    asyncio.run(story())
    other.close()


def test_nobodys_pin_is_worked_out_as_well_and_is_never_right(pins: Pins) -> None:
    assert not asyncio.run(pins.check("A1", GOOD, None)).is_right
    assert not asyncio.run(pins.check("A1", "nobody", None)).is_right


@pytest.mark.parametrize("stored", ["", "$argon2id$", "$2b$12$abc", "x" * 1000])
def test_a_damaged_hash_names_its_person_and_shows_nothing(pins: Pins, stored: str) -> None:
    if not stored:
        assert not asyncio.run(pins.check("A1", GOOD, stored)).is_right
        return
    with pytest.raises(HashUnusable, match="the stored PIN of A1 is no argon2 hash"):
        asyncio.run(pins.check("A1", GOOD, stored))


def test_hashing_leaves_the_loops_thread_alone(pins: Pins, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[int] = []
    mixed = Pepper.mixed

    def seen(self: Pepper, person_id: str, pin: str) -> bytes:
        threads.append(threading.get_ident())
        return mixed(self, person_id, pin)

    monkeypatch.setattr(Pepper, "mixed", seen)
    asyncio.run(pins.check("A1", GOOD, None))
    assert threads
    assert threading.get_ident() not in threads


def test_a_key_file_is_made_once_and_only_while_no_pin_is_stored(tmp_path: Path) -> None:
    own = pepper_in(tmp_path, has_pins=False)
    assert pepper_in(tmp_path, has_pins=True).id == own.id
    assert (tmp_path / KEY_NAME).stat().st_mode & 0o777 == 0o600
    (tmp_path / KEY_NAME).write_bytes(b"short")
    with pytest.raises(KeyUnusable, match="5 bytes"):
        pepper_in(tmp_path, has_pins=True)


def test_a_pepper_shows_its_name_only_and_its_parts_cannot_run_into_each_other() -> None:
    assert repr(PEPPER) == f"Pepper({PEPPER.id})"
    assert PEPPER.mixed("A", "1123456") != PEPPER.mixed("A1", "123456")


def test_a_code_secret_of_one_person_does_not_open_for_another() -> None:
    sealed = PEPPER.seal("A1").close(b"SECRET", "totp")
    assert PEPPER.seal("A1").open(sealed, "totp") == b"SECRET"
    with pytest.raises(NotAuthentic):
        PEPPER.seal("B2").open(sealed, "totp")
