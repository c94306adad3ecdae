"""The driver at the simulated terminal: whatever goes wrong, nothing is paid twice and nothing is taken for paid."""

from __future__ import annotations

import asyncio
import logging

import pytest

from devices.api import (
    Ack,
    DayTotals,
    DeviceError,
    DialogueEnd,
    Garbled,
    HealthState,
    LastPayment,
    NoAnswer,
    Original,
    PaymentResult,
    Prompt,
    Reason,
    Refusal,
    Refused,
)
from devices.drivers.nexo import codes
from devices.loop import supervise
from devices.sim.nexo.phrases import ERROR_CONDITIONS
from tests.unit.devices.nexo.nexo_pair import POI, Pair, paired

# --- what must never be taken for a payment ---


@pytest.mark.parametrize("name", ERROR_CONDITIONS)
def test_each_error_condition_is_a_refusal_with_its_class_and_nothing_is_booked(name: str) -> None:
    async def refused(pair: Pair) -> None:
        pair.fault(f"error {name}")
        end = await pair.pay()
        assert pair.approved() == []
        if name == "InProgress":  # no verdict at all
            assert (end.end, pair.results) == (DialogueEnd.UNKNOWN, [])
            assert (await pair.driver.last_payment("REF1")).result is None
            return
        assert end.end is DialogueEnd.COMPLETED
        (result,) = pair.results
        assert (result.approved, result.code, result.refusal) == (False, name, codes.refusal(name))
        assert (result.amount_minor, result.is_for_reference) == (None, True)
        told = (await pair.driver.last_payment("REF1")).result
        assert told is None if name == "Busy" else told is not None and not told.approved

    paired(refused)


def test_every_error_condition_has_a_class_of_its_own_choosing_and_an_unknown_one_is_for_a_technician() -> None:
    assert frozenset(ERROR_CONDITIONS) == codes.ERROR_CONDITIONS
    assert codes.refusal("SomethingNew") is Refusal.SETUP


@pytest.mark.parametrize(
    "script",
    [
        "wrong ServiceID",
        "wrong SaleID",
        "wrong POIID",
        "duplicate response",
        "no content",
        "extra decimal",
        "after booking: drop link",
        "after booking: truncate",
        "lose response",
        "status 500",
        "status 404",
        "reject",
        "answer after 200 s",
        "noise 5 %",
    ],
)
def test_an_answer_that_is_not_ours_or_not_whole_is_unknown_and_never_approved(script: str) -> None:
    async def unclear(pair: Pair) -> None:
        pair.fault(script)
        end = await pair.pay()
        assert (end.end, pair.results) == (DialogueEnd.UNKNOWN, [])
        assert end.detail
        assert pair.driver.health.state is HealthState.ABSENT
        pair.do("faults_clear")
        told = await pair.driver.last_payment("REF1")
        assert (told.result is not None) == bool(pair.approved())

    paired(unclear)


@pytest.mark.parametrize(
    "script", ["bad hmac", "wrong key version", "not sealed", "other inner header", "reject", "flip bit"]
)
def test_a_sealed_answer_that_does_not_fit_is_unknown_and_the_question_finds_the_truth(script: str) -> None:
    async def unclear(pair: Pair) -> None:
        pair.fault(script)
        assert (await pair.pay()).end is DialogueEnd.UNKNOWN
        assert pair.results == []
        told = await pair.driver.last_payment("REF1")
        assert (told.result is not None and told.result.approved) == bool(pair.approved())

    paired(unclear, is_sealed=True)


def test_a_nonce_that_was_used_before_opens_nothing() -> None:
    async def unclear(pair: Pair) -> None:
        assert (await pair.pay("REF1")).end is DialogueEnd.COMPLETED
        pair.fault("reused nonce")
        assert (await pair.pay("REF2")).end is DialogueEnd.UNKNOWN
        assert len(pair.results) == 1

    paired(unclear, is_sealed=True)


