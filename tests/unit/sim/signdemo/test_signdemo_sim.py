"""The simulated signing device: what it takes, what it keeps over restarts, and what it says to nonsense."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from devices.sim.signdemo.device import SigningDevice
from devices.sim.signdemo.store import SignedStore
from tests.unit.sim.rig import Rig

NOW = datetime(2026, 5, 31, 12, 0, tzinfo=UTC)


def device(path: Path | None = None, seed: int = 0, knobs: Mapping[str, str] = MappingProxyType({})) -> Rig:
    return Rig(lambda faults, outlet: SigningDevice(faults, outlet, knobs, SignedStore(path, seed, NOW), lambda: NOW))


def said(rig: Rig, **fields: object) -> dict[str, Any]:
    """Say a line; give the answer to it, empty for none."""
    text = json.dumps(fields).encode("ascii")
    got = rig.host(b"%08X %s\n" % (zlib.crc32(text), text)).strip(b"\n")
    return dict(json.loads(got[9:])) if got else {}


def start(rig: Rig, reference: str = "s1") -> dict[str, Any]:
    return said(rig, command="StartTransaction", request=1, reference=reference, clientId="K-1")


def finish(rig: Rig, number: object, reference: str = "s1", content: str = "EUR^1000") -> dict[str, Any]:
    own = {"transactionNumber": number, "processType": "P", "processData": content}
    return said(rig, command="FinishTransaction", request=2, reference=reference, **own)


def test_a_receipt_is_signed_once_and_numbered_without_a_gap() -> None:
    rig = device()
    for n in (1, 2):
        number = start(rig, f"s{n}")["transactionNumber"]
        assert finish(rig, number, f"s{n}")["signatureCounter"] == n
    assert start(rig)["error"] == "ALREADY_SIGNED"
    assert finish(rig, 1)["error"] == "ALREADY_SIGNED"
    assert [own["event"] for own in rig.events] == ["signature", "signature"]
    assert [own["signatureCounter"] for own in rig.do("signatures", since=1)["signatures"]] == [2]


def test_what_was_only_started_is_forgotten_when_it_is_asked_about_and_without_power() -> None:
    rig = device()
    number = start(rig)["transactionNumber"]
    assert said(rig, command="GetTransaction", request=3, reference="s1")["state"] == "UNKNOWN"
    assert finish(rig, number)["error"] == "NO_TRANSACTION"
    number = start(rig)["transactionNumber"]
    rig.do("power", on=False)
    rig.do("power", on=True)
    rig.connect()
    assert finish(rig, number)["error"] == "NO_TRANSACTION"
    assert rig.do("state")["counter"] == 0


def test_another_start_goes_on_with_key_and_counter_and_a_line_that_was_cut_off_was_told_to_nobody(
    tmp_path: Path,
) -> None:
    file = tmp_path / "signed.jsonl"
    rig = device(file)
    first = finish(rig, start(rig)["transactionNumber"])
    finish(rig, start(rig, "s2")["transactionNumber"], "s2")
    file.write_bytes(file.read_bytes()[:-9])
    again = device(file, seed=7)
    kept = again.do("signatures")["signatures"]
    assert [own["signatureValue"] for own in kept] == [first["signatureValue"]]
    second = finish(again, start(again, "s2")["transactionNumber"], "s2")
    assert (second["signatureCounter"], second["serialNumber"]) == (2, first["serialNumber"])
    assert device(file).do("state")["counter"] == 2
    assert file.stat().st_mode & 0o077 == 0


def test_another_seed_is_another_device() -> None:
    assert device(seed=1).do("state")["serial"] != device(seed=2).do("state")["serial"]


@pytest.mark.parametrize("line", [b"", b"GetStatus", b"00000000 {}", b"\xff" * 9000, b"7B5D0000 {]"])
def test_what_is_no_line_is_not_answered(line: bytes) -> None:
    rig = device()
    assert rig.host(line + b"\n") == b""
    assert said(rig, command="GetStatus", request=1)["condition"] == "OK"


def test_a_right_sum_under_nonsense_is_not_answered_and_an_unknown_command_is_refused() -> None:
    rig = device()
    assert rig.host(b"%08X {]}\n" % zlib.crc32(b"{]}")) == b""
    assert said(rig, command="Dance", request=1)["error"] == "BAD_REQUEST"


@pytest.mark.parametrize("content", ["a;b", "", "ü"])
def test_data_that_has_no_place_in_the_signed_text_is_refused(content: str) -> None:
    rig = device()
    assert finish(rig, start(rig)["transactionNumber"], content=content)["error"] == "BAD_REQUEST"
    assert start(rig, "a;b")["error"] == "BAD_REQUEST"


def test_a_memory_that_is_full_signs_nothing_more_and_still_tells_the_old() -> None:
    rig = device(knobs={"most": "1"})
    own = finish(rig, start(rig)["transactionNumber"])
    assert start(rig, "s2")["error"] == "MEMORY_FULL"
    found = said(rig, command="GetTransaction", request=3, reference="s1")
    assert (found["state"], found["signatureValue"]) == ("FINISHED", own["signatureValue"])


def test_a_memory_that_becomes_full_in_between_signs_nothing() -> None:
    rig = device()
    number = start(rig)["transactionNumber"]
    rig.fault("memory full")
    assert finish(rig, number)["error"] == "MEMORY_FULL"


def test_a_certificate_holds_five_years_and_then_nothing_is_signed() -> None:
    later = NOW + timedelta(days=5 * 365, seconds=1)
    store = SignedStore(None, 0, NOW)
    rig = Rig(lambda faults, outlet: SigningDevice(faults, outlet, {}, store, lambda: later))
    assert start(rig)["error"] == "CERTIFICATE_EXPIRED"
    assert rig.do("state")["condition"] == "CERTIFICATE_EXPIRED"


def test_a_tax_number_stands_in_no_log_and_is_kept_nowhere(tmp_path: Path) -> None:
    rig = device(tmp_path / "signed.jsonl")
    number = start(rig)["transactionNumber"]
    own = {"transactionNumber": number, "processType": "P", "processData": "c", "externalData": "999999990"}
    assert "signatureValue" in said(rig, command="FinishTransaction", request=2, reference="s1", **own)
    assert "999999990" not in (tmp_path / "signed.jsonl").read_text()
    assert {entry["hex"] for entry in rig.do("log")["entries"]} == {""}


@pytest.mark.parametrize("knobs", [{"most": "many"}, {"colour": "1"}])
def test_a_knob_that_cannot_be_is_refused(knobs: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="the one knob is most"):
        device(knobs=knobs)
