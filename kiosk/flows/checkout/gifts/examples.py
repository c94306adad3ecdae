"""Examples of gift cards at a checkout, for the gallery."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.domain.blockers import raised
from kiosk.domain.gifts.blockers import SALE_GIFT_EMPTY, SALE_GIFT_OUT, SALE_GIFT_SILENT
from kiosk.domain.gifts.hand import GiftInHand
from kiosk.domain.gifts.using import with_gift
from kiosk.domain.money import Money
from kiosk.domain.moves import SaleState
from kiosk.domain.payment import Result, Verdict, confirm, decide, doubt, intend, never_left, send
from kiosk.domain.sale import Sale, TenderKind
from kiosk.domain.settling.undoing import reverse
from kiosk.domain.stamp import Stamp
from kiosk.flows.checkout.gifts.bringing import note_of
from kiosk.flows.checkout.inquiry import Inquiry
from kiosk.flows.checkout.states import (
    Declined,
    GivingBack,
    PartPaid,
    Paying,
    PaymentUnclear,
    Phase,
    Receipt,
    Returned,
    Scanning,
    State,
    Typing,
)
from kiosk.flows.checkout.undoing.unwinding import Unwinding

_PAY, _BACK = "01f00000-0000-7000-8000-0007q2m19abe", "back-gift"


def _told(minor: int) -> Result:
    return Result(True, Money(minor, "EUR"), None, scheme="gift", last4="0034", is_for_reference=True, left_minor=1_234)


def gift_examples(sale_of: Callable[[int], Sale], at: Stamp) -> dict[str, State]:
    """Return them by their names."""
    about = ("sale", "1")
    part, whole = (with_gift(sale_of(4), GiftInHand("k", "0034", minor)) for minor in (1000, 500_000))
    sent = send(intend(sale_of(4), "t1", _PAY, "r1", Money(1000, "EUR"), TenderKind.GIFT), _PAY, "gift", None, 1)
    paid = confirm(decide(sent, _PAY, Verdict.APPROVED, _told(1000)), _PAY, "")
    all_of_it = send(intend(sale_of(4), "t1", _PAY, "r1", None, TenderKind.GIFT), _PAY, "gift", None, 1)
    total = all_of_it.total.minor
    done = confirm(decide(all_of_it, _PAY, Verdict.APPROVED, _told(total)), _PAY, "")
    back = send(reverse(paid, _PAY, _BACK, "b1"), _BACK, "gift", None, 1)
    given = confirm(decide(back, _BACK, Verdict.APPROVED, _told(1000)), _BACK, "")
    unclear = doubt(sent, _PAY)
    return {
        "Scanning-gift": Scanning(part, notice=note_of(part)),
        "Scanning-gift-all": Scanning(whole, notice=note_of(whole)),
        "Scanning-gift-first": Scanning(with_gift(sale_of(0), GiftInHand("k", "0034", 2000))),
        "Scanning-gift-many": Scanning(with_gift(sale_of(200), GiftInHand("k", "0034", 2000))),
        "Scanning-gift-out": Scanning(sale_of(2), notice=raised(SALE_GIFT_OUT, at, about)),
        "Scanning-gift-empty": Scanning(sale_of(2), notice=raised(SALE_GIFT_EMPTY, at, about)),
        "Scanning-gift-silent": Scanning(sale_of(2), notice=raised(SALE_GIFT_SILENT, at, about)),
        "Typing-gift": Typing(part),
        "Paying-gift": Paying(sent, _PAY, Phase.BANK, "wait"),
        "PartPaid-gift": PartPaid(paid),
        "Declined-gift": Declined(never_left(sent, _PAY), "link"),
        "PaymentUnclear-gift": PaymentUnclear(Inquiry(unclear, _PAY, at.mono_ms), at.utc_ms),
        "PaymentUnclear-gift-review": PaymentUnclear(
            Inquiry(unclear.to(SaleState.REVIEW), _PAY, at.mono_ms), at.utc_ms, is_review=True
        ),
        "GivingBack-gift": GivingBack(Unwinding(back, is_all=True, attempt_id=_BACK), True, at.utc_ms),
        "Returned-gift": Returned(given, True, _BACK),
        "Receipt-gift": Receipt(done.to(SaleState.FULFILLED)),
    }
