"""Gift cards at a basket: asked about at once, said calmly, in hand until it is paid or they are put away.

Nobody's silence keeps a customer from paying otherwise: it is said, and the card is not in hand.
"""

from __future__ import annotations

from typing import TypeAlias, TypeGuard

from kiosk.domain.blockers import Blocker, raised
from kiosk.domain.gifts.blockers import (
    SALE_GIFT_ALL,
    SALE_GIFT_CURRENCY,
    SALE_GIFT_EMPTY,
    SALE_GIFT_EXPIRED,
    SALE_GIFT_IN,
    SALE_GIFT_OUT,
    SALE_GIFT_PART,
    SALE_GIFT_SILENT,
    SALE_GIFT_UNKNOWN,
)
from kiosk.domain.gifts.hand import GiftInHand
from kiosk.domain.gifts.telling import Why
from kiosk.domain.gifts.using import is_over, pays, pays_all, with_gift, without_gift
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState
from kiosk.domain.payment import reopen
from kiosk.domain.sale import Sale, TenderKind
from kiosk.domain.stamp import Stamp
from kiosk.domain.values import replace
from kiosk.flows.base import Effect, EffectFailed, Event, Site, StartTimer, StopTimer
from kiosk.flows.checkout import paying
from kiosk.flows.checkout.events import Beep
from kiosk.flows.checkout.gifts.events import AskGift, ForgetGifts, GiftLeftOut, GiftRead, GiftTold, TakeGift
from kiosk.flows.checkout.states import (
    UNDO_TIMER,
    Declined,
    Ended,
    Keeping,
    PartPaid,
    Paying,
    Receipt,
    Scanning,
    Shopping,
    State,
    Typing,
    held,
)
from kiosk.flows.checkout.undoing.stages import is_part_paid

Stepped: TypeAlias = "tuple[State, tuple[Effect, ...]]"
About: TypeAlias = GiftRead | GiftTold | GiftLeftOut | EffectFailed
SILENT = "silent"
SAID = {  # by why a card buys nothing; anything else is an unknown card
    Why.EXPIRED.value: SALE_GIFT_EXPIRED,
    Why.EMPTY.value: SALE_GIFT_EMPTY,
    Why.CURRENCY.value: SALE_GIFT_CURRENCY,
    SILENT: SALE_GIFT_SILENT,
}


def is_about(event: Event) -> TypeGuard[About]:
    """Tell whether an event is about gift cards."""
    is_silence = isinstance(event, EffectFailed) and event.effect == AskGift.__name__
    return is_silence or isinstance(event, GiftRead | GiftTold | GiftLeftOut)


def brought(state: State, event: About, at: Stamp) -> Stepped:
    """Take a gift card, the answer about one, or its putting away, while something is still to be paid."""
    if not isinstance(state, Shopping | PartPaid | Declined):
        return state, ()
    match event:
        case GiftRead():
            return _read(state, event, at)
        case GiftTold():
            return _told(state, event, at) if event.sale_id == state.sale.id else (state, ())
        case GiftLeftOut() if state.sale.facts.gift is not None:
            return _said(state, without_gift(state.sale), raised(SALE_GIFT_OUT, at, ("sale", state.sale.id)), "ok")
        case EffectFailed(key=key) if key.partition(":")[0] == state.sale.id:
            return _refused(state, SILENT, at)
        case _:
            return state, ()


def _read(state: Shopping | PartPaid | Declined, event: GiftRead, at: Stamp) -> Stepped:
    if event.is_typed and not (isinstance(state, Typing) and state.is_looking_up):
        return state, ()  # the answer to a number that was left is nobody's
    if not event.key:
        return _refused(state, "", at)
    sale = state.sale
    ask = AskGift(sale.id, event.key, event.last4, sale.currency)
    if isinstance(state, Shopping):
        basket = replace(state, undo_n=None, notice=None) if isinstance(state, Scanning) else Scanning(sale)
        return basket, (StopTimer(UNDO_TIMER), ask)
    return state, (ask,)


