"""Each state of a checkout and the hard ones, for gallery, tests and translators. All goods are invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk.domain import basket
from kiosk.domain.aside.keeping import kept
from kiosk.domain.blockers import ITEM_BASKET_FROZEN, ITEM_UNKNOWN, PAY_TERMINAL_AWAY, raised
from kiosk.domain.goods.blockers import ITEM_MAX_QTY, ITEM_WARRANTY
from kiosk.domain.goods.facts import LineFacts, Saving
from kiosk.domain.goods.terms import Terms
from kiosk.domain.money import Money
from kiosk.domain.moves import PrintState, SaleState
from kiosk.domain.payment import Result, Verdict, confirm, decide, doubt, intend, send
from kiosk.domain.pricing.book import Book
from kiosk.domain.pricing.promotions import Combining, NForM, PercentOff, Promotion, Scope
from kiosk.domain.sale import PaperKind, Sale
from kiosk.domain.settling.undoing import reverse
from kiosk.domain.staff import attending
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import LocalText, text
from kiosk.flows.checkout.attended.examples import examples as service_examples
from kiosk.flows.checkout.bagging.examples import examples as bagging_examples
from kiosk.flows.checkout.benefits.examples import benefit_examples
from kiosk.flows.checkout.enrolling.examples import examples as enrolling_examples
from kiosk.flows.checkout.extras.examples import examples as extras_examples
from kiosk.flows.checkout.gifts.examples import gift_examples
from kiosk.flows.checkout.inquiry import Inquiry
from kiosk.flows.checkout.loose.examples import examples as loose_examples
from kiosk.flows.checkout.paying import half_of
from kiosk.flows.checkout.receipt import Paper, start
from kiosk.flows.checkout.states import (
    Declined,
    Explained,
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
from kiosk.flows.checkout.taxno.examples import examples as tax_number_examples
from kiosk.flows.checkout.undoing import unwinding
from kiosk.flows.checkout.undoing.unwinding import Unwinding

AT = Stamp(utc_ms=1_790_000_000_000, mono_ms=1_000_000, draw=0x1234_5678_9ABC_DEF0_11)
LANGUAGES = ("en", "nl", "es", "pt-BR", "pt-PT")
GOODS: tuple[tuple[str, int, str, str], ...] = (
    (
        "cheese",
        549,
        "Semi-mature cheese|Jong belegen kaas|Queso semicurado|Queijo meia cura|Queijo meia cura",
        "Sliced, 400 g|Plakken, 400 g|En lonchas, 400 g|Fatiado, 400 g|Fatiado, 400 g",
    ),
    (
        "banana",
        151,
        "Bananas|Bananen|Bananas|Bananas|Bananas",
        "Bunch of 5|Tros van 5|Manojo de 5|Cacho com 5|Cacho de 5",
    ),
    (
        "avocado",
        99,
        "Avocado|Avocado|Aguacate|Abacate|Abacate",
        "Ready to eat|Eetrijp|Listo para comer|Pronto para comer|Pronto a comer",
    ),
    (
        "beer",
        479,
        "Alcohol-free lager|Pils alcoholvrij|Cerveza sin alcohol|Cerveja sem álcool|Cerveja sem álcool",
        "6 cans of 0.33 l|6 blikjes van 0,33 l|6 latas de 0,33 l|6 latas de 0,33 l|6 latas de 0,33 l",
    ),
    (
        "baguette",
        159,
        "Baguette|Stokbrood|Baguete|Baguete|Baguete",
        "White, 300 g|Wit, 300 g|Blanca, 300 g|Branca, 300 g|Branca, 300 g",
    ),
    (
        "milk",
        129,
        "Semi-skimmed milk|Halfvolle melk|Leche semidesnatada|Leite semidesnatado|Leite meio-gordo",
        "1 litre|1 liter|1 litro|1 litro|1 litro",
    ),
)


def _local(texts: str) -> LocalText:
    return LocalText(tuple(zip(LANGUAGES, texts.split("|"), strict=True)))


def product(index: int, *, number: int = 0, currency: str = "EUR") -> basket.Product:
    """Return an invented product; `number` makes further ones of the same kind."""
    art, minor, names, details = GOODS[index % len(GOODS)]
    sku, gtin = f"{index}-{number}", f"{9520000000000 + index:014d}"
    unit = Money(minor + number, currency)
    return basket.Product(sku, gtin, _local(names), _local(details), art, unit, 900, False, 1)


def _sale(count: int) -> Sale:
    sale = Sale("01f00000-0000-7000-8000-000000000001", "EUR", "01f00000-0000-7000-8000-000000000002", AT.utc_ms)
    for number in range(count):
        sale = basket.add(sale, product(number, number=number // len(GOODS)))
    return sale


def _twice(sale: Sale, n: int) -> Sale:
    return basket.more(sale, n)


def _hard() -> Sale:
    sale = _sale(5)
    long = "|".join("Extraordinarily long product name that nobody would ever read 64" for _ in LANGUAGES)
    dear = replace(product(5), sku="dear", name=_local(long), unit=Money(9_999_999, "EUR"))
    return basket.add(sale, dear)


def _warranted() -> Scanning:
    name = _local("Headphones|Koptelefoon|Auriculares|Fones de ouvido|Auscultadores")
    cable = _local("1.2 m cable|Snoer van 1,2 m|Cable de 1,2 m|Com fio de 1,2 m|Com fio de 1,2 m")
    own = replace(product(0), sku="own", art="headphones", name=name, detail=cable, unit=Money(2499, "EUR"))
    months = text("checkout.explained.months", n=24)
    sale = basket.add(_sale(2), own)
    return Scanning(sale, newest_n=3, notice=raised(ITEM_WARRANTY, AT, ("line", "3"), item=name, months=months))


NAMES = (  # as a store may write them: no place to break, from right to left, pictures, marks that stand on letters
    "Handwerkersfruehstuecksspezialitaetenzusammenstellungsbeispieles",
    "تفاح أحمر طازج من المزرعة",
    "תפוחים אדומים מהחווה",
    "🍕 Pizza 👩\u200d🌾 🧀🍅",
    "Cre\u0300me bru\u0302le\u0301e e\u0323\u0302 ạ̈",
)


def _names() -> Sale:
    sale = _sale(0)
    for index, name in enumerate(NAMES):
        odd = replace(product(index), sku=f"odd-{index}", name=_local("|".join(name for _ in LANGUAGES)))
        sale = basket.add(sale, odd)
    return sale


OFFERS = (  # a group over two lines, and something on top of it: one line names its offer, the other their sum
    Promotion(
        "mix", _local("3 for the price of 2|3 halen, 2 betalen|3 por 2|Leve 3 pague 2|Leve 3 pague 2"), NForM(3, 2),
        Scope(frozenset({"1-0", "3-0"})),
    ),
    Promotion(
        "tenth", _local("Week of offers|Actieweek|Semana de ofertas|Semana de ofertas|Semana de ofertas"),
        PercentOff(1000), Scope(frozenset({"3-0"})), Combining.STACKABLE,
    ),
)  # fmt: skip


def _saving() -> Sale:
    sale = replace(_sale(0), offers=Book(OFFERS))
    for number in (0, 1, 1, 3):
        sale = basket.add(sale, product(number))
    return sale


def _explained_hard() -> Sale:
    """A weighed line of the longest name, of which all is known that may be."""
    long = "|".join("Extraordinarily long product name that nobody would ever read 64" for _ in LANGUAGES)
    deposit = replace(product(0), name=_local(long), is_weighed=True, deposit_minor=25, catalogue_version=417)
    facts = LineFacts(batch="L2417-B", expires="2026-12-31", tare_g=120)
    sale = basket.add(_sale(0), deposit, weight_g=1845, facts=facts, local="2026-05-31T14:05")
    line = sale.lines[0]
    savings = (Saving("tenth", 100, 1, OFFERS[1].text), Saving("mix", 212, 3, OFFERS[0].text))
    saved = replace(line, total=line.total - Money(312, "EUR"), facts=replace(line.facts, savings=savings))
    return attending.discounted(replace(sale, lines=(saved,)), 1, 0, 2500, "short_date")


def _dear(*, pieces: int = 99) -> Sale:
    """A basket of seven digits before the comma: 99 of one thing, and another."""
    sale = basket.add(_sale(2), replace(product(2), sku="dear", unit=Money(12_400_000, "EUR")))
    for _ in range(pieces - 1):
        sale = basket.more(sale, 3)
    return sale


RESULT = Result(True, Money(0, "EUR"), 12, "000123", "A1B2C3", "52000001", "Demo Card", "4471", "00")


def _sent(basket_of: Sale | None = None) -> Sale:
    sale = intend(basket_of or _twice(_sale(6), 3), "t1", "01f00000-0000-7000-8000-0007q2m19abc", "ref")
    return send(sale, sale.attempts[0].id, "52000001", 11, AT.mono_ms)


def _paid(basket_of: Sale | None = None) -> Sale:
    sale = _sent(basket_of)
    attempt = sale.attempts[0]
    approved = decide(sale, attempt.id, Verdict.APPROVED, replace(RESULT, amount=attempt.amount))
    return confirm(approved, attempt.id, "Demo receipt").to(SaleState.FULFILLED)


CODE = "https://kade-markt.example/r#" + "eNqVkE1qwzAQha" * 40  # as long as that of a dozen lines


def _printing(*states: PrintState) -> Receipt:
    sale, job = start(_paid(), Paper("receipt:1", PaperKind.CUSTOMER, "nl"), AT)
    for state in states:
        job = job.to(state)
    return Receipt(sale.with_job(job), job.id, CODE)


def _unclear(*, is_review: bool) -> PaymentUnclear:
    sale = doubt(_sent(), _sent().attempts[0].id)
    sale = sale.to(SaleState.REVIEW) if is_review else sale
    return PaymentUnclear(Inquiry(sale, sale.attempts[0].id, AT.mono_ms), AT.utc_ms, is_review)


def _half_paid() -> Sale:
    """Two cards share a basket; the first one has paid."""
    sale = _twice(_sale(6), 3)
    sale = intend(sale, "t1", "01f00000-0000-7000-8000-0007q2m19abc", "r1", half_of(sale))
    sale = send(sale, sale.attempts[0].id, "52000001", 11, AT.mono_ms)
    result = replace(RESULT, amount=sale.attempts[0].amount)
    return confirm(decide(sale, sale.attempts[0].id, Verdict.APPROVED, result), sale.attempts[0].id, "Demo receipt")


def _giving_back(*, done: int, is_review: bool = False, is_cut: bool = False) -> GivingBack:
    """Both cards have paid, and the customer gives up: the last one goes back first. `is_cut`: no more has begun."""
    sale = intend(_half_paid(), "t2", "01f00000-0000-7000-8000-0007q2m19abd", "r2")
    sale = send(sale, sale.attempts[1].id, "52000001", 12, AT.mono_ms)
    result = replace(RESULT, amount=sale.attempts[1].amount, receipt_no=13, last4="0082")
    sale = confirm(decide(sale, sale.attempts[1].id, Verdict.APPROVED, result), sale.attempts[1].id, "Demo receipt")
    attempt_id = ""
    for nth, paid in enumerate(sale.attempts[1::-1][: done + (not is_cut)]):
        attempt_id = f"back{nth}"
        sale = send(reverse(sale, paid.id, attempt_id, attempt_id), attempt_id, "52000001", 13 + nth, AT.mono_ms)
        if nth < done:
            told = replace(RESULT, amount=paid.amount, receipt_no=14 + nth)
            sale, attempt_id = confirm(decide(sale, attempt_id, Verdict.APPROVED, told), attempt_id, ""), ""
    sale = sale.to(SaleState.REVIEW) if is_review else sale
    return GivingBack(Unwinding(sale, is_all=True, attempt_id=attempt_id), True, AT.utc_ms, is_review)


def _refused() -> GivingBack:
    """The terminal refuses to give the last amount back: a person must look."""
    state = _giving_back(done=1)
    sale = decide(doubt(state.sale, "back1"), "back1", Verdict.CONTRADICTION, None)
    return replace(state, unwinding=Unwinding(sale, is_all=True), is_review=True)


def returned(outcome: PrintState | None) -> Returned:
    """Return a sale of which all is back: its receipt is under way, came to its end, or (None) waits for a word."""
    sale = _giving_back(done=2).sale
    if outcome is None:
        return Returned(sale, goes_on=False, about="back1")
    sale, job = start(sale, Paper("reversal:back1", PaperKind.REVERSAL, "nl", "back1"), AT)
    sale = sale if outcome is PrintState.SENDING else sale.with_job(job.to(outcome))
    return Returned(sale, goes_on=True, about="back1", job_id=job.id, code=CODE)


def _held() -> Sale:
    """A basket that waits for a price and for a look at the customer's age."""
    asked = (Terms(is_price_asked=True), Terms(min_age=18))
    sale = _sale(2)
    for index, terms in enumerate(asked, start=2):
        free = Money(0, "EUR") if terms.is_price_asked else product(index).unit
        sale = basket.add(sale, replace(product(index), sku=f"asked-{index}", unit=free, terms=terms))
    return sale


