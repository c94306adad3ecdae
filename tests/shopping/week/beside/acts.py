"""The words of what stands beside a basket: coupons, bags, papers, cards with too little, goods that come back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from kiosk.domain.access.roles import Person, Role
from kiosk.domain.bagging import Costs
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, TenderState
from kiosk.domain.sale import AttemptKind
from kiosk.domain.text import Text
from kiosk.flows.assist.events import LastSaleFound, ReasonChosen, RefundChosen, RefundLineToggled
from kiosk.flows.assist.states import Lane, Refund
from kiosk.flows.base import BackPressed, DeviceChanged, TimedOut
from kiosk.flows.checkout.bagging.events import InBagPressed, NotBaggedPressed, OwnBagPressed
from kiosk.flows.checkout.bagging.watching import DOUBT_TIMER, SCALE
from kiosk.flows.checkout.benefits.events import MemberLeftOut
from kiosk.flows.checkout.enrolling.events import EnrolPressed, EnrolTyped
from kiosk.flows.checkout.enrolling.states import Enrolling
from kiosk.flows.checkout.events import FinishPressed, GiveBackPressed, TypePressed
from kiosk.flows.checkout.extras.events import CarrierBagsPressed, RoundUpDropped, RoundUpPressed
from kiosk.flows.checkout.gifts.events import GiftLeftOut
from kiosk.flows.checkout.loose.events import GroupPicked, LooseWanted, NameTyped, NameWanted, ProductPicked
from kiosk.flows.checkout.shopping.explaining import ExplainPressed
from kiosk.flows.checkout.taxno.events import TaxNumberPressed, TaxNumberTyped
from kiosk.flows.shell.session import Over
from kiosk.papers.document import Legal, Line, Pair
from kiosk.services.gift_cards.sim import Fault
from tests.shopping.week import acts
from tests.shopping.week.acts import line_n, pressed, said
from tests.shopping.week.beside.benefits import CARD
from tests.shopping.week.beside.gifts import NUMBERS
from tests.shopping.week.kiosk import AtTill

LEAD: Final = Person("p-lead", frozenset({Role.SUPERVISOR}))


def coupon(run: AtTill, code: str) -> None:
    """Scan a coupon: the number of a barcode, or a symbol that says what it is."""
    run.scan(f"]E0{code}".encode() if code.isdigit() else f"]Q1PRONTO-COUPON:{code}".encode())


def used(run: AtTill, code: str) -> None:
    """Let somebody else have used a coupon up."""
    run.benefits.kept.redeem(code, "of somebody else")


def host(run: AtTill, how: str) -> None:
    """Let who keeps the coupons fall silent, or speak again."""
    run.benefits.is_silent = how == "silent"


def points(run: AtTill, count: str) -> None:
    """Look how many points the member has."""
    member = run.benefits.kept.member(CARD)
    assert member is not None
    assert member.points == int(count)


def gift(run: AtTill, name: str) -> None:
    """Scan a gift card."""
    run.scan(NUMBERS[name].encode())


def typed_gift(run: AtTill, name: str) -> None:
    """Type the number of a gift card."""
    acts.typed(run, NUMBERS[name])


def gift_off(run: AtTill, name: str, minor: str) -> None:
    """Look how much is off a gift card."""
    assert run.gifts.off(name) == int(minor), run.gifts.off(name)


def left(run: AtTill, minor: str) -> None:
    """Look what the newest paper says is left on the one gift card there is on it."""
    _, newest = run.papers[-1]
    told = [one.right for one in newest if isinstance(one, Pair) and _key(one.left) == "paper.gift_left"]
    assert told == [Money(int(minor), "EUR")], told


def by_card(run: AtTill, *minors: str) -> None:
    """Look what the cards paid, one after the other, each with its kind; what was declined paid nothing."""
    told = [f"{own.kind.lower()}:{own.amount.minor}" for own in run.sale.tenders if own.state is TenderState.CONFIRMED]
    assert told == list(minors), told


def enrol(run: AtTill, contact: str) -> None:
    """Ask to become a member, and type how to be reached."""
    if not isinstance(run.state, Enrolling):
        run.begin()
        run.take(TypePressed(), EnrolPressed())
    run.take(EnrolTyped(contact))


def problem(run: AtTill, why: str) -> None:
    """Look what is said beside the field."""
    assert run.state.problem == why, run.state


def member_elsewhere(run: AtTill, contact: str) -> None:
    """Let somebody have become a member by this contact before."""
    assert run.benefits.kept.enrol("of somebody else", contact) is not None


def new_points(run: AtTill, count: str) -> None:
    """Look how many points the new member has."""
    member = run.benefits.kept.member(run.sale.facts.member)
    assert member is not None
    assert member.points == int(count), member


def enrols(run: AtTill) -> None:
    """Stand where customers may become members."""
    run.site = replace(run.site, enrols=True)
    run.up()


def extras(run: AtTill) -> None:
    """Stand where bags and a good cause are offered."""
    run.site = replace(run.site, has_extras=True)
    run.up()


def late(run: AtTill, pieces: str, minor: str) -> None:
    """Look what was taken out after the total had been asked for."""
    facts = run.sale.facts
    assert (facts.late_pieces, facts.late_minor) == (int(pieces), int(minor)), facts


def lane(run: AtTill) -> None:
    """Stand where a scale weighs the bags."""
    devices = {**run.site.devices, SCALE: DeviceChanged(SCALE, "READY", True)}
    run.site = replace(run.site, devices=devices, bagging=Costs())
    run.up()


def bag(run: AtTill, grams: str) -> None:
    """Let so much rest on the scale under the bags; `-`: the scale is away."""
    run.take(run.rested(None if grams == "-" else int(grams)))


def quiet(run: AtTill) -> None:
    """Look that nothing is said."""
    assert not said(run), run.state


def country(run: AtTill, code: str) -> None:
    """Stand in a country."""
    run.papers_of.settle_in(code)
    run.site = replace(run.site, customer_no=run.papers_of.profile.customer_no)
    run.up()


def signer(run: AtTill, how: str) -> None:
    """Let the device that signs receipts go, or come back."""
    run.papers_of.is_signing = how == "back"
    run.take(run.papers_of.signer())


def tax_number(run: AtTill, number: str) -> None:
    """Type a tax number for the receipt."""
    run.take(TypePressed(), TaxNumberPressed(), TaxNumberTyped(number))


def paper(run: AtTill, key: str, value: str = "") -> None:
    """Look what the newest paper says: a line, or a line with something at its right."""
    _, newest = run.papers[-1]
    own = [(_key(one.left), str(one.right)) for one in newest if isinstance(one, Pair)]
    own += [(_key(one.text), "") for one in newest if isinstance(one, Line)]
    assert (key, value) in own if value else key in dict(own), own


def no_paper(run: AtTill, key: str) -> None:
    """Look that the newest paper does not say something."""
    _, newest = run.papers[-1]
    said = [_key(one.left if isinstance(one, Pair) else one.text) for one in newest if isinstance(one, Pair | Line)]
    assert key not in said


def _key(own: Any) -> str:
    told = own.text if isinstance(own, Legal) else own
    return told.key if isinstance(told, Text) else str(told)


def parts(run: AtTill) -> None:
    """Let the terminal approve less than it was asked for."""
    run.terminal.takes_parts = True


def days(run: AtTill, count: str) -> None:
    """Let days pass before goods come back."""
    run.papers_of.days_later = int(count)


def _staff_read(run: AtTill) -> Any:
    """Let staff read the code of the receipt at the free kiosk; return the page they see."""
    session = run.session
    run.session = replace(session, over=Over("assist", Lane(LEAD, is_asked=True), run.language, session.access))
    run.take(LastSaleFound(None))
    run.scan(run.papers_of.code_of(run.sale).encode())
    assert run.session.over is not None
    return run.session.over.state


def back(run: AtTill, minor: str, *names: str) -> None:
    """Bring goods back by the receipt's code: pieces by their names, or all; staff give so much back."""
    before = _refunded(run)
    assert isinstance(_staff_read(run), Refund)
    for name in names:
        run.take(RefundLineToggled(line_n(run, name)))
    run.take(RefundChosen(), ReasonChosen("returned"))
    assert _refunded(run) - before == int(minor), _refunded(run) - before
    run.take(FinishPressed())