@pytest.mark.parametrize(
    ("script", "amount", "currency"), [("wrong amount 5", 1304, "EUR"), ("wrong currency", 1299, "USD")]
)
def test_another_amount_or_currency_is_told_as_it_is_and_taken_back_when_the_kiosk_says_so(
    script: str, amount: int, currency: str
) -> None:
    async def other(pair: Pair) -> None:
        pair.fault(script)
        pair.answer = Ack.REVERSE
        end = await pair.pay()
        (result,) = pair.results
        assert (result.approved, result.amount_minor, result.currency) == (True, amount, currency)
        assert end.end is DialogueEnd.COMPLETED
        assert pair.approved() == []

    paired(other)


@pytest.mark.allowed_logs("ERROR devices.drivers.nexo.terminal: taking back .* is not proven: Unplugged")
def test_an_approval_that_was_not_kept_and_not_taken_back_is_unknown() -> None:
    async def stuck(pair: Pair) -> None:
        pair.answer = Ack.REVERSE
        pair.cuts = {2: (0, False)}
        assert (await pair.pay()).end is DialogueEnd.UNKNOWN
        assert len(pair.approved()) == 1

    paired(stuck)


def test_a_partial_approval_is_taken_back_and_told_as_a_plain_refusal() -> None:
    async def part(pair: Pair) -> None:
        pair.fault("partial 500")
        end = await pair.pay()
        (result,) = pair.results
        assert (result.approved, result.refusal, result.code) == (False, Refusal.RULE, "Partial")
        assert (end.end, pair.approved()) == (DialogueEnd.COMPLETED, [])

    paired(part)


@pytest.mark.allowed_logs("ERROR devices.drivers.nexo.terminal: taking back .* is not proven: Unplugged")
@pytest.mark.parametrize("amount", [500, 1299])
def test_a_partial_approval_that_cannot_be_taken_back_fits_no_payment(amount: int) -> None:
    async def part(pair: Pair) -> None:
        pair.fault(f"partial {amount - 1 if amount == 1299 else amount}")
        pair.cuts = {2: (0, False)}
        await pair.pay()
        (result,) = pair.results
        assert (result.approved, result.amount_minor) == (True, None)  # a person decides

    paired(part)


def test_a_partial_approval_that_was_lost_is_taken_back_when_it_is_found() -> None:
    async def part(pair: Pair) -> None:
        pair.fault("partial; lose response")
        assert (await pair.pay()).end is DialogueEnd.UNKNOWN
        told = (await pair.driver.last_payment("REF1")).result
        assert told is not None
        assert (told.approved, told.code) == (False, "Partial")
        assert pair.approved() == []

    paired(part)


