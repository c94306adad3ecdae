"""The words of a step, and what they do at the kiosk: `scan milk x2`, `weigh 505`, `staff approve ITEM.AGE_CHECK`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from devices.api import BadScan, Settling
from kiosk.domain.aside.keeping import code_of
from kiosk.domain.goods.holds import holds
from kiosk.domain.goods.weighed import weight_note
from kiosk.domain.moves import SaleState
from kiosk.flows.base import Abandoned, BackPressed, CancelConfirmed, Event, PersonCalled, TimedOut
from kiosk.flows.checkout.attended.events import BlockerResolved, Discounted, LineVoided, PriceSet, QuantitySet
from kiosk.flows.checkout.events import (
    CodeTyped,
    FewerPressed,
    FinishPressed,
    KeepPressed,
    MorePressed,
    PayPressed,
    PrintPressed,
    ResumePressed,
    SharePressed,
    TypePressed,
    UndoPressed,
)
from kiosk.flows.checkout.inquiry import ASK_TIMER
from kiosk.flows.checkout.loose.events import (
    LooseWanted,
    NameTyped,
    NameWanted,
    ProductPicked,
    TarePicked,
    WeightAccepted,
)
from kiosk.flows.checkout.states import PaymentUnclear
from kiosk.flows.shell.calling import CallWithdrawn, blockers_of
from kiosk.flows.shell.keeping import KEPT_TIMER
from kiosk.formats.ean import check_digit
from kiosk.formats.in_store import verifier
from tests.shopping.week.goods import number_of
from tests.shopping.week.kiosk import AtTill

GS: Final = "\x1d"
WHY: Final = "damaged"
BY: Final = "p-staff"
AIS: Final = {"last": "17", "best": "15", "kg": "3103", "lot": "10", "serial": "21"}
"""What a symbol may say of a piece; the last two have no fixed length, so they come last."""


def scan(run: AtTill, name: str, *more: str) -> None:
    """Scan goods: `x2` twice, `lot=L13 last=260930 serial=A1 kg=000505` as one GS1 symbol."""
    told = dict(own.split("=") for own in more if "=" in own)
    times = next((int(own[1:]) for own in more if own.startswith("x")), 1)
    data = f"]E0{number_of(name)}"
    if told:
        parts = [f"{ai}{told[key]}" for key, ai in AIS.items() if key in told and key in ("last", "best", "kg")]
        open_ended = GS.join(f"{AIS[key]}{told[key]}" for key in ("lot", "serial") if key in told)
        data = f"]d201{number_of(name):0>14}{''.join(parts)}{open_ended}"
    for _ in range(times):
        run.scan(data.encode())


def label(run: AtTill, item: str, measure: str) -> None:
    """Scan a label of the shop's own scale: `1234 505g` a weight, `5678 450c` a price, `450c!` one that is torn."""
    digits = f"{int(measure.strip('gc!')):05}"
    prefix, wrong = ("28" if "g" in measure else "22"), measure.endswith("!")
    payload = f"{prefix}{item}{(verifier(digits) + wrong) % 10}{digits}"
    run.scan(f"]E0{payload}{check_digit(payload)}".encode())


def code(run: AtTill, *words: str) -> None:
    """Scan any text."""
    run.scan(" ".join(words).encode())


def two_codes(run: AtTill) -> None:
    """Hold two codes to the scanner at once."""
    run.scanner.read(BadScan("two_codes", 26, 0.0))
    run.heard()


def typed(run: AtTill, name: str) -> None:
    """Type the number below a barcode, or that of loose goods."""
    run.begin()
    run.take(TypePressed(), CodeTyped(name if name.isdigit() else number_of(name)))


def choose(run: AtTill, name: str) -> None:
    """Choose loose goods by their picture."""
    run.begin()
    run.take(LooseWanted(), ProductPicked(name))


def named(run: AtTill, letters: str, name: str) -> None:
    """Find loose goods by letters of their name."""
    run.begin()
    run.take(LooseWanted(), NameWanted(), NameTyped(letters), ProductPicked(name))


def weigh(run: AtTill, grams: str) -> None:
    """Lay goods on the scale until they rest, take the weight, and take them off."""
    run.load(int(grams), int(grams))
    run.take(WeightAccepted(run.shop_scale.load.n))
    run.load(0, 0)


def container(run: AtTill, grams: str) -> None:
    """Weigh an empty container of one's own first."""
    run.take(TarePicked("own"))
    weigh(run, grams)


def moving(run: AtTill, grams: str) -> None:
    """Try to take a weight that moves, and one that answered once only."""
    run.load(Settling.MOVING, int(grams))
    run.take(WeightAccepted(run.shop_scale.load.n))