def _refunded(run: AtTill) -> int:
    own = (one for one in run.sale.attempts if one.kind is AttemptKind.REFUND and one.state is AttemptState.CONFIRMED)
    return sum(one.amount.minor for one in own)


def not_back(run: AtTill, why: str) -> None:
    """Try to bring goods back, and hear why they do not come."""
    page = _staff_read(run)
    assert isinstance(page, Lane)
    assert page.problem == why


def search(run: AtTill, *words: str) -> None:
    """Search the loose goods for anything."""
    run.begin()
    run.take(LooseWanted(), NameWanted(), NameTyped(" ".join(words)))


def group(run: AtTill, kind: str, name: str) -> None:
    """Choose loose goods among those of their kind."""
    run.begin()
    run.take(LooseWanted(), GroupPicked(kind), ProductPicked(name))


def explain(run: AtTill, name: str, *amounts: str) -> None:
    """Tap a line: its steps have these amounts, and their sum is what it costs."""
    run.take(ExplainPressed(line_n(run, name)))
    parts: Any = run.shown.parts
    told = [own["amount"].minor for own in parts["steps"]]
    assert told == [int(own) for own in amounts], told
    assert parts["total"].minor == sum(map(int, amounts))
    run.take(BackPressed())


def trace(run: AtTill, name: str) -> None:
    """Look whether staff find what went out."""
    assert name in [own.sku for own in run.sale.removed]


WORDS: Final[Mapping[str, Callable[..., None]]] = {
    **acts.WORDS,
    "coupon": coupon, "used": used, "host": host, "points": points, "lane": lane, "bag": bag, "quiet": quiet,
    "country": country, "signer": signer, "tax-number": tax_number, "paper": paper, "no-paper": no_paper,
    "gift": gift, "type-gift": typed_gift, "off": gift_off, "left": left, "tenders": by_card, "enrols": enrols,
    "enrol": enrol,
    "extras": extras, "late": late, "bags": lambda run, count: run.take(CarrierBagsPressed(int(count))),
    "round-up": pressed(RoundUpPressed()), "no-round-up": pressed(RoundUpDropped()),
    "problem": problem, "member-elsewhere": member_elsewhere, "new-points": new_points,
    "gift-host": lambda run, *faults: run.gifts.plan(*map(Fault, faults)), "no-gift": pressed(GiftLeftOut()),
    "parts": parts, "days": days, "group": group, "explain": explain,
    "trace": trace, "back-by-code": back, "not-back": not_back, "search": search,
    "card": lambda run: run.scan(f"]E0{CARD}".encode()),
    "no-card": pressed(MemberLeftOut()), "give-back": pressed(GiveBackPressed()),
    "wait": pressed(TimedOut(DOUBT_TIMER)), "own-bag": pressed(OwnBagPressed()), "in-bag": pressed(InBagPressed()),
    "not-bagged": lambda run, name: run.take(NotBaggedPressed(line_n(run, name))),
}  # fmt: skip
"""What a step begins with."""


def do(run: AtTill, step: str) -> None:
    """Do one step."""
    word, *rest = step.split()
    WORDS[word](run, *rest)