def _attended() -> Sale:
    """A basket in which staff set a price, took something off, and counted again."""
    sale = attending.with_price(_sale(4), 1, 99, "shelf")
    sale = attending.discounted(sale, 2, 0, 2500, "short_date")
    return attending.with_quantity(sale, 3, 3, "counted")


def _refunding(*, is_review: bool) -> Refunding:
    """All of a sale goes back to its card; in review the terminal does not say whether it did."""
    sale = _paid(_attended())
    going, _ = unwinding.refunded(sale, sale.tenders[0].id, sale.tenders[0].amount, AT)
    sent = send(going.sale, going.attempt_id, "52000001", 12, AT.mono_ms)
    return Refunding(replace(going, sale=sent), AT.utc_ms, 0, going.attempt_id, is_review)


def _reprinting() -> Reprinting:
    sale, job = start(_paid(), Paper("receipt:1", PaperKind.CUSTOMER, "nl"), AT)
    copy = sale.with_job(replace(job, copy_no=2).to(PrintState.DONE))
    return Reprinting(copy, job.id)


def _examples() -> dict[str, State]:
    sent, attempt_id = _sent(), _sent().attempts[0].id
    intended = intend(_sale(6), "t1", "a1", "ref")
    declined = decide(sent, attempt_id, Verdict.DECLINED, replace(RESULT, is_approved=False, refusal="card"))
    removed = basket.fewer(_sale(4), 2)
    six = _twice(_sale(6), 3)
    return {
        "Scanning": Scanning(six, newest_n=6),
        "Scanning-empty": Scanning(_sale(0)),
        "Scanning-unknown": Scanning(_sale(3), notice=raised(ITEM_UNKNOWN, AT, ("sale", "1"))),
        "Scanning-no-terminal": Scanning(_sale(2), notice=raised(PAY_TERMINAL_AWAY, AT, ("sale", "1"))),
        "Scanning-undo": Scanning(removed, undo_n=2),
        "Scanning-200": Scanning(_sale(200), newest_n=200),
        "Scanning-hard": Scanning(_hard(), newest_n=6),
        "Scanning-held": Scanning(_held(), newest_n=4),
        "Scanning-limit": Scanning(
            _sale(3), notice=raised(ITEM_MAX_QTY, AT, ("sale", "1"), item=product(2).name, limit=12)
        ),
        "Scanning-warranty": _warranted(),
        "Typing": Typing(_sale(3)),
        "Typing-check-digit": Typing(_sale(3), "check_digit"),
        "Typing-looking-up": Typing(_sale(3), is_looking_up=True),
        "Scanning-attended": Scanning(_attended(), newest_n=3),
        "Scanning-names": Scanning(_names(), newest_n=1),
        "Scanning-dear": Scanning(_dear(), newest_n=3),
        "Scanning-saving": Scanning(_saving(), newest_n=3),
        "Explained": Explained(_saving(), 3),
        "Explained-plain": Explained(six, 3),
        "Explained-hard": Explained(_explained_hard(), 1),
        "Explained-attended": Explained(_attended(), 1),
        **benefit_examples(_sale, AT),
        **gift_examples(_sale, AT),
        **bagging_examples(_sale),
        **loose_examples(_sale),
        **tax_number_examples(_sale),
        **enrolling_examples(_sale),
        **extras_examples(_sale),
        "Keeping": Keeping(kept(six)),
        "ResumeOffer": ResumeOffer(six),
        "Paying": Paying(sent, attempt_id, Phase.PRESENT, "present_card"),
        "Paying-connecting": Paying(intended, "a1", Phase.CONNECTING),
        "Paying-scanned": Paying(
            sent, attempt_id, Phase.PRESENT, "present_card", notice=raised(ITEM_BASKET_FROZEN, AT, ("sale", "1"))
        ),
        "Paying-bank": Paying(sent, attempt_id, Phase.BANK, "bank"),
        "Paying-dear": Paying(_sent(_dear()), attempt_id, Phase.PIN, "enter_pin"),
        "Declined": Declined(declined, "card"),
        "Declined-link": Declined(declined, "not_received"),
        "Declined-part-paid": Declined(_half_paid(), "card"),
        "PartPaid": PartPaid(_half_paid()),
        "PartPaid-scanned": PartPaid(_half_paid(), raised(ITEM_BASKET_FROZEN, AT, ("sale", "1"))),
        "GivingBack": _giving_back(done=1),
        "GivingBack-first": _giving_back(done=0),
        "Returned": returned(PrintState.UNKNOWN),
        "Returned-part": Returned(_giving_back(done=1, is_cut=True).sale, goes_on=True, about="back0"),
        "GivingBack-staff": _refused(),
        "GivingBack-review": _giving_back(done=1, is_review=True),
        "PaymentUnclear": _unclear(is_review=False),
        "PaymentUnclear-review": _unclear(is_review=True),
        "Receipt": Receipt(_paid(), code=CODE),
        "Receipt-no-code": Receipt(_paid()),
        "Receipt-dear": Receipt(_paid(_dear())),
        "Receipt-printing": _printing(),
        "Receipt-failed": _printing(PrintState.FAILED),
        "Receipt-unknown": _printing(PrintState.UNKNOWN),
        **service_examples(lambda lines: _paid(replace(_sale(0), lines=lines, next_n=len(lines) + 1)), AT),
        "Refunding": _refunding(is_review=False),
        "Refunding-review": _refunding(is_review=True),
        "Reprinting": _reprinting(),
        "ThankYou": ThankYou(_paid(), 15),
    }


EXAMPLES: Mapping[str, State] = _examples()
