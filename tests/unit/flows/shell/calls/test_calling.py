"""A person called from any screen: sent by one touch, taken back by another, and never said to come before they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.blockers import DEV_REQUIRED_AWAY, SYS_STORAGE
from kiosk.domain.calls import ESCALATE_S, GONE_S, UNDO_S, Call, How, Stage, due_in_s, usual_wait_min
from kiosk.domain.goods.holds import holds
from kiosk.domain.goods.terms import Terms
from kiosk.domain.hours import Opening
from kiosk.domain.text import text
from kiosk.flows.base import (
    MASK,
    CancelConfirmed,
    CancelPressed,
    Event,
    PersonCalled,
    SheetClosed,
    StartTimer,
    TimedOut,
)
from kiosk.flows.checkout.attended.events import BlockerResolved
from kiosk.flows.checkout.events import Beep, FewerPressed, PayPressed, Scanned
from kiosk.flows.shell import EXAMPLES, Session, calling, frame
from kiosk.flows.shell.calling import (
    ESCALATE_TIMER,
    GONE_TIMER,
    NOTE_TIMER,
    CallAccepted,
    CallEnded,
    CallHeard,
    CallPlaced,
    CallWithdrawn,
    EndCall,
    PersonArrived,
    PersonDone,
    PlaceCall,
)
from kiosk.flows.shell.examples import SITE
from kiosk.flows.shell.session import Attract, OutOfService, PersonSheet, Started, Starting
from kiosk.store.codec import Codec
from tests.unit.flows.given import T0_MS, Glass, goods

SCANNING = EXAMPLES["checkout/Scanning"]
SOFIA = "Sofia"


def called(session: Session = SCANNING) -> Glass:
    glass = Glass(replace(session, sheet=None))
    glass.take(PersonCalled())
    return glass


def call_of(glass: Glass) -> Call:
    assert glass.session.call is not None
    return glass.session.call


def toast(glass: Glass) -> tuple[str, str]:
    shown = frame(glass.session).view.toast
    if shown is None:
        return "", ""
    return shown.text.key, shown.action.event if shown.action is not None else ""


def placed(glass: Glass) -> list[Call]:
    return [effect.call for effect in glass.effects if isinstance(effect, PlaceCall)]


def ended(glass: Glass) -> list[How]:
    return [effect.how for effect in glass.effects if isinstance(effect, EndCall)]


def armed(glass: Glass) -> dict[str, float]:
    return {effect.timer: effect.seconds for effect in glass.effects if isinstance(effect, StartTimer)}


def test_one_touch_sends_the_call_with_its_step_language_and_reasons_and_leaves_the_screen_alone() -> None:
    glass = called(EXAMPLES["checkin/Refused"])
    call = placed(glass)[0]
    assert call == call_of(glass)
    assert (call.step, call.language, call.stage) == ("checkin/Refused", "en", Stage.SENT)
    assert call.reasons
    assert all(reason.startswith("CKIN.") for reason in call.reasons)
    assert glass.session.screen == EXAMPLES["checkin/Refused"].screen
    assert glass.session.sheet is None
    assert toast(glass) == ("call.sent", "CallWithdrawn")


def test_a_question_goes_along_and_is_shown_by_no_repr_and_kept_by_no_journal() -> None:
    glass = Glass(SCANNING)
    glass.take(PersonCalled("seats", "AB1234567 is refused"))
    call = placed(glass)[0]
    assert (call.article, call.question) == ("seats", "AB1234567 is refused")
    assert "AB1234567" not in repr(call)
    assert "AB1234567" not in Codec().encode(CallPlaced(call, 1))
    again = calling.call_of((CallPlaced(replace(call, question=MASK), 1),))
    assert again is not None
    assert (again.article, again.question) == ("seats", "")  # what was not kept is not shown as its mask


def test_a_touch_within_eight_seconds_takes_it_back_and_the_boards_are_told() -> None:
    glass = called()
    assert armed(glass)[NOTE_TIMER] == UNDO_S
    glass.take(CallWithdrawn())
    assert ended(glass) == [How.UNDONE]
    assert toast(glass) == ("", "")
    assert frame(glass.session).call == ""
    glass.take(CallEnded(call_of(glass).id, How.UNDONE))
    assert glass.session.call is None


def test_later_it_is_withdrawn_from_the_sheet() -> None:
    glass = called()
    glass.take(TimedOut(NOTE_TIMER))
    assert toast(glass) == ("", "")
    glass.take(PersonCalled())
    assert glass.session.sheet == PersonSheet()
    sheet = frame(glass.session).sheet
    assert sheet is not None
    assert [action.event for action in sheet.actions] == ["SheetClosed", "CallWithdrawn"]
    glass.take(CallWithdrawn())
    assert ended(glass) == [How.WITHDRAWN]
    assert glass.session.sheet is None


def test_we_called_is_said_when_a_board_shows_it_and_coming_only_when_a_person_said_so() -> None:
    glass = called()
    call_id = call_of(glass).id
    assert toast(glass)[0] == "call.sent"
    glass.take(CallPlaced(call_of(glass), 0))
    assert toast(glass)[0] == "call.sent"
    glass.take(CallPlaced(call_of(glass), 2))
    assert toast(glass)[0] == "call.heard"
    glass.take(CallAccepted(call_id, SOFIA))
    assert toast(glass) == ("call.coming", "")
    assert frame(glass.session).call == Stage.COMING
    glass.take(PersonArrived(call_id))
    assert call_of(glass).stage is Stage.HERE
    glass.take(PersonDone(call_id))
    assert ended(glass) == [How.DONE]
    assert frame(glass.session).call == ""
    glass.take(CallEnded(call_id, How.DONE))
    assert glass.session.call is None


def test_every_board_sees_at_once_how_far_the_call_is_and_who_comes() -> None:
    glass = called()
    call_id = call_of(glass).id
    told = []
    for event in (
        CallHeard(call_id),
        CallAccepted(call_id, SOFIA),
        CallAccepted(call_id, "Bram"),
        PersonArrived(call_id),
    ):
        glass.take(event)
        told += [(call.stage, call.by) for call in placed(glass)]
    assert told == [(Stage.HEARD, ""), (Stage.COMING, SOFIA), (Stage.HERE, SOFIA)]


def test_who_gave_no_name_is_a_person() -> None:
    glass = called()
    glass.take(CallAccepted(call_of(glass).id, ""))
    assert toast(glass)[0] == "call.coming.somebody"


def test_the_name_of_who_comes_is_shown_by_no_repr() -> None:
    glass = called()
    glass.take(CallAccepted(call_of(glass).id, SOFIA))
    assert "Sofia" not in repr(glass.session)


@pytest.mark.parametrize(
    "event",
    [
        CallHeard("other"),
        CallAccepted("other", SOFIA),
        PersonArrived("other"),
        PersonDone("other"),
        CallEnded("other", How.DONE),
    ],
)
def test_an_answer_to_another_call_changes_nothing(event: CallHeard) -> None:
    glass = called()
    before = glass.session
    glass.take(event)
    assert glass.session is before


def test_an_acceptance_that_comes_after_the_customer_took_the_call_back_brings_nobody() -> None:
    glass = called()
    glass.take(CallWithdrawn())
    glass.take(CallAccepted(call_of(glass).id, SOFIA))
    assert call_of(glass).stage is Stage.ENDING


def test_it_grows_louder_after_30_60_and_120_seconds_and_then_says_where_a_person_is() -> None:
    glass = called()
    assert armed(glass)[ESCALATE_TIMER] == ESCALATE_S[0]
    levels = []
    for wait in (30, 30, 60):
        glass.take(TimedOut(ESCALATE_TIMER), after_s=wait)
        levels.append((placed(glass)[0].level, armed(glass).get(ESCALATE_TIMER)))
    assert levels == [(1, 30), (2, 60), (3, None)]
    assert toast(glass) == ("call.unanswered", "PersonCalled")
    glass.take(PersonCalled())
    sheet = frame(glass.session).sheet
    assert sheet is not None
    assert sheet.parts is not None
    assert {"desk", "phone", "hours"} <= sheet.parts.keys()
    glass.take(TimedOut(ESCALATE_TIMER))
    assert not placed(glass)


def test_a_call_that_was_accepted_grows_no_louder_and_never_expires() -> None:
    glass = called()
    glass.take(CallAccepted(call_of(glass).id, SOFIA))
    before = glass.session
    for timer in (ESCALATE_TIMER, GONE_TIMER):
        glass.take(TimedOut(timer))
        assert glass.session is before


def test_a_call_that_nobody_ever_accepted_ends_by_itself() -> None:
    glass = called()
    assert armed(glass)[GONE_TIMER] == GONE_S
    glass.take(TimedOut(GONE_TIMER))
    assert ended(glass) == [How.EXPIRED]


def test_outside_hours_nobody_is_called_and_the_sheet_says_when_and_where() -> None:
    glass = called(replace(SCANNING, site=replace(SCANNING.site, opening=Opening.CLOSED)))
    assert glass.session.call is None
    assert glass.session.sheet == PersonSheet()


@pytest.mark.parametrize("screen", [OutOfService(SYS_STORAGE), OutOfService(DEV_REQUIRED_AWAY, "terminal")])
def test_a_kiosk_that_is_out_of_service_still_calls_a_person(screen: OutOfService) -> None:
    glass = called(replace(SCANNING, screen=screen))
    assert glass.session.call is not None
    assert glass.session.screen == screen


def test_a_call_waits_no_longer_for_who_left_and_the_next_customer_sees_none_of_it() -> None:
    glass = called()
    glass.take(CancelPressed())
    glass.take(CancelConfirmed())
    assert isinstance(glass.session.screen, Attract)
    assert ended(glass) == [How.LEFT]
    assert frame(glass.session).call == ""


def test_who_called_from_the_first_picture_is_still_called_for() -> None:
    glass = called(EXAMPLES["shell/Attract"])
    glass.take(SheetClosed())
    assert call_of(glass).is_waiting


def test_a_removal_is_told_before_the_call_and_the_call_stays_in_the_strip() -> None:
    glass = called(EXAMPLES["checkout/Scanning-undo"])
    assert toast(glass) == ("checkout.removed", "UndoPressed")
    assert frame(glass.session).strip.called is not None


@pytest.mark.parametrize(("age_s", "due_s"), [(0, 30), (29, 1), (31, 0), (500, 0)])
def test_a_restart_places_the_call_again_and_goes_on_counting(age_s: int, due_s: int) -> None:
    found = Call("c1", T0_MS - age_s * 1000, "checkout/Scanning", (), "nl", stage=Stage.HEARD)
    glass = Glass(replace(SCANNING, screen=Starting(), id=""))
    glass.take(Started(call=found))
    assert placed(glass) == [found]
    assert call_of(glass).stage is Stage.SENT
    assert armed(glass)[ESCALATE_TIMER] == due_s
    assert armed(glass)[GONE_TIMER] == GONE_S - age_s


def test_a_restart_keeps_who_is_coming_and_finishes_an_end_that_was_cut_off() -> None:
    coming = Call("c1", T0_MS, "checkout/Scanning", (), "nl", stage=Stage.COMING, by=SOFIA)
    glass = Glass(replace(SCANNING, screen=Starting(), id=""))
    glass.take(Started(call=coming))
    assert call_of(glass) == coming
    assert ESCALATE_TIMER not in armed(glass)
    again = Glass(replace(SCANNING, screen=Starting(), id=""))
    again.take(Started(call=replace(coming, stage=Stage.ENDING, how=How.LEFT)))
    assert ended(again) == [How.LEFT]


def test_a_clock_that_was_set_back_makes_nobody_wait_longer() -> None:
    call = Call("c1", T0_MS + 3_600_000, "checkout/Scanning", (), "nl")
    assert due_in_s(call, T0_MS) == ESCALATE_S[0]
    assert due_in_s(replace(call, level=3), T0_MS) == 0


def test_the_usual_wait_is_the_median_of_the_last_twenty_in_whole_minutes() -> None:
    assert usual_wait_min(()) is None
    assert usual_wait_min((0,)) == 1
    assert usual_wait_min((10, 300, 61)) == 2
    assert usual_wait_min((1000,) * 30 + (30,) * 20) == 1


def test_each_acceptance_teaches_how_long_it_usually_takes_and_who_waits_is_told() -> None:
    glass = called()
    glass.take(CallAccepted(call_of(glass).id, SOFIA), after_s=90)
    assert glass.session.waited_s == (90,)
    glass.take(CallEnded(call_of(glass).id, How.DONE))
    glass.take(PersonCalled())
    glass.take(PersonCalled())
    sheet = frame(glass.session).sheet
    assert sheet is not None
    assert sheet.lines == (text("call.wait", n=2),)


def test_who_took_a_call_back_may_call_again_while_the_boards_are_still_being_told() -> None:
    glass = called()
    first = call_of(glass).id
    glass.take(CallWithdrawn())
    glass.take(PersonCalled())
    assert placed(glass)[0].id == call_of(glass).id != first
    glass.take(CallEnded(first, How.UNDONE))
    assert call_of(glass).is_waiting


def test_the_word_that_nobody_answered_goes_once_it_was_read_where_a_person_is() -> None:
    glass = called()
    for wait in (30, 30, 60):
        glass.take(TimedOut(ESCALATE_TIMER), after_s=wait)
    glass.take(PersonCalled())
    glass.take(SheetClosed())
    assert toast(glass) == ("", "")
    assert frame(glass.session).strip.called is not None


def held(*more: Event, opening: Opening = Opening.OPEN) -> Glass:
    """Bring wine to a glass and want to pay."""
    wine = replace(goods(2), terms=Terms(min_age=18))
    glass = Glass(Session(replace(SITE, opening=opening), SITE.language))
    glass.take(Started(()), Scanned(goods(0)), Scanned(wine), *more, PayPressed())
    return glass


def test_who_wants_to_pay_what_only_staff_can_let_through_is_waited_for_with_the_reason() -> None:
    glass = held()
    assert call_of(glass).reasons == ("ITEM.AGE_CHECK",)
    assert placed(glass) == [glass.session.call]
    assert toast(glass)[1] == "CallWithdrawn"
    assert list(glass.effects).count(Beep("attention")) == 1


def test_scanning_alone_sends_for_nobody_and_a_second_press_sends_no_second_call() -> None:
    glass = held()
    first = call_of(glass).id
    glass.take(Scanned(goods(1)), PayPressed())
    assert (call_of(glass).id, placed(glass), glass.session.sheet) == (first, [], None)


def test_a_call_that_was_taken_back_is_sent_again_by_the_next_press_alone() -> None:
    glass = held()
    glass.take(CallWithdrawn(), CallEnded(call_of(glass).id, How.UNDONE), Scanned(goods(1)))
    assert glass.session.call is None
    glass.take(PayPressed())
    assert call_of(glass).is_open


def test_nobody_is_sent_for_when_nobody_is_there_or_nothing_is_for_staff_to_let_through() -> None:
    assert held(opening=Opening.CLOSED).session.call is None
    assert held(FewerPressed(2)).session.call is None
    serial = Glass(Session(SITE, SITE.language))
    serial.take(Started(()), Scanned(replace(goods(3), terms=Terms(needs_serial=True))), PayPressed())
    assert serial.session.call is None


def settled(glass: Glass, way: str = "approve") -> Glass:
    """Have staff say at the glass that all of it is right."""
    sale = glass.session.sales[-1]
    for own in holds(sale):
        glass.take(BlockerResolved(sale.version, own.id, way, "sofia"))
        sale = glass.session.sales[-1]
    return glass


@pytest.mark.parametrize("way", ["approve", "refuse"])
def test_what_staff_settled_at_the_glass_ends_the_call_it_was_about(way: str) -> None:
    glass = settled(held(), way)
    assert ended(glass) == [How.DONE]
    assert toast(glass) == ("", "")
    assert not call_of(glass).is_open


def test_a_call_about_something_else_goes_on_when_staff_settle_what_stood_there() -> None:
    glass = held()
    glass.take(CallWithdrawn(), CallEnded(call_of(glass).id, How.UNDONE))
    glass = settled(glass)
    glass.take(PersonCalled())
    assert call_of(glass).reasons == ()
    before = glass.session.call
    assert settled(glass).session.call == before
