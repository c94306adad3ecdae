"""The driver at the simulated terminal: payments that go well, what goes back, the end of a day, health."""

from __future__ import annotations

import asyncio

import pytest

from devices.api import (
    CanCloseDay,
    CanReverse,
    DayTotals,
    DialogueEnd,
    Garbled,
    HealthState,
    NoAnswer,
    Original,
    PaymentResult,
    Prompt,
    Reason,
    Refused,
    Terminal,
)
from devices.loop import supervise
from tests.unit.devices.nexo.nexo_pair import POI, Pair, paired


def test_the_driver_is_a_terminal_that_takes_back_and_closes_its_day() -> None:
    async def looked(pair: Pair) -> None:
        terminal: Terminal = pair.driver
        takes_back: CanReverse = pair.driver
        closes: CanCloseDay = pair.driver
        own = terminal.capabilities
        assert (own.can_abort, own.can_reverse, own.can_refund, own.can_close_day) == (True, True, True, True)
        assert terminal is takes_back is closes  # type: ignore[comparison-overlap] # one object behind three claims

    paired(looked)


# --- taking back ---


def original(result: PaymentResult, minor: int = 1299) -> Original:
    return Original(minor, "EUR", None, result.transaction_id, "REF1")


def test_a_reversal_and_refunds_go_back_once_and_are_found_by_their_reference() -> None:
    async def back(pair: Pair) -> None:
        await pair.pay()
        own = original(pair.results[0])
        assert (await pair.driver.refund("BACK1", own, 299, pair.on_result)).end is DialogueEnd.COMPLETED
        told = (await pair.driver.last_payment("BACK1")).result
        assert told is not None
        assert (told.approved, told.amount_minor) == (True, 299)
        await pair.driver.refund("BACK2", own, 1299, pair.on_result)
        assert not pair.results[-1].approved  # more than is left
        await pair.driver.reverse("BACK3", own, pair.on_result)
        assert pair.results[-1].amount_minor == 1000
        await pair.driver.reverse("BACK4", own, pair.on_result)
        assert pair.results[-1].code == "NotAllowed"
        assert pair.approved() == []

    paired(back)


def test_a_reversal_that_is_lost_is_asked_about() -> None:
    async def lost(pair: Pair) -> None:
        await pair.pay()
        pair.fault("after booking: drop link")
        end = await pair.driver.reverse("BACK1", original(pair.results[0]), pair.on_result)
        assert end.end is DialogueEnd.UNKNOWN
        told = (await pair.driver.last_payment("BACK1")).result
        assert told is not None
        assert told.approved

    paired(lost)


def test_what_cannot_be_taken_back_is_not_sent() -> None:
    async def bad(pair: Pair) -> None:
        nameless = Original(1299, "EUR", None, "")
        known = Original(1299, "EUR", None, "id@2026-11-21T12:00:00Z")
        assert (await pair.driver.reverse("B1", nameless, pair.on_result)).end is DialogueEnd.NOT_SENT
        assert (await pair.driver.refund("B2", known, 1300, pair.on_result)).end is DialogueEnd.NOT_SENT
        assert pair.sent == []
        with pytest.raises(Refused, match="no refunds"):
            await Pair(profile="no_refund").driver.refund("B3", known, 1, pair.on_result)

    paired(bad)


# --- the way it goes ---


@pytest.mark.parametrize("how", ["", "chunked", "no length", "one byte at a time", "glue"])
@pytest.mark.parametrize("is_sealed", [False, True])
def test_a_payment_in_any_fragmentation_is_approved_once_with_all_it_said(how: str, is_sealed: bool) -> None:
    async def pays(pair: Pair) -> None:
        if how:
            pair.fault(how)
        end = await pair.pay()
        (result,) = pair.results
        (row,) = pair.approved()
        assert end.end is DialogueEnd.COMPLETED
        assert "APPROVED" in end.receipt_lines
        assert (result.amount_minor, result.currency, result.receipt_no) == (1299, "EUR", None)
        assert (result.last4, result.auth_code, result.terminal_id) == ("4242", row.auth, POI)
        assert result.transaction_id == f"{row.transaction_id}@{row.time_stamp}"
        assert pair.prompts == [Prompt.PRESENT_CARD]
        assert (await pair.driver.last_payment("REF1")).result == result

    paired(pays, is_sealed=is_sealed)


@pytest.mark.parametrize(
    ("reference", "minor", "currency"),
    [("", 1, "EUR"), ("abc", 1, "EUR"), ("A" * 11, 1, "EUR"), ("A", 0, "EUR"), ("A", 10**10, "EUR"), ("A", 1, "eur")],
)
def test_a_payment_that_the_protocol_cannot_carry_is_not_sent(reference: str, minor: int, currency: str) -> None:
    async def bad(pair: Pair) -> None:
        assert (await pair.pay(reference, minor, currency)).end is DialogueEnd.NOT_SENT
        assert pair.sent == []

    paired(bad)


