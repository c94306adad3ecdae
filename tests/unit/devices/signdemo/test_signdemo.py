"""The driver of signing devices: what is not known is asked about, never sent twice; the code alone can be checked."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.exceptions import InvalidSignature

from devices.api import DeviceError, Garbled, HealthState, NoAnswer, Reason, Refused, SigningRequest, Unplugged
from devices.drivers.signdemo.lines import Framer, count_of, fields_of, line_of
from devices.registry import open_device
from devices.sim.signdemo.device import SigningDevice
from devices.sim.signdemo.store import SignedStore
from tests.unit.devices.pairs import Pair, Watched, face_to_face
from tests.unit.devices.signdemo.checking import check
from tests.virtual_time import run
from tests.wire.player import Player

NOW = datetime(2026, 5, 31, 12, 0, tzinfo=UTC)
URL = "signdemo+tcp://10.0.0.11:9300"
WIRE = Path(__file__).parents[3] / "wire" / "signdemo"
Script = Callable[[Pair, Any], Coroutine[Any, Any, None]]


def wanted(n: int = 1, external: str = "") -> SigningRequest:
    return SigningRequest(f"sale-{n}", "K-1", "Receipt-V1", f"1-{n}^SALE^EUR^100{n}", external)


def with_device(script: Script, **knobs: str) -> None:
    async def main(pair: Pair, watched: Watched) -> None:
        async with asyncio.timeout(200):
            while not watched.device.health.is_usable:
                await asyncio.sleep(0.1)
        await script(pair, watched.device)

    store = SignedStore(None, 0, NOW)
    face_to_face(
        lambda faults, outlet: SigningDevice(faults, outlet, knobs, store, lambda: NOW),
        lambda open_port: open_device(URL, open_port=open_port),
        main,
    )


def signatures(pair: Pair) -> list[str]:
    return [str(own["reference"]) for own in pair.do("signatures")["signatures"]]


def played(name: str, script: Callable[[Any], Coroutine[Any, Any, None]]) -> None:
    async def main() -> None:
        player = Player(WIRE / f"{name}.wire")
        device: Any = open_device(URL, open_port=player.open_port)
        running = asyncio.ensure_future(device.run())
        await asyncio.sleep(0.1)
        await script(device)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await player.finish()

    run(main())


def test_a_receipt_is_started_and_finished() -> None:
    async def script(device: Any) -> None:
        assert await device.signed("sale-1") is None
        own = await device.sign(wanted())
        assert (own.reference, own.transaction, own.counter) == ("sale-1", 1, 1)
        assert own.log_time == "2026-05-31T12:00:00+00:00"
        check(own.code)

    played("signed", script)


def test_what_was_signed_and_not_said_is_found_by_its_reference() -> None:
    async def script(device: Any) -> None:
        with pytest.raises(NoAnswer):
            await device.sign(wanted())
        found = await device.signed("sale-1")
        assert found.counter == 1
        check(found.code)

    played("unsaid", script)


@pytest.mark.parametrize("external", ["", "999999990", "É 1"])
def test_the_code_alone_is_enough_to_check_a_signature_and_one_changed_sign_is_too_much(external: str) -> None:
    async def script(_pair: Pair, device: Any) -> None:
        own = await device.sign(wanted(external=external))
        check(own.code, external)
        assert external not in own.code or not external
        for changed in (own.code.replace("^1001;", "^1002;"), own.code.replace(";K-1;", ";K-2;")):
            with pytest.raises(InvalidSignature):
                check(changed, external)
        with pytest.raises(InvalidSignature):
            check(own.code, external + "1")

    with_device(script)


@pytest.mark.parametrize(
    ("fault", "error", "is_signed"),
    [
        ("deaf", NoAnswer, False),
        ("after command: deaf", NoAnswer, False),
        ("cut before signing", Unplugged, False),
        ("cut after signing", Unplugged, True),
        ("after signature: drop link", Unplugged, True),
        ("silent after signing", NoAnswer, True),
        ("wrong reference", Garbled, False),
        ("after 2 commands: wrong reference", Garbled, True),
        ("after 2 commands: garbage", Garbled, True),
    ],
)
def test_whatever_cuts_an_answer_off_the_device_says_what_became_of_it(
    fault: str, error: type[DeviceError], *, is_signed: bool
) -> None:
    async def script(pair: Pair, device: Any) -> None:
        pair.fault(fault)
        with pytest.raises(error):
            await device.sign(wanted())
        assert signatures(pair) == ["sale-1"] * is_signed
        if error is Unplugged:
            with pytest.raises(DeviceError):
                await device.signed("sale-1")
            return  # the link is opened anew by who supervises it
        found = await device.signed("sale-1")
        assert (found is not None) is is_signed
        if found is None:
            found = await device.sign(wanted())
        check(found.code)
        assert signatures(pair) == ["sale-1"]
        assert pair.do("state")["started"] == 0

    with_device(script)


@pytest.mark.parametrize(
    ("fault", "code", "reason"),
    [
        ("memory full", "MEMORY_FULL", Reason.MEMORY_FULL),
        ("clock not set", "CLOCK_NOT_SET", Reason.CLOCK_NOT_SET),
        ("certificate expired", "CERTIFICATE_EXPIRED", Reason.CERTIFICATE_EXPIRED),
    ],
)
def test_a_device_that_signs_nothing_says_why_and_is_well_again_by_itself(
    fault: str, code: str, reason: Reason
) -> None:
    async def script(pair: Pair, device: Any) -> None:
        first = await device.sign(wanted(1))
        pair.fault(fault)
        with pytest.raises(Refused, match=code):
            await device.sign(wanted(2))
        await asyncio.sleep(6)
        assert (device.health.state, device.health.reasons) == (HealthState.FAULT, (reason,))
        assert code in device.health.detail
        assert await device.signed("sale-1") == first
        pair.do("faults_clear")
        await asyncio.sleep(6)
        assert device.health.state is HealthState.READY
        assert (await device.sign(wanted(2))).counter == 2

    with_device(script)


def test_an_answer_that_comes_too_late_answers_nothing_else() -> None:
    async def script(pair: Pair, device: Any) -> None:
        pair.fault("answer after 6 s")
        with pytest.raises(NoAnswer):
            await device.signed("sale-1")
        assert (await device.identity()).counter == 0

    with_device(script)


def test_a_reference_that_is_signed_is_refused_a_second_time() -> None:
    async def script(pair: Pair, device: Any) -> None:
        await device.sign(wanted())
        with pytest.raises(Refused, match="ALREADY_SIGNED"):
            await device.sign(wanted())
        assert signatures(pair) == ["sale-1"]

    with_device(script)


def test_what_has_no_place_in_a_signed_text_is_refused_and_signs_nothing() -> None:
    async def script(pair: Pair, device: Any) -> None:
        for own in (
            SigningRequest("sale;1", "K", "P", "c"),
            SigningRequest("s", "K", "P", "ü"),
            wanted(external="x" * 5000),
        ):
            with pytest.raises(Refused, match="BAD_REQUEST"):
                await device.sign(own)
        assert signatures(pair) == []

    with_device(script)


def test_the_device_says_who_it_is() -> None:
    async def script(_pair: Pair, device: Any) -> None:
        await device.sign(wanted())
        own = await device.identity()
        certificate = x509.load_der_x509_certificate(own.certificate)
        assert own.serial in certificate.subject.rfc4514_string()
        assert "certified by nobody" in certificate.subject.rfc4514_string()
        assert certificate.not_valid_after_utc == datetime.fromisoformat(own.valid_until) > NOW + timedelta(days=900)
        assert own.counter == 1
        assert not device.capabilities.is_certified

    with_device(script)


def test_little_room_is_told_before_it_is_none() -> None:
    async def script(_pair: Pair, device: Any) -> None:
        assert (device.health.state, device.health.reasons) == (HealthState.DEGRADED, (Reason.THRESHOLD_USAGE,))
        await device.sign(wanted(1))
        with pytest.raises(Refused, match="MEMORY_FULL"):
            await device.sign(wanted(2))

    with_device(script, most="1")


def test_nothing_is_sent_before_the_device_has_answered() -> None:
    device: Any = open_device(URL)
    with pytest.raises(Unplugged):
        asyncio.run(device.sign(wanted()))
    asyncio.run(device.reset())


@pytest.mark.parametrize("at", range(0, 60, 7))
def test_a_line_in_any_portions_is_the_same_and_one_changed_byte_makes_it_none(at: int) -> None:
    line = line_of({"command": "GetStatus", "request": 1})
    framer = Framer()
    (found,) = framer.feed(line[:at]) + framer.feed(line[at:])
    assert fields_of(found) == {"command": "GetStatus", "request": 1}
    place = at % len(found)
    assert fields_of(found[:place] + bytes([found[place] ^ 1]) + found[place + 1 :]) is None


@pytest.mark.parametrize("text", [b"{]}", b"[1]", b"{" * 3000])
def test_a_right_sum_under_nonsense_makes_no_answer(text: bytes) -> None:
    assert fields_of(b"%08X %s" % (zlib.crc32(text), text)) is None


@pytest.mark.parametrize(
    "fields", [{"transactionNumber": "1"}, {"transactionNumber": -1}, {"transactionNumber": True}, {}],
)  # fmt: skip
def test_an_answer_without_what_it_must_hold_is_garbled(fields: dict[str, object]) -> None:
    with pytest.raises(Garbled):
        count_of(fields, "transactionNumber")