def _told(state: Shopping | PartPaid | Declined, event: GiftTold, at: Stamp) -> Stepped:
    left = event.left
    if left is None or left.currency != state.sale.currency or left.minor <= 0:
        return _refused(state, event.why, at)
    sale = with_gift(state.sale, GiftInHand(event.key, event.last4, left.minor))
    stepped, effects = _said(state, sale, _note(sale), "ok")
    return stepped, (TakeGift(event.key), *effects)


def _refused(state: Shopping | PartPaid | Declined, why: str, at: Stamp) -> Stepped:
    code = SAID.get(why, SALE_GIFT_UNKNOWN)
    return _said(state, state.sale, raised(code, at, ("sale", state.sale.id)), "error")


def _said(state: Shopping | PartPaid | Declined, sale: Sale, said: Blocker, sound: str) -> Stepped:
    """Say it where the customer stands; a card that was declined gives way to what is to be paid now.

    A card that is refused brings the basket back from a page that has no place to say so: what is heard is also seen.
    """
    if isinstance(state, Declined):
        state = PartPaid(sale) if is_part_paid(sale) else Scanning(reopen(sale))
        sale = state.sale
    if isinstance(state, PartPaid):
        timer = StartTimer(paying.NOTICE_TIMER, paying.NOTICE_S)
        return replace(state, sale=sale, notice=said), (Beep(sound), timer)
    if isinstance(state, Typing) or (sound == "error" and not isinstance(state, Scanning)):
        state = Scanning(sale)
    if isinstance(state, Scanning):
        shown = replace(state, sale=sale, notice=said, newest_n=None, undo_n=None)
        return shown, (StopTimer(UNDO_TIMER), Beep(sound))
    return replace(state, sale=sale), (Beep(sound),)


def note_of(sale: Sale) -> Blocker | None:
    """Return what the gift card in hand pays; None without one."""
    return None if sale.facts.gift is None else _note(sale)


def _note(sale: Sale) -> Blocker:
    gift = sale.facts.gift
    part, rest = pays(sale), sale.total - sale.confirmed
    on_it = Money(gift.minor if gift is not None else 0, sale.currency)
    code = SALE_GIFT_PART
    if not rest.minor:
        code = SALE_GIFT_IN
    elif pays_all(sale):
        code = SALE_GIFT_ALL
    args = (
        ("last4", gift.last4 if gift is not None else ""), ("amount", on_it), ("part", part), ("rest", rest - part),
        ("left", on_it - part),
    )  # fmt: skip
    return Blocker(f"{sale.id}:gift", code, ("sale", sale.id), args)


def settled(state: State, stepped: Stepped, at: Stamp, site: Site) -> Stepped:
    """Put a gift card away once its payment has ended, and its number with it; what it left is paid by card at once."""
    after, effects = stepped
    had = held(state)[-1].facts.gift
    if had is None and held(after)[-1].facts.gift is None:
        return stepped
    after = _put_away(after)
    if isinstance(state, Paying) and isinstance(after, PartPaid) and _goes_on(state, after, site):
        after, more = paying.pay(after.sale, at, watched=site.watched)
        effects = (*effects, *more)
    is_gone = had is not None and held(after)[-1].facts.gift is None
    return after, (*effects, ForgetGifts()) if is_gone else effects


def _put_away(after: State) -> State:
    sale = held(after)[-1]
    if isinstance(after, Keeping | Ended) or (
        isinstance(after, Scanning | PartPaid | Paying | Declined | Receipt) and is_over(sale)
    ):
        return replace(after, sale=without_gift(sale))
    return after


def _goes_on(state: Paying, after: PartPaid, site: Site) -> bool:
    """True when the gift card has just paid its part, and the terminal is free for the rest."""
    sale = after.sale
    own = sale.attempt(state.attempt_id)
    is_paid = own is not None and own.state is AttemptState.CONFIRMED
    is_free = site.is_usable("terminal") and not site.is_terminal_asked
    return is_paid and is_free and sale.kind_of(state.attempt_id) is TenderKind.GIFT