def test_one_verb_at_a_time() -> None:
    async def twice(pair: Pair) -> None:
        paying = asyncio.ensure_future(pair.pay())
        await asyncio.sleep(0.5)
        for verb in (pair.driver.connect(), pair.pay("REF2"), pair.driver.last_payment("REF1")):
            with pytest.raises(Refused, match="BUSY"):
                await verb
        assert (await paying).end is DialogueEnd.COMPLETED

    paired(twice)


def test_yen_have_no_decimals_on_the_wire() -> None:
    async def pays(pair: Pair) -> None:
        await pair.pay("YEN", 1299, "JPY")
        assert b'"RequestedAmount":1299}' in pair.sent[0]
        assert pair.results[0].amount_minor == 1299
        await pair.pay("EURO", 1205, "EUR")
        assert b'"RequestedAmount":12.05}' in pair.sent[1]

    paired(pays)


def test_the_day_is_closed_with_what_was_paid_less_what_went_back() -> None:
    async def day(pair: Pair) -> None:
        await pair.pay("P1", 1000)
        await pair.pay("P2", 500)
        await pair.driver.refund("B1", original(pair.results[0], 1000), 200, pair.on_result)
        assert await pair.driver.end_of_day() == DayTotals(3, 1300, "EUR")
        assert await pair.driver.end_of_day() == DayTotals(0, 0, "EUR")
        assert "GlobalStatus OK" in await pair.driver.diagnose()

    paired(day)


# --- health ---


@pytest.mark.parametrize(
    ("knobs", "state", "reason"),
    [
        ({}, HealthState.READY, None),
        ({"printer_status": "PaperLow"}, HealthState.DEGRADED, Reason.MEDIA_LOW),
        ({"global_status": "Busy"}, HealthState.BUSY, None),
        ({"global_status": "Maintenance"}, HealthState.NEEDS_PERSON, None),
        ({"global_status": "Unreachable"}, HealthState.SILENT, Reason.NOT_RESPONDING),
    ],
)
def test_the_terminal_s_own_diagnosis_is_its_health_and_one_that_is_not_ready_takes_no_payment(
    knobs: dict[str, str], state: HealthState, reason: Reason | None
) -> None:
    async def looked(pair: Pair) -> None:
        pair.do("knobs", set=knobs)
        if state in (HealthState.READY, HealthState.DEGRADED):
            assert (await pair.driver.connect()).terminal_id == POI
        else:
            with pytest.raises(Refused):
                await pair.driver.connect()
        assert (pair.driver.health.state, pair.driver.health.reasons) == (state, (reason,) if reason else ())

    paired(looked)


def test_a_terminal_that_was_gone_is_ready_within_ten_seconds_of_its_return() -> None:
    async def gone(pair: Pair) -> None:
        heard: list[HealthState] = []
        task = asyncio.ensure_future(supervise(pair.driver, lambda health: heard.append(health.state)))

        def state() -> HealthState:
            return pair.driver.health.state

        await asyncio.sleep(1)
        for gone_s in (30, 3600):
            pair.do("unplug")
            await asyncio.sleep(gone_s)
            assert state() is HealthState.ABSENT
            pair.do("replug")
            await asyncio.sleep(10.5)
            assert state() is HealthState.READY
        pair.do("silent")
        await asyncio.sleep(30)
        assert state() is HealthState.SILENT
        pair.do("silent", on=False)
        await asyncio.sleep(30)
        assert state() is HealthState.READY
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert heard[:2] == [HealthState.STARTING, HealthState.READY]

    paired(gone)


def test_a_terminal_that_wants_a_login_gets_one_before_anything_else_and_again_when_it_forgot() -> None:
    async def logged(pair: Pair) -> None:
        pair.do("knobs", set={"needs_login": True})
        await pair.driver.connect()
        assert (await pair.pay("A")).end is DialogueEnd.COMPLETED
        pair.do("power", on=False)
        pair.do("power", on=True)
        assert (await pair.pay("B")).end is DialogueEnd.COMPLETED
        assert [(result.approved, result.code) for result in pair.results] == [(True, "00"), (False, "LoggedOut")]
        await pair.driver.connect()
        assert (await pair.pay("C")).end is DialogueEnd.COMPLETED
        assert [row.service_id for row in pair.approved()] == ["A", "C"]

    paired(logged, login="on")


def test_a_terminal_that_wants_a_login_nobody_allowed_is_a_fault_that_says_so() -> None:
    async def not_logged(pair: Pair) -> None:
        pair.do("knobs", set={"needs_login": True})
        with pytest.raises(Refused, match="login=on"):
            await pair.driver.connect()

    paired(not_logged)


def test_a_reset_makes_a_running_payment_unknown() -> None:
    async def reset(pair: Pair) -> None:
        paying = asyncio.ensure_future(pair.pay())
        await asyncio.sleep(0.5)
        await pair.driver.reset()
        assert (await paying).end is DialogueEnd.UNKNOWN
        await asyncio.sleep(5)
        assert (await pair.driver.last_payment("REF1")).result is not None

    paired(reset)


def test_garbage_instead_of_http_is_an_error_of_its_kind() -> None:
    async def noise(pair: Pair) -> None:
        pair.fault("noise 40 %")
        for _ in range(20):
            with pytest.raises((Garbled, NoAnswer, Refused)):
                await pair.driver.connect()

    paired(noise)
