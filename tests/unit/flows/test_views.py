"""What the flows show: every word exists in every catalogue, and what can be pressed sends an event of the glass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

import pytest

from kiosk.domain.money import Money
from kiosk.domain.text import LocalText, Text, text
from kiosk.flows.base import Action, DeviceChanged, Event, ForPayment, Rows
from kiosk.flows.checkout import step, view
from kiosk.flows.checkout.events import PrintPressed, Released, Scanned, TerminalAnswered
from kiosk.flows.checkout.paying import PHASES
from kiosk.flows.checkout.states import Declined, Ended, Paying, Phase, Receipt, Scanning
from kiosk.flows.diagram import mermaid
from kiosk.flows.intents import NotAnEvent, event_of, kinds
from kiosk.flows.registry import flows
from kiosk.flows.shell import EXAMPLES, Session, frame
from kiosk.flows.shell import SCREENS as SHELL_SCREENS
from kiosk.flows.shell import examples as shell_examples
from kiosk.flows.shell.session import FlowChosen, InFlow
from kiosk.phrases import phrase
from kiosk.words import LANGUAGES, SiteFormat, Words
from tests.unit.flows.given import Checkout, Clock, Glass, goods, without

EVERY = pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)


def inside(value: object) -> Iterator[object]:
    """Yield everything a frame holds, rows included."""
    yield value
    if isinstance(value, Rows):
        for item in value.items:
            yield from inside(value.row(item))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from inside(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from inside(part)
    elif is_dataclass(value) and not isinstance(value, Text | LocalText | Money | type):
        for own in fields(value):
            yield from inside(getattr(value, own.name))


def pressables(session: Session) -> Iterator[tuple[str, Mapping[str, int | str]]]:
    """Yield event and arguments of everything a frame lets a customer press."""
    for part in inside(frame(session)):
        if isinstance(part, Action):
            yield part.event, dict(part.args)
        elif isinstance(part, Mapping) and isinstance(part.get("event"), str):
            yield part["event"], part.get("args", {})


@pytest.mark.parametrize("language", LANGUAGES)
@EVERY
def test_every_word_of_a_frame_can_be_said(example: Session, language: str) -> None:
    words = Words(language, SiteFormat())
    said = [
        phrase(part, words)
        for part in inside(frame(replace(example, site=replace(example.site, language=language))))
        if isinstance(part, Text | LocalText | Money)
    ]
    assert said
    assert all(text.strip() for text in said)


@EVERY
def test_whatever_can_be_pressed_sends_an_event_of_the_glass(example: Session) -> None:
    pressed = list(pressables(example))
    assert pressed
    for name, args in pressed:
        made = event_of(name, args)
        assert isinstance(made, Event)
        assert made.is_activity


@EVERY
def test_help_a_person_and_the_languages_are_in_the_strip_of_every_picture(example: Session) -> None:
    strip = frame(example).strip
    assert (strip.help.event, strip.call.event, strip.language.event) == (
        "HelpPressed",
        "PersonCalled",
        "LanguagePressed",
    )


@EVERY
def test_a_picture_has_at_most_one_obvious_action_and_it_changes_something(example: Session) -> None:
    primary = frame(example).view.primary
    if primary is None or not primary.is_enabled or primary.is_busy:
        return
    glass = Glass(replace(example, sheet=None))
    glass.take(event_of(primary.event, dict(primary.args)))
    assert glass.took


def test_every_screen_has_an_example_and_the_hard_cases_are_among_them() -> None:
    for name, flow in flows().items():
        assert {type(state) for state in flow.EXAMPLES.values()} == set(flow.SCREENS)
        assert name in {session.screen.flow for session in EXAMPLES.values() if isinstance(session.screen, InFlow)}
    shell = {type(session.screen) for session in EXAMPLES.values()} - {InFlow}
    assert shell == set(SHELL_SCREENS)
    many = flows()["checkout"].EXAMPLES["Scanning-200"]
    assert len(many.sale.lines) == 200
    assert shell_examples.SITE.is_demo


# --- what depends on devices and phases -----------------------------------------------------------------------------


def parts_of(state: object, site: object = shell_examples.SITE) -> Mapping[str, object]:
    return view(state, site).parts  # type: ignore[arg-type]  # one of the flow's own states


@pytest.mark.parametrize(
    ("reasons", "code"),
    [
        ((), "blocker.DEV.PRINTER_AWAY.title"),
        (("MEDIA_EMPTY",), "blocker.DEV.PRINTER_PAPER_OUT.title"),
        (("COVER_OPEN",), "blocker.DEV.PRINTER_COVER_OPEN.title"),
    ],
)
def test_a_printer_that_cannot_print_is_said_before_scanning_with_its_reason(
    reasons: tuple[str, ...], code: str
) -> None:
    gone = DeviceChanged("printer", "NEEDS_PERSON", False, reasons)
    devices = {**shell_examples.DEVICES, "printer": gone}
    banner = parts_of(Checkout().scan().state, replace(shell_examples.SITE, devices=devices))["banner"]
    assert isinstance(banner, Mapping)
    assert banner["title"] == Text(code)


def test_a_printer_nobody_has_is_away() -> None:
    devices = {name: own for name, own in shell_examples.DEVICES.items() if name != "printer"}
    banner = parts_of(Checkout().scan().state, replace(shell_examples.SITE, devices=devices))["banner"]
    assert isinstance(banner, Mapping)
    assert banner["title"] == Text("blocker.DEV.PRINTER_AWAY.title")


def test_a_scanner_that_is_away_is_said_and_what_was_scanned_last_is_said_before_it() -> None:
    site = without("scanner", "printer")
    banner = parts_of(Scanning(Checkout().sale), site)["banner"]
    assert isinstance(banner, Mapping)
    assert banner["title"] == Text("blocker.DEV.SCANNER_AWAY.title")
    run = Checkout(site=site)
    run.take(Scanned(None))
    banner = parts_of(run.state, site)["banner"]
    assert isinstance(banner, Mapping)
    assert banner["title"] == Text("blocker.ITEM.UNKNOWN.title")


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("prompt", ["", *PHASES])
def test_every_phase_and_prompt_of_the_terminal_has_its_words(phase: Phase, prompt: str) -> None:
    state = Checkout().sent().state
    assert isinstance(state, Paying)
    state = replace(state, phase=phase, prompt=prompt)
    shown = view(state, shell_examples.SITE)
    for part in inside(shown):
        if isinstance(part, Text):
            assert phrase(part, Words("en", SiteFormat()))
    assert shown.back is not None
    assert shown.back.is_enabled == (phase in (Phase.CONNECTING, Phase.PRESENT))


def test_a_scan_while_paying_is_answered() -> None:
    run = Checkout().sent()
    run.take(Scanned(goods()))
    assert run.took


@pytest.mark.parametrize(
    ("refusal", "key"),
    [("card", "again"), ("unreadable", "again"), ("link", "retry"), ("not_received", "retry"), ("cancelled", "retry")],
)
def test_another_card_is_asked_for_only_where_the_card_was_the_reason(refusal: str, key: str) -> None:
    shown = view(Declined(Checkout().declined().sale, refusal), without())
    assert shown.primary is not None
    assert shown.primary.label == text(f"checkout.declined.{key}")


def test_a_receipt_says_what_card_paid_and_nothing_when_none_did() -> None:
    paid = Checkout().receipt()
    assert parts_of(paid.state)["card_text"] == Text("checkout.card_ending", (("last4", "4471"),))
    free = Checkout()
    free.take(Scanned(goods(minor=0)))
    free.intended()
    free.take(Released(free.sale.id))
    assert isinstance(free.state, Receipt)
    assert parts_of(free.state)["card_text"] is None


def test_without_a_printer_leaving_is_the_obvious_action_and_while_paper_runs_it_is_not_offered() -> None:
    shown = view(Checkout().receipt().state, without("printer"))
    assert (shown.primary and shown.primary.event, shown.secondary) == ("NoReceiptPressed", None)
    run = Checkout().receipt()
    run.take(PrintPressed())
    printing = view(run.state, without("printer"))
    assert printing.primary is not None
    assert printing.primary.is_busy
    assert printing.secondary is not None
    assert not printing.secondary.is_enabled


def test_what_is_over_has_a_view_that_nobody_sees() -> None:
    assert view(Ended(Checkout().sale), shell_examples.SITE).timeout_s is None


# --- what the glass may send ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("NoSuchEvent", {}),
        ("MorePressed", {}),
        ("MorePressed", {"n": 1, "m": 2}),
        ("TimedOut", {"timer": "shell.idle"}),
        ("DeviceChanged", {"device": "terminal", "state": "READY", "is_usable": 1}),
        ("TerminalConnected", {"attempt_id": "a", "terminal_id": "t", "prior_receipt_no": 1}),
        ("TerminalPrompted", {"attempt_id": "a", "prompt": "bank"}),
        ("DialogueEnded", {"attempt_id": "a", "end": "completed"}),
        ("Released", {"sale_id": "s"}),
        ("PrintEnded", {"job_id": "j", "verdict": "DONE"}),
        ("ServiceLost", {"code": "SYS.STORAGE"}),
        ("EffectFailed", {"effect": "SendPayment", "key": "a"}),
    ],
)
def test_the_glass_cannot_send_what_is_no_event_or_what_only_a_device_may_say(
    name: str, args: dict[str, int | str]
) -> None:
    with pytest.raises(NotAnEvent, match=name):
        event_of(name, args)


def test_what_the_glass_names_becomes_an_event() -> None:
    assert event_of("FlowChosen", {"flow": "checkout"}) == FlowChosen("checkout")
    assert kinds()["TerminalAnswered"] is TerminalAnswered


def test_flows_are_found_by_being_there() -> None:
    assert list(flows()) == ["checkout", "checkin"]
    for flow in flows().values():
        assert set(flow.MOVES) - {ForPayment} == set(flow.SCREENS)
        assert flow.begin(None, Clock().stamp(), shell_examples.SITE, "s") is not None


# --- what no union names --------------------------------------------------------------------------------------------


def test_a_state_screen_or_sheet_nobody_knows_is_a_fault_of_the_program() -> None:
    strange = "a state of another program"
    at, site = Clock().stamp(), shell_examples.SITE
    with pytest.raises(AssertionError):
        step(strange, Scanned(goods()), at, site)  # type: ignore[arg-type]  # what mypy forbids, memory may hold
    with pytest.raises(AssertionError):
        view(strange, site)  # type: ignore[arg-type]  # the same
    for example in (replace(EXAMPLES["shell/Home"], screen=strange), replace(EXAMPLES["shell/Home"], sheet=strange)):  # type: ignore[arg-type]  # the same
        with pytest.raises(AssertionError):
            frame(example)


# --- the map of screens ---------------------------------------------------------------------------------------------


def test_the_map_is_drawn_once_for_each_move_between_two_pictures() -> None:
    drawn = mermaid([("a/Two", "a/One"), ("a/One", "a/Two"), ("a/One", "a/One"), ("a/One", "a/Two")])
    assert drawn == "stateDiagram-v2\n    a_One --> a_Two\n    a_Two --> a_One\n"


def test_a_flow_has_no_names_but_its_own() -> None:
    with pytest.raises(AttributeError, match="NO_SUCH_NAME"):
        _ = flows()["checkout"].NO_SUCH_NAME  # type: ignore[attr-defined]  # what the test is about
