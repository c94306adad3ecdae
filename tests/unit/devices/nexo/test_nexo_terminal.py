"""The driver at the simulated terminal: whatever goes wrong, nothing is paid twice and nothing is taken for paid."""

from __future__ import annotations

import asyncio
import logging

import pytest

from devices.api import (
    Ack,
    DeviceError,
    DialogueEnd,
    HealthState,
    LastPayment,
    NoAnswer,
    Refusal,
)
from devices.drivers.nexo import codes
from devices.drivers.nexo.profile import profile_of
from devices.sim.nexo.phrases import ERROR_CONDITIONS
from devices.url import parse
from tests.unit.devices.nexo.nexo_pair import Pair, paired

# --- what must never be taken for a payment ---


@pytest.mark.parametrize("name", ERROR_CONDITIONS)
def test_each_error_condition_is_a_refusal_with_its_class_and_nothing_is_booked(name: str) -> None:
    async def refused(pair: Pair) -> None:
        pair.fault(f"error {name}")
        end = await pair.pay()
        assert pair.approved() == []
        if name in ("InProgress", "Busy"):  # no verdict at all: it may be busy with this very payment
            assert (end.end, pair.results) == (DialogueEnd.UNKNOWN, [])
            assert (await pair.driver.last_payment("REF1")).result is None
            return
        assert end.end is DialogueEnd.COMPLETED
        (result,) = pair.results
        assert (result.approved, result.code, result.refusal) == (False, name, codes.refusal(name))
        assert (result.amount_minor, result.is_for_reference) == (None, True)
        told = (await pair.driver.last_payment("REF1")).result
        assert told is not None
        assert not told.approved

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


def test_where_parts_are_taken_a_partial_approval_is_told_with_its_sum_and_stays() -> None:
    async def part(pair: Pair) -> None:
        assert pair.driver.capabilities.takes_parts
        pair.fault("partial 500")
        assert (await pair.pay()).end is DialogueEnd.COMPLETED
        (result,) = pair.results
        assert (result.approved, result.amount_minor, len(pair.approved())) == (True, 500, 1)

    async def lost(pair: Pair) -> None:
        pair.fault("partial 500; lose response")
        assert (await pair.pay()).end is DialogueEnd.UNKNOWN
        told = (await pair.driver.last_payment("REF1")).result
        assert told is not None
        assert (told.approved, told.amount_minor, len(pair.approved())) == (True, 500, 1)

    paired(part, parts="on")
    paired(lost, parts="on")


@pytest.mark.parametrize("parts", ["off", "on"])
def test_parts_are_taken_only_where_the_url_says_so(parts: str) -> None:
    async def told(pair: Pair) -> None:
        assert pair.driver.capabilities.takes_parts is (parts == "on")

    paired(told, parts=parts)
    assert not profile_of(parse("nexo+https://10.0.0.6:8443/nexo?poi=P&sale=K"), None).capabilities.takes_parts


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
