"""Every recorded ZVT dialogue with bytes changed: none becomes an approval that the terminal did not give.

The driver's own dialogue reads them and the kiosk's own rule judges. Over a serial line the blocks' CRC finds every
change. Over TCP, whose checksum is all there is, a result byte may change into another: then amount, currency and a new
receipt number still have to be right, and the terminal's last word has to agree with its result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from devices.api import Ack, DeviceError, DialogueEnd, Garbled, NoAnswer, PaymentResult, PurchaseEnd
from devices.drivers.zvt import messages
from devices.drivers.zvt.dialogue import Limits
from devices.drivers.zvt.link import Link
from devices.drivers.zvt.profile import profile_of
from devices.drivers.zvt.purchase import Purchase
from devices.drivers.zvt.queries import Query
from devices.drivers.zvt.receipts import ReceiptText
from devices.drivers.zvt.wire import blocks
from devices.drivers.zvt.wire.frames import Apdu, ApduFramer, parse_unit
from devices.url import parse
from kiosk.domain.money import Money
from kiosk.domain.payment import Verdict, judge_answer, judge_last_payment
from kiosk.domain.sale import Attempt, AttemptKind
from kiosk.effects.pay import result_of
from tests.unit.devices.paying.mutations import mutants, share
from tests.unit.devices.zvt.zvt_desk import AMOUNT, WIRE
from tests.virtual_time import run
from tests.wire.player import Step, read

PRIOR = 41
ATTEMPT = Attempt(
    "a", "t", 1, AttemptKind.PAYMENT, "", "zvt", "R1", Money(AMOUNT, "EUR"), prior_receipt_no=PRIOR
)  # fmt: skip
PROFILE = profile_of(parse("zvt+tcp://10.0.0.5:20007"), None)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a terminal said after one command of a transcript."""

    name: str
    command: Apdu
    units: tuple[bytes, ...]


def recorded() -> list[Recorded]:
    """Give the terminal's part of every payment and question in the transcripts."""
    found = []
    for path in sorted(WIRE.glob("*.wire")):
        if path.name.startswith("serial"):
            continue  # those bytes are blocks; the same dialogues are put into blocks below
        for connection in read(path):
            found += [own for own in _dialogues(path.stem, connection) if own.units]
    return found


def _dialogues(name: str, connection: list[Step]) -> Iterator[Recorded]:
    command: Apdu | None = None
    units: list[bytes] = []
    for step in connection:
        if step.sent[:2] == b"\x06\xb0":
            command = None  # what follows answers an abort, which nobody sends here
        begins = step.kind == ">" and step.sent[0] in (0x05, 0x06)
        if begins:
            if command is not None:
                yield Recorded(name, command, tuple(units))
            unit = parse_unit(step.sent) if step.sent[:2] in (b"\x06\x01", b"\x06\x20") else None
            command, units = unit, []
        elif step.kind == "<" and command is not None:
            units.append(step.sent)
    if command is not None:
        yield Recorded(name, command, tuple(units))


class Said:
    """A link on which everything has been said already; what cannot be read ends it."""

    def __init__(self, units: list[Apdu], loss: DeviceError | None) -> None:
        self.units = units
        self._next = iter(units)
        self.loss = loss

    async def send(self, unit: Apdu) -> None:
        del unit

    async def receive(self, limit_s: float) -> Apdu:
        unit = next(self._next, None)
        if unit is None:
            raise self.loss or NoAnswer(f"nothing more in {limit_s} s")
        return unit

    async def abort(self, why: str = "") -> None:
        del why


LinkOf = Callable[[bytes], Said]


def over_tcp(octets: bytes) -> Said:
    units: list[Apdu] = []
    framer = ApduFramer()
    try:
        for at in range(0, len(octets), 16):
            units += framer.feed(octets[at : at + 16])
    except Garbled as error:
        return Said(units, error)
    return Said(units, None)


def over_serial(octets: bytes) -> Said:
    """Take blocks up to the first byte that belongs to none: it is answered by 15, and what follows is a repetition."""
    units: list[Apdu] = []
    reader = blocks.BlockReader()
    while octets.startswith(b"\x10\x02"):
        for at in range(len(octets)):
            found = reader.feed(octets[at : at + 1])
            if found or not reader.is_amid:
                break
        else:
            break
        if not isinstance(found[0], blocks.Block):
            break
        try:
            units.append(parse_unit(found[0].apdu))
        except Garbled as error:
            return Said(units, error)
        octets = octets[at + 1 :]
    return Said(units, None)


