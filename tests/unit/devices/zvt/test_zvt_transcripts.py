from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from devices.api import (
    Ack,
    DialogueEnd,
    Garbled,
    HealthState,
    LastPayment,
    NoAnswer,
    PaymentResult,
    Prompt,
    PurchaseEnd,
    Reason,
    Refusal,
    Refused,
    TerminalReady,
    Unplugged,
)
from tests.unit.devices.zvt.zvt_desk import WIRE, Desk, on_transcript

APPROVED = PaymentResult(
    approved=True,
    amount_minor=1299,
    currency="EUR",
    receipt_no=42,
    trace_no="000470",
    auth_code="367655",
    terminal_id="65000028",
    scheme="Visa",
    last4="4771",
    code="00",
    refusal=None,
)


def pay(name: str, **options: str) -> tuple[PurchaseEnd, Desk]:
    ends: list[PurchaseEnd] = []

    async def script(desk: Desk) -> None:
        ends.append(await desk.connect_and_pay())

    desk = on_transcript(name, script, **options)
    return ends[0], desk


# --- what must never be taken for a payment ---


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("abort_after_approval", "aborted after its approval"),
        ("second_status_contradicts", "contradicts the first"),
        ("reversed_yet_completed", "was told to reverse"),
    ],
)
def test_an_approval_that_something_contradicts_is_unknown(name: str, words: str) -> None:
    async def script(desk: Desk) -> None:
        desk.answer = Ack.REVERSE if name.startswith("reversed") else Ack.ACCEPT
        end = await desk.connect_and_pay()
        assert end.end is DialogueEnd.UNKNOWN
        assert words in end.detail

    desk = on_transcript(name, script)
    assert desk.results == [APPROVED]


@pytest.mark.parametrize("name", ["completed_without_status", "aborted_with_code_00"])
def test_a_dialogue_that_ends_without_a_result_proves_nothing(name: str) -> None:
    end, desk = pay(name)
    assert end.end is DialogueEnd.UNKNOWN
    assert desk.results == []


@pytest.mark.parametrize(
    "name",
    [
        "unknown_bitmap",
        "no_result_code",
        "t3_no_answer",
        "t4_abort_then_silence",
        "stray_answer",
    ],
)
def test_a_dialogue_that_breaks_off_is_unknown_and_its_link_is_reset(name: str) -> None:
    end, desk = pay(name)
    assert end.end is DialogueEnd.UNKNOWN
    assert desk.results == []
    assert desk.health[-1].state is HealthState.ABSENT


def test_a_payment_that_the_kiosk_could_not_keep_is_reversed_by_the_terminal() -> None:
    async def script(desk: Desk) -> None:
        desk.answer = Ack.REVERSE
        assert (await desk.connect_and_pay()).end is DialogueEnd.COMPLETED

    assert on_transcript("reversed_because_not_kept", script).results == [APPROVED]


