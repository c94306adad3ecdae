"""The runtime: one event at a time, durable before it is shown, shown before it is done."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pytest

from kiosk.domain.sale import Sale
from kiosk.domain.stamp import Stamp
from kiosk.flows import registry
from kiosk.flows.assist.events import ReasonChosen
from kiosk.flows.base import (
    PLAIN,
    Abandoned,
    Effect,
    EffectFailed,
    Event,
    HelpPressed,
    LanguageChosen,
    PersonCalled,
    StartTimer,
    TimedOut,
)
from kiosk.flows.checkout.events import (
    ConnectTerminal,
    DialogueEnded,
    PayPressed,
    Scanned,
    SendPayment,
    TerminalAnswered,
    TerminalConnected,
)
from kiosk.flows.checkout.inquiry import ASK_TIMER
from kiosk.flows.checkout.states import Paying, Scanning
from kiosk.flows.shell import EXAMPLES, Frame, Session
from kiosk.flows.shell.calling import PlaceCall
from kiosk.flows.shell.session import Attract, OutOfService, Over, Started, StartPressed
from kiosk.flows.shell.waiting import IDLE_TIMER, LEAVE_TIMER
from kiosk.flows.staffed import AskPermit
from kiosk.runtime import NoJournal, Runtime, SystemClock
from tests.unit.flows.given import Checkout, Clock, goods
from tests.virtual_time import run

STARTING = EXAMPLES["shell/Starting"]


class Trail:
    """Writes down what happened in which order; fails where it is told to."""

    def __init__(self, session: Session = STARTING) -> None:
        self.steps: list[str] = []
        self.committed: list[tuple[Event, str, tuple[Sale, ...], tuple[Sale, ...]]] = []
        self.effects: list[Effect] = []
        self.fails_at = ""
        self.holds: asyncio.Event | None = None
        self.runtime = Runtime(session, self, self.perform, self.show, Clock())

    async def commit(
        self, event: Event, at: Stamp, session_id: str, before: tuple[Sale, ...], after: tuple[Sale, ...]
    ) -> int:
        self.steps.append(f"commit {type(event).__name__}")
        if self.holds is not None:
            await self.holds.wait()
        self._fail("commit")
        self.committed.append((event, session_id, before, after))
        self.steps.append("durable")
        return len(self.committed)

    def show(self, frame: Frame) -> None:
        self.steps.append(f"show {frame.screen}")
        self._fail(frame.screen)

    def perform(self, effect: Effect) -> None:
        self.steps.append(f"do {type(effect).__name__}")
        self.effects.append(effect)
        self._fail(type(effect).__name__)

    def _fail(self, what: str) -> None:
        if self.fails_at == what:
            raise RuntimeError(f"{what} fails")

    def take(self, *events: Event) -> list[str]:
        """Take events; return the steps of the last."""

        async def all_of_them() -> None:
            for event in events:
                self.steps.clear()
                await self.runtime.take(event)

        run(all_of_them())
        return self.steps

    @property
    def screen(self) -> object:
        return self.runtime.session.screen


def paying() -> tuple[Trail, str]:
    trail = Trail()
    trail.take(Started(), Scanned(goods()), PayPressed())
    state = getattr(trail.screen, "state", None)
    assert isinstance(state, Paying)
    return trail, state.attempt_id


# --- what fails -----------------------------------------------------------------------------------------------------


@pytest.mark.allowed_logs("ERROR kiosk.runtime: commit of Scanned failed: outcome unknown .*commit fails")
def test_a_commit_that_fails_shows_nothing_of_it_does_nothing_and_leaves_service() -> None:
    trail = Trail()
    trail.take(Started())
    trail.fails_at = "commit"
    assert trail.take(Scanned(goods())) == ["commit Scanned", "show shell/OutOfService"]
    assert trail.screen == OutOfService("SYS.STORAGE")
    assert trail.runtime.session.sales == ()


@pytest.mark.allowed_logs("commit of TerminalConnected failed")
def test_a_payment_whose_commit_failed_is_never_sent() -> None:
    trail, of = paying()
    trail.fails_at = "commit"
    trail.take(TerminalConnected(of, "T1", 11))
    assert not any(isinstance(effect, SendPayment) for effect in trail.effects)


@pytest.mark.allowed_logs("commit of Scanned failed")
def test_after_that_nothing_is_sold_or_written_and_language_and_help_still_work() -> None:
    trail = Trail()
    trail.take(Started())
    trail.fails_at = "commit"
    trail.take(Scanned(goods()))
    trail.fails_at = ""
    done = len(trail.committed)
    assert trail.take(Scanned(goods())) == []
    assert trail.take(StartPressed()) == []
    assert trail.take(LanguageChosen("nl")) == ["show shell/OutOfService"]
    assert trail.runtime.session.site.language == "nl"
    assert trail.take(HelpPressed()) == ["show help/Topics", "do FindHelp", "do StartTimer", "do StopTimer"]
    assert len(trail.committed) == done


def test_out_of_service_a_payment_behind_the_glass_does_nothing_that_is_not_durable() -> None:
    """Money goes back behind the glass: its timer runs out when nothing can be written any more."""
    paid = Checkout().unclear()
    asked = replace(EXAMPLES["shell/Attract"], inquiry=paid.state.inquiry)  # type: ignore[union-attr]  # as made above
    trail = Trail(asked)
    trail.runtime.leave_service("SYS.STORAGE")
    trail.take(TimedOut(ASK_TIMER))
    assert trail.effects == []


def test_out_of_service_help_opens_and_its_time_runs_out() -> None:
    trail = Trail()
    trail.runtime.leave_service("SYS.STORAGE")
    trail.take(HelpPressed())
    assert StartTimer(IDLE_TIMER, 120) in trail.effects
    trail.take(TimedOut(IDLE_TIMER))
    trail.take(TimedOut(LEAVE_TIMER))
    assert trail.runtime.session.over is None
    assert trail.screen == OutOfService("SYS.STORAGE")
    assert trail.committed == []


def test_out_of_service_a_person_can_still_be_called() -> None:
    trail = Trail()
    trail.runtime.leave_service("SYS.STORAGE")
    trail.take(PersonCalled())
    assert [type(effect) for effect in trail.effects if isinstance(effect, PlaceCall)] == [PlaceCall]
    assert trail.screen == OutOfService("SYS.STORAGE")


def test_out_of_service_a_page_of_staff_hears_that_nobody_does_what_it_waits_for() -> None:
    trail = Trail(EXAMPLES["shell/Attract"])
    trail.runtime.leave_service("SYS.STORAGE")
    over = Over("assist", registry.guests()["assist"].EXAMPLES["Reason"], "en", PLAIN)
    trail.runtime.session = replace(trail.runtime.session, over=over)
    trail.take(ReasonChosen("damaged"))
    assert AskPermit not in {type(effect) for effect in trail.effects}
    assert [type(event) for event in trail.runtime._events] == [EffectFailed]  # noqa: SLF001  # what it has queued


@pytest.mark.allowed_logs("ERROR kiosk.runtime: step raised on TerminalAnswered")
def test_a_step_that_raises_leaves_service_and_keeps_the_last_durable_sale() -> None:
    trail, of = paying()
    trail.take(TerminalConnected(of, "T1", 11))
    assert trail.take(TerminalAnswered(of, None)) == ["show shell/OutOfService"]  # type: ignore[arg-type]  # a fault of a driver
    assert trail.screen == OutOfService("SYS.SOFTWARE")
    assert trail.committed[-1][3][0].attempts[0].state == "SENT"


@pytest.mark.allowed_logs("ERROR kiosk.runtime: showing InFlow raised .*Paying fails")
def test_a_picture_that_raises_leaves_service_and_what_is_durable_is_still_done() -> None:
    trail, of = paying()
    trail.fails_at = "checkout/Paying"
    assert trail.take(TerminalConnected(of, "T1", 11)) == [
        "commit TerminalConnected",
        "durable",
        "show checkout/Paying",
        "show shell/OutOfService",
        "do SendPayment",
    ]
    assert trail.screen == OutOfService("SYS.SOFTWARE")


@pytest.mark.allowed_logs("showing Attract raised", "showing OutOfService raised")
def test_a_glass_that_shows_nothing_at_all_does_not_stop_the_runtime() -> None:
    trail = Trail()

    def dead(_frame: Frame) -> None:
        raise RuntimeError("no glass")

    trail.runtime = Runtime(STARTING, trail, trail.perform, dead, Clock())
    trail.take(Started())
    assert trail.screen == OutOfService("SYS.SOFTWARE")


@pytest.mark.allowed_logs("ERROR kiosk.runtime: ConnectTerminal raised at once")
def test_a_performer_that_raises_is_told_to_the_flow_that_waits_for_it() -> None:
    trail = Trail()
    trail.take(Started(), Scanned(goods()))
    trail.fails_at = "ConnectTerminal"

    async def pay() -> None:
        serving = asyncio.create_task(trail.runtime.run())
        trail.runtime.post(PayPressed())
        for _ in range(200):
            if isinstance(getattr(trail.screen, "state", None), Scanning) and "commit EffectFailed" in trail.steps:
                break
            await asyncio.sleep(0)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)

    run(pay())
    assert [type(event) for event, *_ in trail.committed[-2:]] == [PayPressed, EffectFailed]
    assert trail.runtime.session.sales[0].state == "OPEN"


def test_without_a_journal_nothing_can_be_committed() -> None:
    async def commit() -> None:
        await NoJournal().commit(Abandoned(), Clock().stamp(), "", (), ())

    with pytest.raises(RuntimeError, match="no journal"):
        run(commit())


# --- the order ------------------------------------------------------------------------------------------------------


def test_an_event_is_durable_before_it_is_shown_and_shown_before_it_is_done() -> None:
    trail = Trail()
    assert trail.take(Started(), Scanned(goods()), PayPressed()) == [
        "commit PayPressed",
        "durable",
        "show checkout/Paying",
        "do StopTimer",
        "do ConnectTerminal",
        "do StopTimer",
        "do StopTimer",
    ]
    assert isinstance(trail.effects[-3], ConnectTerminal)


def test_the_journal_gets_the_sales_before_and_after_under_the_session_that_holds_them() -> None:
    trail = Trail()
    trail.take(Started(), Scanned(goods()), Scanned(goods(1)))
    event, session_id, before, after = trail.committed[-1]
    assert isinstance(event, Scanned)
    assert session_id == trail.runtime.session.id != ""
    assert [len(sale.lines) for sale in (*before, *after)] == [1, 2]
    assert before[0].id == after[0].id


def test_the_event_that_ends_a_session_is_written_under_it() -> None:
    trail = Trail()
    trail.take(Started(), Scanned(goods()))
    own = trail.runtime.session.id
    trail.take(TimedOut("shell.idle"), TimedOut("shell.leave"))
    assert trail.screen == Attract()
    assert trail.committed[-1][1] == own
    assert trail.committed[-1][3][0].state == "SUSPENDED"


def test_an_event_nobody_takes_is_neither_written_nor_shown() -> None:
    trail = Trail()
    trail.take(Started())
    for late in (DialogueEnded("gone", "completed"), TimedOut("gone"), EffectFailed("Beep", ""), PayPressed()):
        assert trail.take(late) == []


def test_a_second_event_waits_until_the_first_is_durable() -> None:
    trail = Trail()
    trail.take(Started())

    async def two() -> None:
        trail.holds = asyncio.Event()
        serving = asyncio.create_task(trail.runtime.run())
        trail.steps.clear()
        trail.runtime.post(Scanned(goods()))
        trail.runtime.post(Scanned(goods(1)))
        for _ in range(20):
            await asyncio.sleep(0)
        assert trail.steps == ["commit Scanned"]
        trail.holds.set()
        for _ in range(200):
            if len(trail.runtime.session.sales[0].lines if trail.runtime.session.sales else ()) == 2:
                break
            await asyncio.sleep(0)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)

    run(two())
    assert trail.steps[:5] == ["commit Scanned", "durable", "show checkout/Scanning", "do Beep", "do StopTimer"]
    assert trail.steps.count("durable") == 2


def test_events_that_come_while_nothing_happens_are_taken_each_time() -> None:
    trail = Trail()

    async def taken(*events: Event) -> None:
        many = len(trail.committed) + len(events)
        for event in events:  # the second comes before the first has woken anybody
            trail.runtime.post(event)
        for _ in range(200):
            if len(trail.committed) == many:
                break
            await asyncio.sleep(0)
        assert [type(event) for event, *_ in trail.committed[-len(events) :]] == [type(event) for event in events]

    async def idle_then_busy() -> None:
        serving = asyncio.create_task(trail.runtime.run())
        await asyncio.sleep(0)
        await taken(Started(), Scanned(goods()))
        await asyncio.sleep(0)
        await taken(Scanned(goods(1)))
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)

    run(idle_then_busy())


def test_time_outs_reach_the_performer_of_timers() -> None:
    trail = Trail()
    trail.take(Started(), StartPressed())
    assert any(isinstance(effect, StartTimer) for effect in trail.effects)


def test_the_clock_of_the_machine_goes_forward_and_draws_anew() -> None:
    one, other = SystemClock().stamp(), SystemClock().stamp()
    assert other.mono_ms >= one.mono_ms
    assert one.draw != other.draw
    assert max(one.draw, other.draw) < 2**74
    assert abs(one.utc_ms - time.time_ns() // 1_000_000) < 60_000
    assert abs(one.mono_ms - time.monotonic_ns() // 1_000_000) < 60_000
