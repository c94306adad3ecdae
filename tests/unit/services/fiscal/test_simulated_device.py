"""The simulated signing device: each receipt once, in a chain, whatever it is cut off at; and its faults."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from kiosk.domain.fiscal.signing import Series, Signature, ToSign
from kiosk.services.fiscal.none import NoDevice
from kiosk.services.fiscal.port import NotSigned, Silent
from kiosk.services.fiscal.sim import FAULT, KEY, STORE, SimulatedDevice, chained

NOW = 1_700_000_000_000


def asked(n: int = 1) -> ToSign:
    return ToSign(f"sale-{n}", Series.SALE, n, "K-1", NOW, "EUR", 1000 + n, ((2100, 826, 174),))


def device(folder: Path, most: int = 100) -> SimulatedDevice:
    return SimulatedDevice(folder, lambda: NOW, most)


def sign(own: SimulatedDevice, what: ToSign) -> Signature:
    return asyncio.run(own.sign(what))


def fault(folder: Path, word: str) -> None:
    (folder / FAULT).write_text(word, encoding="ascii")


@pytest.mark.parametrize(("word", "reason"), [("down", "DOWN"), ("full", "FULL"), ("clock", "CLOCK")])
def test_what_it_refuses_is_not_counted(tmp_path: Path, word: str, reason: str) -> None:
    own = device(tmp_path)
    fault(tmp_path, word)
    with pytest.raises(NotSigned, match=reason):
        sign(own, asked())
    (tmp_path / FAULT).unlink()
    assert sign(own, asked()).counter == 1


def test_what_it_said_nothing_about_is_found_by_its_id_and_not_signed_twice(tmp_path: Path) -> None:
    own = device(tmp_path)
    fault(tmp_path, "silent")
    with pytest.raises(Silent):
        sign(own, asked())
    with pytest.raises(NotSigned):
        asyncio.run(own.signed("sale-1"))
    (tmp_path / FAULT).unlink()
    found = asyncio.run(own.signed("sale-1"))
    assert found is not None
    assert found.counter == 1
    assert sign(own, asked()) == found
    assert sign(own, asked(2)).counter == 2


def test_a_late_answer_is_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.services.fiscal.sim.LATE_S", 0)
    fault(tmp_path, "late")
    assert sign(device(tmp_path), asked()).counter == 1


def test_a_full_store_signs_nothing_new_and_still_knows_the_old(tmp_path: Path) -> None:
    own = device(tmp_path, most=1)
    first = sign(own, asked())
    with pytest.raises(NotSigned, match="FULL"):
        sign(own, asked(2))
    assert sign(own, asked()) == first


def test_another_start_goes_on_with_the_chain(tmp_path: Path) -> None:
    first = sign(device(tmp_path), asked())
    second = sign(device(tmp_path), asked(2))
    key = (tmp_path / KEY).read_bytes()
    assert second.value == chained(key, first.value, 2, second.at, asked(2))
    assert second.device == first.device
    assert second.code.split(";")[2:6] == ["2", second.at, "1-2", "1002"]


@pytest.mark.parametrize("cut", range(1, 40, 7))
def test_a_line_that_was_cut_off_was_told_to_nobody(tmp_path: Path, cut: int) -> None:
    own = device(tmp_path)
    first = sign(own, asked())
    sign(own, asked(2))
    file = tmp_path / STORE
    file.write_bytes(file.read_bytes()[:-cut])
    again = device(tmp_path)
    assert asyncio.run(again.signed("sale-1")) == first
    assert asyncio.run(again.signed("sale-2")) is None
    assert sign(again, asked(2)).counter == 2
    assert [json.loads(line)[0] for line in file.read_text(encoding="ascii").splitlines()] == ["sale-1", "sale-2"]


def test_no_device_signs_nothing() -> None:
    assert asyncio.run(NoDevice().signed("sale-1")) is None
    with pytest.raises(NotSigned, match="NONE"):
        asyncio.run(NoDevice().sign(asked()))
    with pytest.raises(NotSigned, match="NONE"):
        asyncio.run(NoDevice().ready())