def test_a_card_number_in_clear_never_comes_out_and_raises_an_alarm(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        end, desk = pay("card_number_in_clear")
    assert end.end is DialogueEnd.COMPLETED
    assert desk.results[0].last4 == "1111"
    everything = repr((end, desk.results)) + caplog.text
    assert "4111" not in everything
    assert end.receipt_lines == ("Karte **** **** **** 1111",)
    alarms = [record.getMessage().rpartition(": ")[2] for record in caplog.records if record.levelno == logging.ERROR]
    assert alarms == ["card number with 16 clear digits", "track 2", "tag 1F08", "card number in a receipt line"]


# --- refusals ---


@pytest.mark.parametrize(
    ("name", "code", "refusal"),
    [
        ("declined", "6C", Refusal.CANCELLED),
        ("declined_then_completed", "05", Refusal.CARD),
        ("aborted_without_status", "6C", Refusal.CANCELLED),
        ("refused_command", "6F", Refusal.RULE),
        ("t4_abort_then_declined", "6C", Refusal.CANCELLED),
    ],
)
def test_a_refusal_is_given_to_the_kiosk_with_its_class_and_ends_the_dialogue(
    name: str, code: str, refusal: Refusal
) -> None:
    end, desk = pay(name)
    assert end.end is DialogueEnd.COMPLETED
    assert [(result.approved, result.code, result.refusal) for result in desk.results] == [(False, code, refusal)]
    assert [health.state for health in desk.health] == [HealthState.READY, HealthState.BUSY, HealthState.READY]


# --- the good way ---


def test_a_payment_is_completed_with_all_its_fields_and_the_receipt_verbatim() -> None:
    end, desk = pay("purchase")
    assert end == PurchaseEnd(
        DialogueEnd.COMPLETED,
        ("            ** KUNDENBELEG **", "EUR          12,99", "Kundenbeleg", "                  Danke"),
    )
    assert desk.results == [APPROVED]
    assert desk.prompts == [Prompt.PRESENT_CARD, Prompt.BANK, Prompt.REMOVE_CARD]
    assert [health.state for health in desk.health][:3] == [HealthState.READY, HealthState.BUSY, HealthState.READY]


def test_a_profile_may_leave_the_receipt_to_the_kiosk() -> None:
    end, desk = pay("purchase_kiosk_receipt", receipts="kiosk")
    assert end == PurchaseEnd(DialogueEnd.COMPLETED)
    assert desk.results == [APPROVED]


def test_a_repeated_status_is_acknowledged_again_and_told_once() -> None:
    end, desk = pay("duplicate_status")
    assert end.end is DialogueEnd.COMPLETED
    assert desk.results == [APPROVED]


def test_the_terminal_waits_for_its_acknowledgement_until_the_kiosk_has_kept_the_result() -> None:
    async def script(desk: Desk) -> None:
        desk.before_answer = lambda: asyncio.sleep(25)
        began = asyncio.get_running_loop().time()
        assert (await desk.connect_and_pay()).end is DialogueEnd.COMPLETED
        assert asyncio.get_running_loop().time() - began == 25

    on_transcript("duplicate_status", script)


@pytest.mark.parametrize("name", ["t4_restarted_by_intermediate", "t4_set_by_terminal"])
def test_the_time_limit_starts_again_with_each_sign_of_life(name: str) -> None:
    end, desk = pay(name)
    assert end.end is DialogueEnd.COMPLETED
    assert desk.results == [APPROVED]


def test_a_command_that_the_driver_does_not_know_is_refused_and_the_payment_goes_on() -> None:
    end, desk = pay("clock_and_unknown_command")
    assert end.end is DialogueEnd.COMPLETED
    assert desk.results == [APPROVED]


# --- giving up ---


@pytest.mark.parametrize(("name", "approved"), [("abort_wins", False), ("abort_loses", True)])
def test_after_giving_up_the_payment_still_waits_for_its_verdict(name: str, approved: bool) -> None:
    async def script(desk: Desk) -> None:
        await desk.terminal.connect()
        paying = asyncio.ensure_future(desk.pay())
        while not desk.prompts:
            await asyncio.sleep(0.01)
        assert await desk.terminal.abort()
        assert await desk.terminal.abort()  # asked once, and once is enough
        assert (await paying).end is DialogueEnd.COMPLETED
        assert not await desk.terminal.abort()

    desk = on_transcript(name, script)
    assert [result.approved for result in desk.results] == [approved]


def test_a_terminal_whose_profile_forbids_it_is_not_asked_to_give_up() -> None:
    async def script(desk: Desk) -> None:
        await desk.terminal.connect()
        paying = asyncio.ensure_future(desk.pay())
        while not desk.prompts:
            await asyncio.sleep(0.01)
        assert not await desk.terminal.abort()
        await paying

    assert on_transcript("declined", script, profile="no_abort").terminal.capabilities.can_abort is False


# --- the last payment ---


def test_connecting_registers_and_learns_the_last_receipt_number() -> None:
    async def script(desk: Desk) -> None:
        assert await desk.terminal.connect() == TerminalReady(41, "65000028")
        assert (await desk.pay()).end is DialogueEnd.COMPLETED

    on_transcript("declined_then_completed", script)


@pytest.mark.parametrize(
    ("name", "receipt_no"),
    [
        ("last_payment_new", 42),
        ("last_payment_same", 41),
        ("last_payment_none_by_abort", None),
        ("last_payment_none_by_completion", None),
    ],
)
def test_after_a_lost_link_the_terminal_is_asked_on_a_new_one(name: str, receipt_no: int | None) -> None:
    async def script(desk: Desk) -> None:
        assert (await desk.connect_and_pay()).end is DialogueEnd.UNKNOWN
        last = await desk.terminal.last_payment("R1")
        assert last.is_idle
        assert (last.result and last.result.receipt_no) == receipt_no
        assert last == LastPayment(last.result, True)

    on_transcript(name, script)


@pytest.mark.parametrize(("name", "code"), [("last_payment_refused", "83"), ("last_payment_busy", "9C")])
def test_a_refused_question_is_no_proof_that_nothing_was_charged(name: str, code: str) -> None:
    async def script(desk: Desk) -> None:
        assert (await desk.connect_and_pay()).end is DialogueEnd.UNKNOWN
        with pytest.raises(Refused) as caught:
            await desk.terminal.last_payment("R1")
        assert caught.value.code == code

    on_transcript(name, script)


def test_a_question_whose_answer_is_lost_leaves_the_payment_unknown() -> None:
    async def script(desk: Desk) -> None:
        assert (await desk.connect_and_pay()).end is DialogueEnd.UNKNOWN
        with pytest.raises(Unplugged):
            await desk.terminal.last_payment("R1")

    on_transcript("last_payment_cut", script)


@pytest.mark.parametrize("options", [{}, {"empty": "refused"}])
def test_a_refused_question_before_a_payment_is_nothing_stored_only_where_the_technician_says_so(
    options: dict[str, str],
) -> None:
    async def script(desk: Desk) -> None:
        if options:
            assert await desk.terminal.connect() == TerminalReady(None, "65000028")
        else:
            with pytest.raises(Refused, match="83"):
                await desk.terminal.connect()

    on_transcript("connect_refused", script, **options)


def test_the_device_goes_on_with_the_link_that_a_question_opened() -> None:
    async def script(desk: Desk) -> None:
        task = asyncio.ensure_future(desk.terminal.run())
        await asyncio.sleep(1)
        last = await desk.terminal.last_payment("R1")
        assert last.result is not None
        await asyncio.sleep(60)
        assert not task.done()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    desk = on_transcript("last_payment_while_served", script)
    assert [health.state for health in desk.health] == [HealthState.STARTING, HealthState.READY, HealthState.ABSENT]


# --- registration and idle time ---


def test_a_terminal_for_another_currency_is_refused_at_registration() -> None:
    async def script(desk: Desk) -> None:
        with pytest.raises(Refused) as caught:
            await desk.terminal.connect()
        assert caught.value.code == "6F"

    on_transcript("registration_wrong_currency", script)


def test_a_terminal_that_wants_initialisation_says_so() -> None:
    async def script(desk: Desk) -> None:
        task = asyncio.ensure_future(desk.terminal.run())
        await asyncio.sleep(1)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    desk = on_transcript("registration_needs_initialisation", script)
    assert Reason.INITIALISATION_REQUIRED in [reason for health in desk.health for reason in health.reasons]


def test_an_idle_terminal_is_asked_for_its_condition_every_fifty_seconds() -> None:
    async def script(desk: Desk) -> None:
        task = asyncio.ensure_future(desk.terminal.run())
        await asyncio.sleep(60)
        assert desk.terminal.health.reasons == (Reason.RECONCILIATION_REQUIRED,)
        await asyncio.sleep(55)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    desk = on_transcript("idle_enquiries", script)
    assert [health.state for health in desk.health] == [
        HealthState.STARTING,
        HealthState.READY,
        HealthState.FAULT,
        HealthState.ABSENT,
    ]


def test_a_message_that_nobody_asked_for_ends_the_link() -> None:
    async def script(desk: Desk) -> None:
        task = asyncio.ensure_future(desk.terminal.run())
        await asyncio.sleep(40)
        with pytest.raises(Garbled, match="04 0F without being asked"):
            await task

    desk = on_transcript("idle_unasked", script)
    assert desk.terminal.health.reasons == (Reason.FORMAT_ERROR,)


def test_a_terminal_that_stays_silent_is_no_answer() -> None:
    async def script(desk: Desk) -> None:
        await desk.terminal.connect()
        assert (await desk.pay()).end is DialogueEnd.UNKNOWN
        with pytest.raises(Unplugged):
            await desk.terminal.connect()

    on_transcript("t3_no_answer", script)
    assert issubclass(NoAnswer, Exception)


def test_every_transcript_is_played_by_a_test() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    unused = {path.stem for path in WIRE.glob("*.wire") if f'"{path.stem}"' not in text}
    assert unused == set()  # "reconnect" is played by test_device_reconnect.py
