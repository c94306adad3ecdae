"""The link is cut at every byte of a payment, of the question after it, and of a reversal: no wrong verdict."""

from __future__ import annotations

import asyncio

import pytest

from devices.api import DeviceError, DialogueEnd, LastPayment
from tests.unit.devices.nexo.nexo_pair import Pair, paired


async def length_of_payment(pair: Pair) -> int:
    """Return how many bytes a payment's connection carries both ways."""
    assert (await pair.pay("MEASURE")).end is DialogueEnd.COMPLETED
    log = pair.do("log")["entries"]
    return sum(entry["length"] for entry in log if entry["what"] in ("received", "sent"))


def assert_true(pair: Pair, reference: str, told: LastPayment, where: str) -> None:
    """Compare what was told with the terminal's own ledger."""
    row = pair.ledger.named("Payment", reference)
    if told.result is None:
        assert row is None, where
        return
    assert row is not None, where
    assert told.is_idle, where
    assert told.result.is_for_reference, where
    assert told.result.approved == row.is_approved, where
    amount = (row.amount_minor, row.currency) if row.is_approved else (None, None)
    assert (told.result.amount_minor, told.result.currency) == amount, where


@pytest.mark.slow
@pytest.mark.parametrize("is_sealed", [False, True], ids=["clear", "sealed"])
@pytest.mark.parametrize("is_silent", [False, True], ids=["write raises", "write is lost silently"])
def test_a_cut_at_any_byte_of_a_payment_never_gives_a_wrong_verdict(is_silent: bool, is_sealed: bool) -> None:
    seen: dict[DialogueEnd, int] = {}

    async def cut(pair: Pair) -> None:
        total = await length_of_payment(pair)
        for after in range(total + 1):
            reference, where = f"R{after}", f"cut after byte {after} of {total}"
            pair.cuts = {pair.opened + 1: (after, is_silent)}
            heard = len(pair.results)
            end = (await pair.pay(reference)).end
            seen[end] = seen.get(end, 0) + 1
            if end is DialogueEnd.COMPLETED:
                assert [own.approved for own in pair.results[heard:]] == [True], where
                assert pair.ledger.named("Payment", reference) is not None, where
            else:
                assert pair.results[heard:] == [], where
                assert end is DialogueEnd.UNKNOWN, where
                while pair.do("state")["busy"]:  # the card is on its way through: no answer yet is a verdict
                    with pytest.raises(DeviceError):
                        await pair.driver.last_payment(reference)
                    await asyncio.sleep(0.5)
                assert_true(pair, reference, await pair.driver.last_payment(reference), where)
        assert len({row.service_id for row in pair.ledger.rows}) == len(pair.ledger.rows)

    paired(cut, is_sealed=is_sealed)
    assert seen[DialogueEnd.COMPLETED] >= 1
    assert seen[DialogueEnd.UNKNOWN] > 1000


@pytest.mark.slow
@pytest.mark.parametrize("is_approved", [True, False, None], ids=["approved", "declined", "never heard of"])
def test_a_cut_at_any_byte_of_the_question_gives_the_right_answer_or_none(is_approved: bool | None) -> None:
    async def cut(pair: Pair) -> tuple[int, int]:
        answered = asked = 0
        if is_approved is not None:
            pair.do("auto", result="00" if is_approved else "Refusal")
            await pair.pay("OLD")
        before = len(pair.do("log")["entries"])
        told = await pair.driver.last_payment("OLD")
        log = pair.do("log")["entries"][before:]
        total = sum(entry["length"] for entry in log if entry["what"] in ("received", "sent"))
        assert_true(pair, "OLD", told, "uncut")
        for after in range(total + 1):
            for nth in (1, 2, 3) if is_approved is None else (1,):
                pair.cuts = {pair.opened + nth: (after, False)}
                asked += 1
                try:
                    told = await pair.driver.last_payment("OLD")
                except DeviceError:
                    continue
                answered += 1
                assert_true(pair, "OLD", told, f"cut after byte {after} of {total}")
        return answered, asked

    answered, asked = paired(cut)
    assert 1 <= answered < asked


def test_a_terminal_whose_diagnosis_is_cut_is_not_called_idle() -> None:
    async def cut(pair: Pair) -> None:
        pair.cuts = {pair.opened + 3: (40, False)}
        told = await pair.driver.last_payment("NEVER")
        assert told == LastPayment(None, False)
        assert await pair.driver.last_payment("NEVER") == LastPayment(None, True)

    paired(cut)


def test_nothing_leaves_when_the_connection_cannot_be_opened() -> None:
    async def away(pair: Pair) -> None:
        pair.do("unplug")
        assert (await pair.pay()).end is DialogueEnd.NOT_SENT
        pair.do("replug")
        assert pair.ledger.rows == ()
        assert (await pair.pay()).end is DialogueEnd.COMPLETED

    paired(away)
