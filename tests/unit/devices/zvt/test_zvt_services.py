"""Reversal, refund, end of day, diagnosis and remedies, played from transcripts."""

from __future__ import annotations

import asyncio

import pytest

from devices.api import (
    CanCloseDay,
    CanReverse,
    DayTotals,
    DialogueEnd,
    DriverUrl,
    Health,
    HealthState,
    Original,
    PurchaseEnd,
    Reason,
    Refusal,
    Refused,
    Unplugged,
)
from devices.drivers import zvt
from devices.drivers.zvt import messages
from devices.drivers.zvt.wire.frames import Apdu
from devices.transport import Port
from tests.unit.devices.zvt.zvt_desk import Desk, on_transcript

PAID = Original(1299, "EUR", 41)


async def reverse(desk: Desk, original: Original = PAID) -> PurchaseEnd:
    await desk.terminal.connect()
    return await desk.terminal.reverse("R2", original, desk.on_result)


# --- what must not happen ---


def test_a_reversal_whose_link_is_lost_is_unknown_asked_about_and_never_sent_again() -> None:
    async def script(desk: Desk) -> None:
        assert (await reverse(desk)).end is DialogueEnd.UNKNOWN
        with pytest.raises(Refused, match="last payment has to be asked first"):
            await desk.terminal.end_of_day()
        last = await desk.terminal.last_payment("R2")
        assert last.result is not None
        assert last.result.receipt_no == 42

    assert on_transcript("reversal_unknown", script).results == []


def test_a_reversal_that_was_done_before_is_refused_by_rule() -> None:
    async def script(desk: Desk) -> None:
        assert (await reverse(desk)).end is DialogueEnd.COMPLETED

    desk = on_transcript("reversal_already_done", script)
    assert [(result.code, result.refusal) for result in desk.results] == [("B4", Refusal.RULE)]


def test_a_terminal_that_forgot_the_kiosk_is_registered_anew_before_the_next_command() -> None:
    async def script(desk: Desk) -> None:
        assert (await reverse(desk)).end is DialogueEnd.COMPLETED
        assert desk.results[0].code == "6B"
        assert desk.terminal.health.state is HealthState.ABSENT
        assert (await desk.terminal.reverse("R3", PAID, desk.on_result)).end is DialogueEnd.NOT_SENT
        assert (await desk.terminal.connect()).prior_receipt_no == 41

    on_transcript("not_registered_any_more", script)


@pytest.mark.parametrize(
    ("original", "amount_minor", "words"),
    [
        (Original(1299, "EUR", None), 1299, "no receipt number"),
        (Original(1299, "EUR", 10_000), 1299, "no receipt number"),
        (Original(1299, "XXX", 41), 1299, "does not know the currency"),
        (Original(0, "EUR", 41), 0, "does not fit"),
        (Original(1299, "EUR", 41), 1300, "more than was paid"),
    ],
)
def test_what_the_protocol_cannot_carry_or_nobody_paid_is_not_sent(
    original: Original, amount_minor: int, words: str
) -> None:
    async def script(desk: Desk) -> None:
        await desk.terminal.connect()
        ends = [
            await desk.terminal.reverse("R2", original, desk.on_result),
            await desk.terminal.refund("R3", original, amount_minor, desk.on_result),
        ]
        assert any(end.end is DialogueEnd.NOT_SENT and words in end.detail for end in ends)
        assert desk.results == []
        raise Unplugged("enough")

    with pytest.raises(Unplugged, match="enough"):
        on_transcript("refund", script)


@pytest.mark.parametrize(("options", "is_taken"), [({}, False), ({"parts": "off"}, False), ({"parts": "on"}, True)])
def test_parts_are_taken_only_where_the_url_says_so(options: dict[str, str], is_taken: bool) -> None:
    terminal = zvt.open(DriverUrl("zvt", "tcp", "10.0.0.5:20007", options), never)
    assert terminal.capabilities.takes_parts is is_taken


def test_a_terminal_without_refunds_says_so() -> None:
    terminal = zvt.open(DriverUrl("zvt", "tcp", "10.0.0.5:20007", {"refunds": "off"}), never)
    assert not terminal.capabilities.can_refund

    async def main() -> None:
        with pytest.raises(Refused, match="gives nothing back"):
            await terminal.refund("R2", PAID, 500, Desk(never).on_result)

    asyncio.run(main())


async def never(_: DriverUrl) -> Port:
    raise Unplugged("nothing is opened here")


def test_an_end_of_day_that_is_not_possible_is_refused_with_its_code() -> None:
    async def script(desk: Desk) -> None:
        with pytest.raises(Refused) as caught:
            await desk.terminal.end_of_day()
        assert caught.value.code == "77"

    on_transcript("end_of_day_not_possible", script)