def test_card_data_is_dropped_with_an_alarm_and_only_scheme_and_last_four_pass(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def pan(pair: Pair) -> None:
        pair.fault("pan present")
        end = await pair.pay()
        (result,) = pair.results
        assert (result.approved, result.scheme, result.last4) == (True, "visa", "")
        assert "4111" not in repr((end, result))

    with caplog.at_level(logging.ERROR):
        paired(pan)
    alarms = [record.getMessage() for record in caplog.records]
    assert sum("card number in clear" in told for told in alarms) == 1
    assert any("TrackData" in told for told in alarms)
    assert "4111" not in " ".join(alarms)


# --- what became of it ---


@pytest.mark.parametrize("script", ["not found", "other transaction", "in progress", "status 503", "wrong ServiceID"])
def test_no_question_answered_wrongly_becomes_an_approval(script: str) -> None:
    async def asked(pair: Pair) -> None:
        await pair.pay("EARLIER")
        pair.do("auto", result="Refusal")
        await pair.pay("OURS", 700)
        pair.fault(script)
        try:
            told = await pair.driver.last_payment("OURS")
        except DeviceError:
            return
        assert told.result is None or not told.result.approved

    paired(asked)


def test_not_found_becomes_found_when_the_request_comes_late() -> None:
    async def late(pair: Pair) -> None:
        pair.fault("late request 20 s; after amount: drop link")
        assert (await pair.pay()).end is DialogueEnd.UNKNOWN
        assert await pair.driver.last_payment("REF1") == LastPayment(None, True)
        await asyncio.sleep(25)
        told = await pair.driver.last_payment("REF1")
        assert told.result is not None
        assert told.result.approved
        assert len(pair.approved()) == 1

    paired(late)


def test_a_transaction_that_runs_on_is_asked_again_and_given_up_once_after_three_minutes() -> None:
    async def runs(pair: Pair) -> None:
        pair.do("knobs", set={"card_timeout_s": 1000})
        pair.fault("after amount: drop link")
        assert (await pair.pay()).end is DialogueEnd.UNKNOWN
        for _ in range(19):
            with pytest.raises(NoAnswer, match="in progress"):
                await pair.driver.last_payment("REF1")
            await asyncio.sleep(10)
        told = (await pair.driver.last_payment("REF1")).result
        assert told is not None
        assert told.code == "Aborted"
        aborts = [sent for sent in pair.sent if b"AbortRequest" in sent]
        assert len(aborts) == 1

    paired(runs, auto=False)


def test_the_question_always_names_its_message() -> None:
    async def asked(pair: Pair) -> None:
        await pair.driver.last_payment("REF1")
        questions = [bytes(sent) for sent in pair.sent if b"TransactionStatusRequest" in sent]
        assert len(questions) == 2
        assert all(b'"MessageReference":{' in sent and b'"ServiceID":"REF1"' in sent for sent in questions)

    paired(asked)


# --- giving up ---


@pytest.mark.parametrize(("script", "is_approved"), [("abort loses", True), ("abort wins", False)])
def test_an_abort_may_lose_and_then_the_approval_counts(script: str, is_approved: bool) -> None:
    async def race(pair: Pair) -> None:
        pair.do("knobs", set={"host_s": 5})
        pair.fault(script)
        paying = asyncio.ensure_future(pair.pay())
        await asyncio.sleep(2)
        assert await pair.driver.abort()
        assert (await paying).end is DialogueEnd.COMPLETED
        assert [result.approved for result in pair.results] == [is_approved]
        assert len(pair.approved()) == is_approved

    paired(race)


@pytest.mark.parametrize("answer", ["200", "204"])
def test_an_abort_before_the_card_ends_the_payment(answer: str) -> None:
    async def early(pair: Pair) -> None:
        pair.do("knobs", set={"abort_answer": answer})
        paying = asyncio.ensure_future(pair.pay())
        await asyncio.sleep(1)
        assert await pair.driver.abort()
        await paying
        assert [result.refusal for result in pair.results] == [Refusal.CANCELLED]
        assert not await pair.driver.abort()

    paired(early, auto=False)


def test_a_terminal_that_says_nothing_is_told_to_give_up_at_the_limit_and_then_unknown() -> None:
    async def silent(pair: Pair) -> None:
        pair.do("knobs", set={"card_timeout_s": 1000})
        pair.fault("abort loses")
        started = asyncio.get_running_loop().time()
        assert (await pair.pay()).end is DialogueEnd.UNKNOWN
        assert 120 <= asyncio.get_running_loop().time() - started <= 135
        assert any(b"AbortRequest" in sent for sent in pair.sent)

    paired(silent, auto=False)


def test_a_profile_without_abort_never_asks_for_one() -> None:
    async def silent(pair: Pair) -> None:
        pair.do("knobs", set={"card_timeout_s": 1000})
        paying = asyncio.ensure_future(pair.pay())
        await asyncio.sleep(1)
        assert not await pair.driver.abort()
        assert (await paying).end is DialogueEnd.UNKNOWN
        assert not any(b"AbortRequest" in sent for sent in pair.sent)

    paired(silent, auto=False, profile="no_abort")


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
