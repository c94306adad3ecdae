"""The payment stages of a checkout, in the write-ahead order: commit first, message after.

W1 intent, W2 sent, then the request; the answer, W3, then its acknowledgement; the last word, W4, then the goods.
"""

from __future__ import annotations

from kiosk.domain.blockers import ITEM_BASKET_FROZEN, PAY_TERMINAL_AWAY, PAY_TERMINAL_CHECKING, raised
from kiosk.domain.gifts.using import pays
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, SaleState, TenderState
from kiosk.domain.payment import (
    Result,
    Verdict,
    accept_part,
    confirm,
    decide,
    doubt,
    due,
    give_up,
    intend,
    judge_answer,
    never_left,
    send,
)
from kiosk.domain.sale import Attempt, Sale, TenderKind
from kiosk.domain.settling.undoing import is_held_apart
from kiosk.domain.stamp import Stamp, reference, uuid7
from kiosk.domain.travel.blockers import CKIN_SILENT
from kiosk.domain.values import replace
from kiosk.flows.base import (
    BackPressed,
    CancelPressed,
    Effect,
    EffectFailed,
    Event,
    Site,
    StartTimer,
    StopTimer,
    TimedOut,
)
from kiosk.flows.checkout import inquiry as asking
from kiosk.flows.checkout import receipt
from kiosk.flows.checkout.events import (
    AbortPayment,
    AckResult,
    AskLastPayment,
    Beep,
    ConnectTerminal,
    DialogueEnded,
    FinishPressed,
    GiveBackPressed,
    LastPaymentSilent,
    LastPaymentTold,
    PayPressed,
    PrintEnded,
    PrintPressed,
    Released,
    ReleaseGoods,
    Scanned,
    SendPayment,
    SharePressed,
    TerminalAnswered,
    TerminalConnected,
    TerminalNotReached,
    TerminalPrompted,
)
from kiosk.flows.checkout.states import Declined, Ended, PartPaid, Paying, PaymentUnclear, Phase, State
from kiosk.flows.checkout.undoing import watching
from kiosk.flows.checkout.undoing.stages import give_back, goes_on

BUDGET_TIMER = "checkout.budget"
BUDGET_S = 180
NOTICE_TIMER = "checkout.notice"
NOTICE_S = 8
RELEASE_TIMER = "checkout.release"
RELEASE_S = 15
PHASES = {
    "present_card": Phase.PRESENT,
    "remove_card": Phase.FINISHING,
    "enter_pin": Phase.PIN,
    "wrong_pin": Phase.PIN,
    "confirm_amount": Phase.PIN,
    "bank": Phase.BANK,
    "wait": Phase.BANK,
}
Stepped = tuple[State, tuple[Effect, ...]]


def pay(sale: Sale, at: Stamp, amount: Money | None = None, watched: tuple[tuple[str, str], ...] = ()) -> Stepped:
    """W1: freeze the basket and intend to pay what is due, or `amount` of it.

    Before it may be sent, the terminal is asked about the watch list: this sale's own attempts and the `watched` of
    others. The gift card in hand pays first, what is on it; nobody watches what its host was asked: it closes what
    never came.
    """
    if sale.total.minor == 0:
        return Paying(sale.to(SaleState.PAID), "", Phase.FINISHING), (ReleaseGoods(sale.id, sale.is_service),)
    attempt_id = uuid7(at, 2)
    gift = sale.facts.gift
    if gift is not None and not gift.attempt_id and amount is None:
        used = replace(sale, facts=replace(sale.facts, gift=replace(gift, attempt_id=attempt_id)))
        own = intend(used, uuid7(at, 1), attempt_id, reference(at), pays(sale), TenderKind.GIFT)
        return _next_ask(Paying(own, attempt_id))
    intended = intend(sale, uuid7(at, 1), attempt_id, reference(at), amount)
    asks = (*watched, *((own.id, own.ref) for own in watching.watched(sale)))
    return _next_ask(Paying(intended, attempt_id, asks=asks))


def _next_ask(state: Paying) -> Stepped:
    if state.asks:
        return state, (AskLastPayment(*state.asks[0]),)
    return state, (ConnectTerminal(state.attempt_id, state.sale.kind_of(state.attempt_id)),)


def _watch_told(state: Paying, attempt_id: str, result: Result | None, at: Stamp) -> Stepped:
    sale = watching.heard(state.sale, attempt_id, result, at)
    return _next_ask(replace(state, sale=sale, asks=state.asks[1:]))