def test_an_end_of_day_is_never_done_by_itself_and_a_forgotten_registration_ends_the_link() -> None:
    async def script(desk: Desk) -> None:
        with pytest.raises(Unplugged, match="forgot its registration"):
            await desk.terminal.run()

    desk = on_transcript("recovery_never_by_end_of_day", script)
    assert Reason.RECONCILIATION_REQUIRED in [reason for health in desk.health for reason in health.reasons]


def test_a_remedy_that_does_not_help_is_tried_three_times_and_left_to_a_technician() -> None:
    async def script(desk: Desk) -> None:
        health = await served(desk, 151)
        assert health.state is HealthState.FAULT
        assert health.detail == "diagnosis needed (06 70); diagnosis did not help 3 times"

    on_transcript("recovery_in_vain", script)


# --- what is asked and done ---


def test_a_reversal_names_receipt_amount_and_currency_and_gives_the_result_before_it_is_acknowledged() -> None:
    ends: list[PurchaseEnd] = []

    async def script(desk: Desk) -> None:
        ends.append(await reverse(desk))

    desk = on_transcript("reversal", script)
    assert ends == [PurchaseEnd(DialogueEnd.COMPLETED, ("               ** STORNO **",))]
    assert [(result.approved, result.amount_minor, result.receipt_no) for result in desk.results] == [(True, 1299, 42)]


def test_a_refund_gives_part_of_it_back() -> None:
    async def script(desk: Desk) -> None:
        await desk.terminal.connect()
        end = await desk.terminal.refund("R2", PAID, 500, desk.on_result)
        assert end.end is DialogueEnd.COMPLETED

    desk = on_transcript("refund", script)
    assert [(result.approved, result.amount_minor) for result in desk.results] == [(True, 500)]
    assert desk.terminal.capabilities.can_refund


def test_the_end_of_day_gives_count_sum_and_words() -> None:
    async def script(desk: Desk) -> None:
        assert await desk.terminal.end_of_day() == DayTotals(5, 12345, "EUR", ("             ** ABSCHLUSS **",))

    assert on_transcript("end_of_day", script).terminal.health.state is HealthState.READY


def test_an_end_of_day_without_sums_says_none() -> None:
    async def script(desk: Desk) -> None:
        assert await desk.terminal.end_of_day() == DayTotals(None, None, None)

    on_transcript("end_of_day_without_sums", script)


@pytest.mark.parametrize(
    "brands",
    ["", "02", "02 00 00 00 01 23", "02 00 00 00 01 23 99", "02 00 00 00 01 23 4A"],
)
def test_counts_that_do_not_add_up_are_none(brands: str) -> None:
    sums = bytes.fromhex("00 38 00 42" + brands)
    head = bytes.fromhex("27 00 04 00 00 00 01 23 45 60 F0") + bytes((0xF0 | len(sums) // 10, 0xF0 | len(sums) % 10))
    read = messages.read_totals(Apdu(messages.STATUS, head + sums))
    assert (read.count, read.total_minor) == (None, 12345)


@pytest.mark.parametrize(("name", "words"), [("diagnosis", "Diagnose: O.K."), ("diagnosis_without_receipt", "gut!")])
def test_a_diagnosis_gives_the_terminals_own_words(name: str, words: str) -> None:
    async def script(desk: Desk) -> None:
        assert await desk.terminal.diagnose() == words

    on_transcript(name, script)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("recovery_diagnosis", "clock wrong: diagnosis needed (06 70)"),
        ("recovery_card_inserted", "a card is inserted"),
        ("registration_needs_initialisation", "initialisation needed (06 93)"),
    ],
)
def test_an_idle_terminal_gets_the_remedy_of_its_status(name: str, words: str) -> None:
    async def script(desk: Desk) -> None:
        health = await served(desk, 1)
        assert health.state is HealthState.READY
        assert words in [health.detail for health in desk.health]

    on_transcript(name, script)


async def served(desk: Desk, seconds: float) -> Health:
    """Let the device run for a while; give its condition at the end of it."""
    task = asyncio.ensure_future(desk.terminal.run())
    await asyncio.sleep(seconds)
    health = desk.terminal.health
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()
    return health


def test_the_driver_has_the_optional_abilities() -> None:
    terminal = zvt.open(DriverUrl("zvt", "tcp", "10.0.0.5:20007", {}), never)
    reverses: CanReverse = terminal
    closes: CanCloseDay = terminal
    assert (terminal.capabilities.can_reverse, terminal.capabilities.can_close_day) == (True, True)
    assert all(map(callable, (reverses.reverse, reverses.refund, closes.end_of_day, closes.diagnose)))