def line_n(run: AtTill, name: str) -> int:
    """Return the number of the newest line of goods."""
    return next(own.n for own in reversed(run.sale.lines) if own.sku == name)


def staff(run: AtTill, way: str, what: str, amount: str = "0") -> None:
    """Let staff approve or refuse a hold, or void, price, discount or recount a line."""
    version = run.sale.version
    if way in ("approve", "refuse"):
        hold = next(own for own in holds(run.sale) if own.code == what)
        run.take(BlockerResolved(version, hold.id, way, BY))
        return
    n, minor = (0 if what == "basket" else line_n(run, what)), int(amount)
    acts: Mapping[str, Event] = {
        "void": LineVoided(version, n, WHY, BY),
        "price": PriceSet(version, n, minor, WHY, BY),
        "off": Discounted(version, n, minor, 0, WHY, BY),
        "percent": Discounted(version, n, 0, minor, WHY, BY),
        "pieces": QuantitySet(version, n, minor, WHY, BY),
    }
    run.take(acts[way])


def said(run: AtTill) -> set[str]:
    """Return the codes of what the glass says is wrong."""
    codes = {own.code for own in blockers_of(run.state)}
    doubt = run.sale.bag.doubt
    note = weight_note(run.sale) if doubt is not None and doubt.is_told else None
    return codes if note is None else {*codes, note.code}


def sees(run: AtTill, blocker: str) -> None:
    """Look whether the glass says what is wrong."""
    assert blocker in said(run), run.state


def at(run: AtTill, screen: str) -> None:
    """Look which screen is there."""
    assert run.screens[-1] == screen, run.screens


def called(run: AtTill, reason: str) -> None:
    """Look whether staff are on their way, and why."""
    call = run.session.open_call
    assert call is not None
    assert reason in call.reasons, call


def asked(run: AtTill) -> None:
    """Let the kiosk ask the terminal until the payment is known."""
    for _ in range(12):
        if isinstance(run.state, PaymentUnclear):
            run.take(TimedOut(ASK_TIMER), after_s=30)


def clock(run: AtTill, day: str, hour: str) -> None:
    """Let time pass at the site."""
    run.clock(day, hour)
    run.tell_offers()


def cards(run: AtTill, *words: str) -> None:
    """Say what the terminal does with the next cards."""
    run.terminal.cards = list(words)


def truth(run: AtTill, word: str) -> None:
    """Say what the terminal tells of a payment when it is asked."""
    run.terminal.truth = word


def bring(run: AtTill, *how: str) -> None:
    """Bring a kept basket back by its code: scanned, `typed`, or a `wrong` one."""
    kept = next(own for own in run.books.values() if own.state is SaleState.SUSPENDED)
    digits = code_of(kept)
    if how == ("typed",):
        run.take(TypePressed(), CodeTyped(digits))
        return
    run.scan(f"PRONTO-BASKET:{f'{(int(digits) + 1) % 10**6:06}' if how else digits}".encode())


def later(run: AtTill, seconds: str) -> None:
    """Let time pass for a kept basket."""
    run.take(after_s=int(seconds))


def pressed(*events: Event) -> Callable[[AtTill], None]:
    """Return an act that presses keys."""
    return lambda run: run.take(*events)


WORDS: Final[Mapping[str, Callable[..., None]]] = {
    "scan": scan, "label": label, "code": code, "two-codes": two_codes, "type": typed, "choose": choose,
    "name": named, "weigh": weigh, "container": container, "moving": moving, "staff": staff, "sees": sees, "at": at,
    "called": called, "asked": asked, "clock": clock, "cards": cards, "truth": truth, "bring": bring, "later": later,
    "tare": lambda run, tare: run.take(TarePicked(tare)),
    "more": lambda run, name: run.take(MorePressed(line_n(run, name))),
    "fewer": lambda run, name: run.take(FewerPressed(line_n(run, name))),
    "power-cut": AtTill.power_cut, "expire": lambda run: run.take(TimedOut(KEPT_TIMER)),
    "load": lambda run, grams: run.load(int(grams), int(grams)),
    "take": lambda run: run.take(WeightAccepted(run.shop_scale.load.n)),
    "pay": pressed(PayPressed()), "share": pressed(SharePressed()), "undo": pressed(UndoPressed()),
    "keep": pressed(KeepPressed()), "receipt": pressed(PrintPressed()), "finish": pressed(FinishPressed()),
    "back": pressed(BackPressed()), "cancel": pressed(CancelConfirmed()), "gone": pressed(Abandoned()),
    "resume": pressed(ResumePressed()), "call": pressed(PersonCalled()), "withdraw": pressed(CallWithdrawn()),
}  # fmt: skip
"""What a step begins with; what stands beside the basket has its words in `beside.acts`."""