def half_of(sale: Sale) -> Money:
    """Return the first of two shares of what is due: the larger one by at most a cent."""
    open_minor = sum(t.amount.minor for t in sale.tenders if t.state is TenderState.OPEN)
    return Money((due(sale).minor + open_minor + 1) // 2, sale.currency)


def can_share(sale: Sale) -> bool:
    """True when what is due can be split over two cards."""
    return half_of(sale) != still_due(sale)


def still_due(sale: Sale) -> Money:
    """Return what the customer still has to pay: the total less what is confirmed."""
    return sale.total - sale.confirmed


def paying(state: Paying, event: Event, at: Stamp) -> Stepped:
    """Take what the terminal and the customer do while the terminal leads."""
    match event:
        case TerminalConnected(attempt_id=of) if of == state.attempt_id and state.phase is Phase.CONNECTING:
            return _connected(state, event, at)
        case TerminalNotReached(attempt_id=of) if of == state.attempt_id and state.phase is Phase.CONNECTING:
            return _not_reached(state, at)
        case TerminalPrompted(attempt_id=of, prompt=prompt) if of == state.attempt_id:
            return _prompted(state, prompt)
        case TerminalAnswered(attempt_id=of) if of == state.attempt_id:
            return _answered(state, event)
        case DialogueEnded(attempt_id=of) if of == state.attempt_id:
            return _ended(state, event, at)
        case LastPaymentTold(attempt_id=of, result=result) if state.asks and of == state.asks[0][0]:
            return _watch_told(state, of, result, at)
        case LastPaymentSilent(attempt_id=of) if state.asks and of == state.asks[0][0]:
            return _watch_told(state, of, None, at)
        case EffectFailed(effect="AskLastPayment", key=of) if state.asks and of == state.asks[0][0]:
            return _watch_told(state, of, None, at)
        case EffectFailed(key=of) if of == state.attempt_id and of:
            return _lost(state, at)
        case Released(sale_id=of) if of == state.sale.id and state.sale.state is SaleState.PAID:
            return receipt.released(state.sale, at)
        case EffectFailed(effect="ReleaseGoods", key=of) if of == state.sale.id:
            return _unheard(state, at)
        case TimedOut(timer=timer) if timer == RELEASE_TIMER and is_unheard(state):
            return replace(state, notice=None), (ReleaseGoods(state.sale.id, state.sale.is_service),)
        case PayPressed() if is_unheard(state):
            release = ReleaseGoods(state.sale.id, state.sale.is_service)
            return replace(state, notice=None), (StopTimer(RELEASE_TIMER), release)
        case Scanned():
            frozen = raised(ITEM_BASKET_FROZEN, at, ("sale", state.sale.id))
            return replace(state, notice=frozen), (Beep("error"), StartTimer(NOTICE_TIMER, NOTICE_S))
        case TimedOut(timer=timer) if timer == NOTICE_TIMER and state.notice is not None:
            return replace(state, notice=None), ()
        case BackPressed() | CancelPressed():
            return _wants_back(state)
        case _:
            return state, ()


def _connected(state: Paying, event: TerminalConnected, at: Stamp) -> Stepped:
    if state.wants_back:
        return _back(give_up(state.sale, state.attempt_id, "cancelled"))
    sale = send(state.sale, state.attempt_id, event.terminal_id, event.prior_receipt_no, at.mono_ms)
    attempt = sale.attempt(state.attempt_id)
    if attempt is None:
        return state, ()
    payment = SendPayment(attempt.id, attempt.amount, attempt.ref, sale.kind_of(attempt.id))
    return replace(state, sale=sale, phase=Phase.PRESENT, takes_parts=event.takes_parts), (payment,)


def _prompted(state: Paying, prompt: str) -> Stepped:
    """Show what the terminal asks while it has the payment; a stray prompt must not move on what still connects."""
    attempt = state.sale.attempt(state.attempt_id)
    if attempt is None or attempt.state in (AttemptState.INTENT, AttemptState.CONFIRMED) or prompt not in PHASES:
        return state, ()
    phase = PHASES[prompt] if state.phase is not Phase.CANCELLING else state.phase
    return replace(state, phase=phase, prompt=prompt), ()


def _not_reached(state: Paying, at: Stamp) -> Stepped:
    if state.sale.kind_of(state.attempt_id) is TenderKind.GIFT:
        return _declined(replace(state, sale=give_up(state.sale, state.attempt_id, "link")), "link")
    away = raised(PAY_TERMINAL_AWAY, at, ("attempt", state.attempt_id))
    return replace(goes_on(give_up(state.sale, state.attempt_id, "link")), notice=away), (Beep("error"),)


def _back(sale: Sale) -> Stepped:
    return goes_on(sale), ()


def _answered(state: Paying, event: TerminalAnswered) -> Stepped:
    attempt = state.sale.attempt(state.attempt_id)
    if attempt is None or attempt.state not in (AttemptState.SENT, AttemptState.CANCELLING):
        # The same word twice is acknowledged again; another word than the one we kept is not ours to accept.
        return state, (AckResult(state.attempt_id, attempt is not None and _is_kept(attempt, event.result)),)
    verdict = judge_answer(attempt, event.result)
    sale = decide(state.sale, attempt.id, verdict, event.result)
    if verdict is Verdict.PARTIAL and state.takes_parts and not state.wants_back:
        sale = accept_part(sale, attempt.id)
    decided = replace(state, sale=sale)
    # An approval that is not ours is not acknowledged, so that the terminal undoes it; a person decides the rest.
    return decided, (AckResult(attempt.id, verdict is not Verdict.CONTRADICTION),)


def _is_kept(attempt: Attempt, result: Result) -> bool:
    if attempt.state is AttemptState.DECLINED:
        return not result.is_approved
    is_held = attempt.state in (AttemptState.APPROVED, AttemptState.CONFIRMED)
    is_same = (result.receipt_no, result.transaction_id) == (attempt.receipt_no, attempt.poi_tx_id)
    return is_held and judge_answer(attempt, result) is Verdict.APPROVED and is_same


def _ended(state: Paying, event: DialogueEnded, at: Stamp) -> Stepped:
    attempt = state.sale.attempt(state.attempt_id)
    if attempt is None:
        return state, ()
    if event.end == "completed" and attempt.state is AttemptState.APPROVED:
        return _approved(state, event.receipt_text, at)
    if event.end == "not_sent" and attempt.state in (AttemptState.SENT, AttemptState.CANCELLING):
        return _declined(replace(state, sale=never_left(state.sale, attempt.id)), "link")
    return _lost(state, at)


def _approved(state: Paying, receipt_text: str, at: Stamp) -> Stepped:
    """The terminal said its last word. What the customer asked to cancel before, or only a part of it, goes back."""
    attempt = state.sale.attempt(state.attempt_id)
    if state.wants_back or (attempt is not None and is_held_apart(state.sale, attempt)):
        return give_back(state.sale, at, is_all=False, goes_on=True, first=state.attempt_id)
    paid = confirm(state.sale, state.attempt_id, receipt_text)
    if paid.state is not SaleState.PAID:
        return PartPaid(paid), (Beep("ok"),)
    return replace(state, sale=paid, phase=Phase.FINISHING), (ReleaseGoods(paid.id, paid.is_service),)


def is_unheard(state: Paying) -> bool:
    """True while nobody says whether what is paid was released, and it is about to be asked again."""
    return state.sale.state is SaleState.PAID and state.notice is not None and state.notice.code == CKIN_SILENT


def _unheard(state: Paying, at: Stamp) -> Stepped:
    """Nobody knows whether what is paid was released: its money stays until somebody says so, asked again and again."""
    if state.sale.state is not SaleState.PAID:
        return state, ()
    silent = raised(CKIN_SILENT, at, ("sale", state.sale.id))
    return replace(state, notice=silent), (Beep("attention"), StartTimer(RELEASE_TIMER, RELEASE_S))


def _declined(state: Paying, refusal: str) -> Stepped:
    if state.wants_back:
        return _back(state.sale)
    return Declined(state.sale, refusal), (Beep("attention"),)


def _lost(state: Paying, at: Stamp) -> Stepped:
    attempt = state.sale.attempt(state.attempt_id)
    if attempt is None or attempt.state is AttemptState.INTENT:
        return _not_reached(state, at)
    if attempt.state is AttemptState.CONFIRMED:
        return state, ()
    if attempt.state is AttemptState.DECLINED:
        return _declined(state, attempt.refusal)
    if attempt.state is AttemptState.REVIEW:
        return _review(state, at)
    inquiry, effects = asking.opened(doubt(state.sale, attempt.id), attempt.id, at)
    budget = StartTimer(BUDGET_TIMER, BUDGET_S)
    unclear = PaymentUnclear(inquiry, at.utc_ms, wants_back=state.wants_back)
    return unclear, (*effects, budget, Beep("attention"))


def _review(state: Paying, at: Stamp) -> Stepped:
    inquiry = asking.Inquiry(state.sale.to(SaleState.REVIEW), state.attempt_id, at.mono_ms)
    return PaymentUnclear(inquiry, at.utc_ms, is_review=True), (Beep("attention"),)


def _wants_back(state: Paying) -> Stepped:
    attempt = state.sale.attempt(state.attempt_id)
    if attempt is None or state.wants_back or attempt.state not in (AttemptState.INTENT, AttemptState.SENT):
        return state, ()
    if attempt.state is AttemptState.INTENT:
        return replace(state, wants_back=True), ()  # the answer of the connection is on its way; nothing was sent
    sale = state.sale.with_attempt(attempt.to(AttemptState.CANCELLING))
    asked = replace(state, sale=sale, phase=Phase.CANCELLING, wants_back=True)
    return asked, (AbortPayment(attempt.id),)


def declined(state: Declined, event: Event, at: Stamp, watched: tuple[tuple[str, str], ...]) -> Stepped:
    """Another card, one half of it, or back; every line is kept."""
    match event:
        case PayPressed():
            return pay(state.sale, at, watched=watched)
        case SharePressed() if can_share(state.sale):
            return pay(state.sale, at, half_of(state.sale), watched)
        case BackPressed():
            return _back(state.sale)
        case _:
            return state, ()


def partly(state: PartPaid, event: Event, at: Stamp, site: Site) -> Stepped:
    """Pay the rest with the next card, or have everything given back."""
    match event:
        case PayPressed() | GiveBackPressed() if site.is_terminal_asked:
            checking = raised(PAY_TERMINAL_CHECKING, at, ("sale", state.sale.id))
            return replace(state, notice=checking), (Beep("attention"), StartTimer(NOTICE_TIMER, NOTICE_S))
        case PayPressed():
            return pay(state.sale, at, watched=site.watched)
        case GiveBackPressed():
            return give_back(state.sale, at, is_all=True, goes_on=True)
        case Scanned():
            frozen = raised(ITEM_BASKET_FROZEN, at, ("sale", state.sale.id))
            return replace(state, notice=frozen), (Beep("error"), StartTimer(NOTICE_TIMER, NOTICE_S))
        case TimedOut(timer=timer) if timer == NOTICE_TIMER and state.notice is not None:
            return replace(state, notice=None), ()
        case _:
            return state, ()


def unclear(state: PaymentUnclear, event: Event, at: Stamp, language: str) -> Stepped:
    """Ask on; after three minutes the sale goes to staff with a slip, and the asking goes on behind the glass."""
    match event:
        case TimedOut(timer=timer) if timer == BUDGET_TIMER and not state.is_review:
            reviewed = replace(state.inquiry, sale=state.inquiry.sale.to(SaleState.REVIEW))
            return replace(state, inquiry=reviewed, is_review=True), (Beep("attention"),)
        case PrintPressed() if state.is_review and not receipt.is_printing(state.inquiry.sale):
            sale, effects = receipt.slip(state.inquiry.sale, state.inquiry.attempt_id, at, language)
            return replace(state, inquiry=replace(state.inquiry, sale=sale)), effects
        case PrintEnded() | EffectFailed(effect="PrintPaper"):
            return _slip_ended(state, event)
        case FinishPressed() if state.is_review and not receipt.is_printing(state.inquiry.sale):
            return Ended(state.inquiry.sale, state.inquiry if state.inquiry.is_open else None), ()
        case _:
            return _asked(state, event, at)


def _slip_ended(state: PaymentUnclear, event: PrintEnded | EffectFailed) -> Stepped:
    sale = receipt.printed(state.inquiry.sale, event)
    if sale is state.inquiry.sale:
        return state, ()
    return replace(state, inquiry=replace(state.inquiry, sale=sale)), ()


def _asked(state: PaymentUnclear, event: Event, at: Stamp) -> Stepped:
    inquiry, effects = asking.step(state.inquiry, event, at)
    if inquiry is state.inquiry:
        return state, effects
    known = replace(state, inquiry=inquiry)
    if state.is_review or inquiry.is_open:
        return known, effects
    stop = (StopTimer(BUDGET_TIMER), StopTimer(asking.ASK_TIMER))
    attempt = inquiry.attempt
    if attempt.state is AttemptState.REVIEW:
        reviewed = replace(inquiry, sale=inquiry.sale.to(SaleState.REVIEW))
        return replace(known, inquiry=reviewed, is_review=True), (*stop, Beep("attention"))
    is_money = attempt.state in (AttemptState.CONFIRMED, AttemptState.APPROVED)
    if is_money and (inquiry.is_heard or state.wants_back):
        back, more = give_back(inquiry.sale, at, is_all=False, goes_on=True, first=attempt.id)
        return back, (*stop, *more)
    if inquiry.sale.state is SaleState.PAID:
        is_recovered = attempt.sent_mono_ms is None
        paid = Paying(inquiry.sale, attempt.id, Phase.FINISHING, is_recovered=is_recovered)
        return paid, (*stop, ReleaseGoods(inquiry.sale.id, inquiry.sale.is_service))
    if is_money:
        return PartPaid(inquiry.sale), (*stop, Beep("ok"))
    return Declined(inquiry.sale, attempt.refusal or "not_received"), stop
