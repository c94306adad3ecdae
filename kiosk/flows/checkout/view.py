"""What each state of a checkout shows, in unfinished words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import assert_never, cast

from kiosk.domain.aside.keeping import may_keep
from kiosk.domain.basket import can_grow, is_countable
from kiosk.domain.blockers import Blocker
from kiosk.domain.goods.holds import holds, needs_price, needs_serial
from kiosk.domain.money import Money
from kiosk.domain.payment import reopen
from kiosk.domain.sale import Line, Sale
from kiosk.domain.stamp import short_id
from kiosk.domain.text import LocalText, Text, text
from kiosk.flows.base import Action, Rows, Site, Toast, View, Viewable
from kiosk.flows.checkout.aside.keeping import code_left, keeping_view
from kiosk.flows.checkout.attended.view import line_note, refunding_view, reprinting_view
from kiosk.flows.checkout.loose.choosing import sells_loose
from kiosk.flows.checkout.loose.states import Choosing, Naming, Weighing
from kiosk.flows.checkout.loose.view import FIND, choosing_view, kilograms, naming_view, weighing_view
from kiosk.flows.checkout.paid_view import (
    banner,
    printer_note,
    receipt_view,
    slip_action,
    slip_note,
    step_of,
    thank_you_view,
)
from kiosk.flows.checkout.paying import can_share, is_unheard, still_due
from kiosk.flows.checkout.receipt import is_printing
from kiosk.flows.checkout.states import (
    Declined,
    Ended,
    GivingBack,
    Keeping,
    PartPaid,
    Paying,
    PaymentUnclear,
    Phase,
    Receipt,
    Refunding,
    Reprinting,
    ResumeOffer,
    Returned,
    Scanning,
    State,
    ThankYou,
    Typing,
)
from kiosk.flows.checkout.undoing.stages import is_part_paid
from kiosk.flows.checkout.undoing.view import giving_back_view, part_paid_view, returned_view

CANCEL = Action(text("action.cancel"), "CancelPressed", icon="x")
BACK = Action(text("action.back"), "BackPressed", icon="arrow-left")
UNDO = Toast(text("checkout.removed"), Action(text("action.undo"), "UndoPressed", icon="undo-2"))
KEEP = Action(text("checkout.keep"), "KeepPressed", icon="clock")
TYPE = Action(text("checkout.typing.title"), "TypePressed", icon="keyboard")
LONGEST_CODE = 14  # digits of the longest number that stands below a barcode of goods
CODE_GROUPS = (1, 6)  # as they are printed below an EAN-13, which most goods carry
SAMPLE_CODE = "9 520000 000004"  # on the picture: an example number, GS1 prefix 952
REFUSALS = frozenset({"card", "unreadable", "cancelled", "link", "not_received"})
OF_THE_CARD = frozenset({"card", "unreadable"})


def view(state: State, site: Site) -> View:
    """Return the view of a state."""
    match state:
        case Scanning():
            return _scanning(state, site)
        case Typing():
            return _typing(state)
        case Choosing():
            return choosing_view(state)
        case Naming():
            return naming_view(state)
        case Weighing():
            return weighing_view(state, site)
        case Keeping():
            return keeping_view(state, site)
        case ResumeOffer():
            return _offer(state)
        case Paying():
            return _paying(state)
        case PartPaid():
            return part_paid_view(state)
        case GivingBack():
            return giving_back_view(state, site)
        case Returned():
            return returned_view(state, site)
        case Declined():
            return _declined(state)
        case PaymentUnclear():
            return _unclear(state, site)
        case Receipt():
            return receipt_view(state, site)
        case Refunding():
            return refunding_view(state)
        case Reprinting():
            return reprinting_view(state, site)
        case ThankYou():
            return thank_you_view(state, site)
        case Ended():
            return View(text("checkout.thank_you.title"), timeout_s=None)
        case _:
            assert_never(state)


# --- the basket -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rows:
    """Gives the view of a line; the newest is told apart."""

    newest_n: int | None

    def __call__(self, item: object) -> Mapping[str, Viewable]:
        line = cast(Line, item)
        is_newest = line.n == self.newest_n
        fewer = "action.remove_line" if line.qty == 1 else "action.one_fewer"
        return {
            "n": line.n,
            "art": line.art,
            "name": line.name,
            "detail": _added(line) if is_newest else _detail(line),
            "quantity": str(line.qty) if is_countable(line) else "",
            "amount": line.total,
            "is_newest": is_newest,
            "can_more": can_grow(line),
            "fewer_is_bin": line.qty == 1,
            "more": Action(text("action.one_more", name=line.name), "MorePressed", (("n", line.n),), "plus"),
            "fewer": Action(
                text(fewer, name=line.name), "FewerPressed", (("n", line.n),), "trash-2" if line.qty == 1 else "minus"
            ),
        }


def _awaited(line: Line) -> Text | None:
    """Return what a line waits for before it can be paid."""
    if needs_price(line):
        return text("checkout.line.price_asked")
    if needs_serial(line):
        return text("checkout.line.serial_asked")
    if line.facts.min_age and not line.facts.is_age_seen:
        return text("checkout.line.from_age", age=line.facts.min_age)
    return None


def _added(line: Line) -> Viewable:
    return _awaited(line) or line_note(line) or _saved(line) or text("checkout.line.added", detail=_what(line))


def _detail(line: Line) -> Viewable:
    if (awaited := _awaited(line)) is not None:
        return awaited
    if line.why:
        return line_note(line)
    if (saved := _saved(line)) is not None:
        return saved
    if line.qty > 1:
        return text("checkout.line.each", amount=line.unit)
    return _what(line)


def _saved(line: Line) -> Text | None:
    """Return what promotions take off a line: one by its name, several by their sum."""
    savings = line.facts.savings
    if not savings:
        return None
    amount = Money(line.saved_minor, line.total.currency)
    if len(savings) == 1 and savings[0].text.texts:
        return text("checkout.line.saved", offer=savings[0].text, amount=amount)
    return text("checkout.line.saved_by_all", amount=amount)


def _count(sale: Sale) -> Text:
    count = text("checkout.count", n=sale.pieces)
    return text("checkout.count_saved", count=count, amount=sale.saved) if sale.saved.minor else count


def _what(line: Line) -> LocalText | Text:
    """Return what the catalogue says besides the name; of goods weighed here, what they weigh."""
    if line.weight_g is None or line.facts.tare_g is None:
        return line.detail
    return text("checkout.line.weighed", weight=kilograms(line.weight_g), amount=line.unit)


def _standing_note(state: Scanning, site: Site) -> Mapping[str, Viewable] | None:
    """Return what keeps payment shut, else what is wrong with a device."""
    held = holds(state.sale)
    return banner(held[0]) if held else _device_note(site)


def _device_note(site: Site) -> Mapping[str, Viewable] | None:
    if not site.is_usable("scanner"):
        return banner(Blocker("", "DEV.SCANNER_AWAY", ("device", "scanner")))
    return printer_note(site)


def _scanning(state: Scanning, site: Site) -> View:
    sale = state.sale
    has_lines = bool(sale.lines)
    pay = Action(text("action.pay", amount=sale.total), "PayPressed", icon="arrow-right", is_enabled=has_lines)
    return View(
        title=text("checkout.scanning.title_next" if has_lines else "checkout.scanning.title_first"),
        instruction=text("checkout.scanning.instruction"),
        step=step_of(1),
        primary=pay,
        secondary=FIND if sells_loose(site) else TYPE,
        cancel=CANCEL,
        keep=KEEP if may_keep(sale) else None,
        kept_as=code_left(sale),
        parts={
            "count": _count(sale),
            "subtotal": sale.total,
            "total_label": text("checkout.to_pay"),
            "total": sale.total,
            "banner": banner(state.notice) if state.notice is not None else _standing_note(state, site),
            "empty_title": text("checkout.scanning.empty_title"),
            "empty_text": text("checkout.scanning.empty_text"),
        },
        rows=Rows(sale.lines, _Rows(state.newest_n)),
        toast=UNDO if state.undo_n is not None else None,
        takes_scans=True,
    )


def _typing(state: Typing) -> View:
    problem = text(f"checkout.typing.problem.{state.problem}") if state.problem else None
    return View(
        title=text("checkout.typing.title"),
        instruction=text("checkout.typing.instruction"),
        step=step_of(1),
        primary=Action(text("checkout.typing.add"), "CodeTyped", (("code", ""),), "plus", is_busy=state.is_looking_up),
        back=BACK,
        cancel=CANCEL,
        parts={
            "field": text("checkout.typing.field"),
            "problem": problem,
            "longest": LONGEST_CODE,
            "groups": CODE_GROUPS,
            "sample": SAMPLE_CODE,
            "where": text("checkout.typing.where"),
        },
        kept_as=code_left(state.sale),
        takes_scans=True,
    )


def _offer(state: ResumeOffer) -> View:
    return View(
        title=text("checkout.resume.title"),
        instruction=text("checkout.resume.instruction"),
        step=step_of(1),
        primary=Action(text("checkout.resume.yes"), "ResumePressed", icon="check"),
        secondary=Action(text("checkout.resume.no"), "DiscardPressed", icon="x"),
        parts={
            "count": text("checkout.count", n=state.sale.pieces),
            "total_label": text("checkout.to_pay"),
            "total": state.sale.total,
            "reassurance": text("checkout.resume.reassurance"),
        },
    )


# --- paying ---------------------------------------------------------------------------------------------------------


@cache
def _steps(phase: Phase) -> tuple[Mapping[str, Viewable], ...]:
    keys = ("checkout.pay.sent", "checkout.pay.present", "checkout.pay.bank", "checkout.pay.receipt")
    now = {Phase.CONNECTING: 0, Phase.PRESENT: 1, Phase.PIN: 1, Phase.BANK: 2, Phase.FINISHING: 3}.get(phase, 1)
    states = ("done", "now", "next")
    return tuple({"text": text(key), "state": states[(index >= now) + (index > now)]} for index, key in enumerate(keys))


def _terminal_says(state: Paying) -> Text:
    if state.phase is Phase.CANCELLING:
        return text("checkout.terminal.cancelling")
    if state.phase in (Phase.CONNECTING, Phase.FINISHING) and state.prompt != "remove_card":
        return text(f"checkout.terminal.{state.phase}")
    return text(f"checkout.terminal.{state.prompt or 'present_card'}")


def _paying(state: Paying) -> View:
    can_leave = state.phase in (Phase.CONNECTING, Phase.PRESENT) and not state.wants_back
    silent = state.notice if is_unheard(state) else None
    again = Action(text("action.try_again"), "PayPressed", icon="refresh-cw")
    return View(
        title=text("checkout.paying.title"),
        instruction=text("checkout.paying.instruction") if silent is None else silent.words("do"),
        step=step_of(2),
        primary=again if silent is not None else None,
        back=Action(text("action.back"), "BackPressed", icon="arrow-left", is_enabled=can_leave),
        cancel=None,
        parts={
            "amount_label": text("checkout.amount_to_pay"),
            "amount": _amount_of(state),
            "chip": text("checkout.paying.chip"),
            "terminal_says_label": text("checkout.terminal.shows"),
            "terminal_says": _terminal_says(state),
            "phase": str(state.phase),
            "steps": _steps(state.phase),
            "now_label": text("checkout.now"),
        },
        toast=Toast(state.notice.words("what")) if state.notice is not None else None,
        timeout_s=None,
    )


def _amount_of(state: Paying) -> Money:
    """Return what this payment is about: a part of the total where several cards share it."""
    attempt = state.sale.attempt(state.attempt_id)
    return attempt.amount if attempt is not None else state.sale.total


def _declined(state: Declined) -> View:
    reason = state.refusal if state.refusal in REFUSALS else "other"
    again = "again" if reason in OF_THE_CARD else "retry"  # what went wrong elsewhere asks for no other card
    promise = "not_this" if is_part_paid(state.sale) else "nothing_charged"
    share = Action(text("checkout.declined.share"), "SharePressed", icon="credit-card")
    return View(
        title=text(f"checkout.declined.{reason}.title"),
        instruction=text("checkout.declined.instruction"),
        step=step_of(2),
        primary=Action(text(f"checkout.declined.{again}"), "PayPressed", icon="credit-card"),
        secondary=share if reason == "card" and can_share(state.sale) else None,
        back=BACK,
        cancel=CANCEL,
        kept_as="" if is_part_paid(state.sale) else code_left(reopen(state.sale)),
        parts={
            "amount_label": text("checkout.amount_to_pay"),
            "amount": still_due(state.sale),
            "icon": "x",
            "banner": {
                "kind": "warning",
                "icon": "triangle-alert",
                "title": text(f"checkout.declined.{promise}"),
                "text": text(f"checkout.declined.{reason}.text"),
            },
            "kept": text("checkout.declined.kept", n=state.sale.pieces),
        },
    )


def _unclear(state: PaymentUnclear, site: Site) -> View:
    key = "checkout.review" if state.is_review else "checkout.unclear"
    is_slip_printing = is_printing(state.inquiry.sale)
    finish = Action(text("action.finish"), "FinishPressed", icon="check", is_enabled=not is_slip_printing)
    return View(
        title=text(f"{key}.title"),
        instruction=text(f"{key}.instruction"),
        step=step_of(2),
        primary=slip_action(state.inquiry.sale, site) if state.is_review else None,
        secondary=finish if state.is_review else None,
        parts={
            "since_utc_ms": str(state.since_utc_ms),
            "is_review": state.is_review,
            "icon": "user" if state.is_review else "search",
            "promise_title": text("checkout.unclear.promise_title"),
            "promise_text": text("checkout.unclear.promise_text"),
            "steps": _unclear_steps(state),
            "reference_label": text("checkout.reference"),
            "reference": short_id(state.inquiry.attempt_id),
            "amount_label": text("checkout.amount"),
            "amount": state.inquiry.attempt.amount,
            "terminal_label": text("checkout.unclear.terminal"),
            "busy_label": text("checkout.unclear.busy"),
            "bank_label": text("checkout.unclear.bank"),
        },
        spoken=_slip_aloud(state),
        timeout_s=120 if state.is_review and not is_slip_printing else None,
    )


def _slip_aloud(state: PaymentUnclear) -> tuple[Text, ...]:
    note = slip_note(state.inquiry.sale)
    return () if note is None else (note,)


def _unclear_steps(state: PaymentUnclear) -> tuple[Mapping[str, Viewable], ...]:
    now = 2 if state.is_review else 0
    states = ("done", "now", "next")
    note = slip_note(state.inquiry.sale)
    details = [text(f"checkout.unclear.step{index + 1}.text") for index in range(3)]
    details[2:] = details[2:] if note is None else [note]
    return tuple(
        {
            "text": text(f"checkout.unclear.step{index + 1}.title"),
            "detail": detail,
            "state": states[(index >= now) + (index > now)],
        }
        for index, detail in enumerate(details)
    )
