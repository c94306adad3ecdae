"""The link is cut at every byte of a payment, a reversal, a refund, an end of day, and the question after it."""

from __future__ import annotations

import asyncio

import pytest

from devices.api import DeviceError, DialogueEnd, LastPayment, Original
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


async def settled(pair: Pair, reference: str) -> LastPayment:
    """Ask as the kiosk does: until there is an answer."""
    while pair.do("state")["busy"]:
        await asyncio.sleep(0.5)
    return await pair.driver.last_payment(reference)


@pytest.mark.slow
@pytest.mark.parametrize("is_sealed", [False, True], ids=["clear", "sealed"])
@pytest.mark.parametrize("part_minor", [None, 1], ids=["reversal", "refund"])
def test_money_given_back_cut_at_any_byte_goes_back_once_or_not_at_all(part_minor: int | None, is_sealed: bool) -> None:
    async def give_back(pair: Pair, reference: str, original: Original) -> DialogueEnd:
        if part_minor is None:
            return (await pair.driver.reverse(reference, original, pair.on_result)).end
        return (await pair.driver.refund(reference, original, part_minor, pair.on_result)).end

    async def paid(pair: Pair, reference: str) -> Original:
        await pair.pay(reference)
        return Original(1299, "EUR", None, pair.results[-1].transaction_id, reference)

    async def cut(pair: Pair) -> dict[DialogueEnd, int]:
        seen: dict[DialogueEnd, int] = {}
        original = await paid(pair, "P")
        before = len(pair.do("log")["entries"])
        await give_back(pair, "MEASURE", original)
        total = sum(entry["length"] for entry in pair.do("log")["entries"][before:] if "length" in entry)
        for after in range(0, total + 1, 3 if is_sealed else 1):
            original = await paid(pair, f"P{after}")
            reference, where = f"B{after}", f"cut after byte {after} of {total}"
            pair.cuts = {pair.opened + 1: (after, after % 2 == 0)}
            heard = len(pair.results)
            end = await give_back(pair, reference, original)
            seen[end] = seen.get(end, 0) + 1
            row = pair.ledger.named("Reversal", reference)
            if end is DialogueEnd.COMPLETED:
                told = pair.results[heard]
            else:
                assert (end, pair.results[heard:]) == (DialogueEnd.UNKNOWN, []), where
                answer = await settled(pair, reference)
                assert answer.is_idle, where
                assert (answer.result is None) == (row is None), where
                if answer.result is None or row is None:
                    continue
                told = answer.result
            assert row is not None, where
            assert (told.approved, told.amount_minor, told.currency) == (True, part_minor or 1299, "EUR"), where
            assert (row.is_approved, row.amount_minor) == (True, part_minor or 1299), where
        references = [own.service_id for own in pair.ledger.rows]
        assert len(set(references)) == len(references), "something was carried out twice"
        return seen

    seen = paired(cut, is_sealed=is_sealed)
    assert seen[DialogueEnd.COMPLETED] >= 1
    assert seen[DialogueEnd.UNKNOWN] > 400


@pytest.mark.slow
def test_an_end_of_day_cut_at_any_byte_closes_the_day_once_or_not_at_all_and_moves_no_money() -> None:
    async def cut(pair: Pair) -> set[tuple[bool, int]]:
        seen: set[tuple[bool, int]] = set()
        await pair.pay("P")
        before = len(pair.do("log")["entries"])
        assert (await pair.driver.end_of_day()).total_minor == 1299
        total = sum(entry["length"] for entry in pair.do("log")["entries"][before:] if "length" in entry)
        for after in range(total + 5):  # the number of the batch grows
            await pair.pay(f"P{after}")
            rows, batch = len(pair.ledger.rows), pair.ledger.batch
            pair.cuts = {pair.opened + 1: (after, after % 2 == 0)}
            try:
                totals = await pair.driver.end_of_day()
            except DeviceError:
                totals = None
            closings = pair.ledger.batch - batch
            assert len(pair.ledger.rows) == rows
            if totals is not None:
                assert (totals.count, totals.total_minor, totals.currency) == (1, 1299, "EUR")
            seen.add((totals is not None, closings))
            if not closings:
                pair.ledger.close_batch()
        return seen

    assert paired(cut) == {(True, 1), (False, 0), (False, 1)}


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