async def told(command: Apdu, link: Said) -> tuple[Verdict | None, PaymentResult | None]:
    """Give what the kiosk makes of a dialogue, None: it has to ask, or to ask again."""
    results: list[PaymentResult] = []

    async def keep(result: PaymentResult) -> Ack:
        results.append(result)
        return Ack.ACCEPT if judge_answer(ATTEMPT, result_of(result)) is Verdict.APPROVED else Ack.REVERSE

    if command.command == messages.AUTHORISE:
        purchase = Purchase(cast(Link, link), Limits(5, 180), ReceiptText(42), lambda _: None, keep, aborts_at_t4=False)
        end: PurchaseEnd = await purchase.run(command)
        if end.end is not DialogueEnd.COMPLETED:
            return None, None
        return judge_answer(ATTEMPT, result_of(results[0])), results[0]
    try:
        last = (await Query(cast(Link, link), PROFILE).last_payment()).result
    except DeviceError:
        return None, None
    return judge_last_payment(ATTEMPT, None if last is None else result_of(last)), last


Told = tuple[Verdict | None, PaymentResult | None]


def approvals(
    originals: list[Recorded], streams: list[bytes], count: int, link_of: LinkOf, *, is_spliced: bool
) -> list[tuple[Told, Told]]:
    """Give each mutant that is an approval, behind what its original was."""

    async def main() -> list[tuple[Told, Told]]:
        known = [await told(own.command, link_of(stream)) for own, stream in zip(originals, streams, strict=True)]
        assert {verdict for verdict, _ in known} >= {Verdict.APPROVED, Verdict.DECLINED, Verdict.NOT_FOUND, None}
        found = []
        for number, octets in mutants(streams, count, is_spliced=is_spliced):
            mine = await told(originals[number].command, link_of(octets))
            if mine[0] is Verdict.APPROVED:
                found.append((known[number], mine))
        return found

    return run(main())


def essence(result: PaymentResult | None) -> tuple[object, ...]:
    """Give what makes an approval that one and no other."""
    assert result is not None
    return result.approved, result.amount_minor, result.currency, result.code, result.receipt_no


def test_no_changed_byte_on_a_serial_line_becomes_an_approval_that_was_not_given() -> None:
    originals = recorded()
    streams = [b"".join(map(blocks.build, own.units)) for own in originals]
    found = approvals(originals, streams, share(0.2), over_serial, is_spliced=False)
    for was, became in found:
        assert was[0] is Verdict.APPROVED, (was, became)
        assert essence(was[1]) == essence(became[1])
    assert found  # a change of a bit that means nothing leaves the same approval


def test_no_changed_byte_over_tcp_becomes_an_approval_of_another_sum_or_without_a_last_word() -> None:
    originals = recorded()
    streams = [b"".join(own.units) for own in originals]
    others = 0
    found = approvals(originals, streams, share(0.4), over_tcp, is_spliced=True)
    for was, became in found:
        approved, amount_minor, currency, code, receipt_no = essence(became[1])
        assert (approved, amount_minor, currency, code) == (True, AMOUNT, "EUR", "00")
        assert receipt_no not in (None, 0, PRIOR)
        others += was[0] is not Verdict.APPROVED or essence(was[1]) != essence(became[1])
    assert len(found) > share(0.004)
    assert others < len(found) / 5  # another new receipt number: ZVT carries no reference of ours


def test_a_decline_that_a_changed_byte_makes_an_approval_ends_in_a_question() -> None:
    (declined,) = [own for own in recorded() if own.name == "declined" and own.command.command == messages.AUTHORISE]
    stream = b"".join(declined.units).replace(b"\x27\x6c", b"\x27\x00").replace(b"\x0b\x00\x00\x00", b"\x87\x00\x42")
    stream = stream.replace(b"\x04\x0f\x15", b"\x04\x0f\x14")
    changed = [unit for unit in over_tcp(stream).units if unit.command == messages.STATUS]
    result = messages.read_status(changed[0]).result
    assert judge_answer(ATTEMPT, result_of(result)) is Verdict.APPROVED  # and yet
    assert run(told(declined.command, over_tcp(stream))) == (None, None)  # the last word, 06 1E 6C, contradicts
