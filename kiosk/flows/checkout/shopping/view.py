"""What the basket shows, in unfinished words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from kiosk.domain.aside.keeping import may_keep
from kiosk.domain.basket import can_grow, is_countable
from kiosk.domain.blockers import Blocker
from kiosk.domain.gifts.blockers import OF_HAND
from kiosk.domain.gifts.using import next_taken
from kiosk.domain.goods.holds import holds, needs_price, needs_serial
from kiosk.domain.money import Money
from kiosk.domain.sale import Line, Sale
from kiosk.domain.text import LocalText, Text, text
from kiosk.flows.base import Action, Rows, Site, Toast, View, Viewable
from kiosk.flows.checkout.aside.keeping import code_left
from kiosk.flows.checkout.attended.view import line_note
from kiosk.flows.checkout.bagging.view import answer, doubt_note, elsewhere
from kiosk.flows.checkout.enrolling.view import OFFER as ENROL
from kiosk.flows.checkout.gifts.bringing import note_of
from kiosk.flows.checkout.loose.choosing import sells_loose
from kiosk.flows.checkout.loose.view import FIND, kilograms
from kiosk.flows.checkout.paid_view import banner, printer_note, step_of
from kiosk.flows.checkout.states import ResumeOffer, Scanning, Typing
from kiosk.flows.checkout.taxno.view import OFFER

CANCEL = Action(text("action.cancel"), "CancelPressed", icon="x")
BACK = Action(text("action.back"), "BackPressed", icon="arrow-left")
UNDO = Toast(text("checkout.removed"), Action(text("action.undo"), "UndoPressed", icon="undo-2"))
KEEP = Action(text("checkout.keep"), "KeepPressed", icon="clock")
MEMBER = Action(text("checkout.member.title"), "MemberPressed", icon="user")
GIFT = Action(text("checkout.gift.leave"), "GiftLeftOut", icon="undo-2")
TYPE = Action(text("checkout.typing.title"), "TypePressed", icon="keyboard")
LONGEST_CODE = 18  # digits of the longest number that stands below a barcode: that of a gift card
CODE_GROUPS = (1, 6)  # as they are printed below an EAN-13, which most goods carry
SAMPLE_CODE = "9 520000 000004"  # on the picture: an example number, GS1 prefix 952


@dataclass(frozen=True, slots=True)
class _Rows:
    """Gives the view of a line; the newest is told apart, and what is not bagged."""

    newest_n: int | None
    elsewhere: frozenset[int] = frozenset()

    def __call__(self, item: object) -> Mapping[str, Viewable]:
        line = cast(Line, item)
        is_newest = line.n == self.newest_n
        fewer = "action.remove_line" if line.qty == 1 else "action.one_fewer"
        return {
            "n": line.n,
            "art": line.art,
            "name": line.name,
            "detail": self._said(line, is_newest=is_newest),
            "quantity": str(line.qty) if is_countable(line) else "",
            "amount": line.total,
            "is_newest": is_newest,
            "can_more": can_grow(line),
            "fewer_is_bin": line.qty == 1,
            "explain": Action(
                text("checkout.line.explain", name=line.name), "ExplainPressed", (("n", line.n),), "info"
            ),
            "more": Action(text("action.one_more", name=line.name), "MorePressed", (("n", line.n),), "plus"),
            "fewer": Action(
                text(fewer, name=line.name), "FewerPressed", (("n", line.n),), "trash-2" if line.qty == 1 else "minus"
            ),
        }

    def _said(self, line: Line, *, is_newest: bool) -> Viewable:
        if line.n in self.elsewhere:
            return _awaited(line) or text("checkout.line.elsewhere")
        return _added(line) if is_newest else _detail(line)


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
    """Return what keeps payment shut, else what is in doubt in the bag, else what is wrong with a device."""
    held = holds(state.sale)
    note = held[0] if held else doubt_note(state.sale) or note_of(state.sale)
    return banner(note) if note is not None else _device_note(site)


def _device_note(site: Site) -> Mapping[str, Viewable] | None:
    if not site.is_usable("scanner"):
        return banner(Blocker("", "DEV.SCANNER_AWAY", ("device", "scanner")))
    return printer_note(site)


def scanning_view(state: Scanning, site: Site) -> View:
    """Show the basket: its lines, what is due, and what keeps it from being paid."""
    sale = state.sale
    has_lines = bool(sale.lines)
    pay = Action(text("action.pay", amount=next_taken(sale)), "PayPressed", icon="arrow-right", is_enabled=has_lines)
    return View(
        title=text("checkout.scanning.title_next" if has_lines else "checkout.scanning.title_first"),
        instruction=text("checkout.scanning.instruction"),
        step=step_of(1),
        primary=pay,
        secondary=answer(sale, site) or _put_away(state) or (FIND if sells_loose(site) else TYPE),
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
        rows=Rows(sale.lines, _Rows(state.newest_n, elsewhere(sale))),
        toast=UNDO if state.undo_n is not None else None,
        takes_scans=True,
    )


def _put_away(state: Scanning) -> Action | None:
    """Return the way to pay without the gift card that was just read; later it stands where numbers are typed."""
    is_new = state.notice is not None and state.notice.code in OF_HAND
    return GIFT if is_new and state.sale.facts.gift is not None else None


def typing_view(state: Typing, site: Site) -> View:
    """Show where the number below a barcode is typed."""
    problem = text(f"checkout.typing.problem.{state.problem}") if state.problem else None
    return View(
        title=text("checkout.typing.title"),
        instruction=text("checkout.typing.instruction"),
        step=step_of(1),
        primary=Action(text("checkout.typing.add"), "CodeTyped", (("code", ""),), "plus", is_busy=state.is_looking_up),
        secondary=_beside(state.sale, site),
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


def _beside(sale: Sale, site: Site) -> Action | None:
    """Return what else is typed or read here: a gift card in hand first, then the number for the law."""
    if sale.facts.gift is not None:
        return GIFT
    if site.customer_no is not None:
        return OFFER
    if sale.facts.member:
        return MEMBER
    return ENROL if site.enrols else None


def offer_view(state: ResumeOffer) -> View:
    """Offer a basket that a crash left, without showing what is in it."""
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
