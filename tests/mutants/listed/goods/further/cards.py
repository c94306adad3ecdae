"""Mutants of gift cards, of members who enrol, of what is added before paying and of what goes out after the total."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

HOST: Final = ("tests/unit/services/gift_cards", "tests/unit/effects/gifts")
GIFTS: Final = ("tests/unit/flows/checkout/gifts", "tests/unit/effects/gifts", "tests/unit/domain/gifts")
ENROL: Final = ("tests/unit/services/benefits", "tests/unit/domain/benefits", "tests/unit/flows/checkout/enrolling")
EXTRAS: Final = ("tests/unit/flows/checkout/extras", "tests/unit/domain/goods")
TOTALS: Final = ("tests/unit/domain/pricing",)
GOODS: Final = ("tests/unit/services/test_catalogue_columns.py", "tests/unit/services/test_catalogue_import.py")
OFFERS: Final = ("tests/unit/services/offers", "tests/unit/wiring/test_shop_files.py")

MUTANTS: Final = (
    Mutant("gift-more-than-is-on-it", "kiosk/services/gift_cards/embedded.py",
           "min(amount.minor, left.minor)", "amount.minor", "a gift card pays more than it holds", HOST),
    Mutant("gift-back-twice", "kiosk/services/gift_cards/embedded.py",
           "0 < amount.minor <= taken.minor - back", "0 < amount.minor <= taken.minor",
           "money goes back to a gift card twice", HOST),
    Mutant("gift-asked-again-is-taken-again", "kiosk/services/gift_cards/embedded.py",
           "UPDATE movement SET stage = ? WHERE ref = ? AND stage = 'HELD'",
           "UPDATE movement SET stage = ? WHERE ref = ?",
           "what was freed is made final", HOST),
    Mutant("gift-told-is-not-closed", "kiosk/services/gift_cards/embedded.py",
           "self._told(known) if known is not None else self._added(_closed(ref))",
           "self._told(known if known is not None else _closed(ref))",
           "a payment that nobody waits for any more may still come", HOST),
    Mutant("gift-of-another-currency", "kiosk/services/gift_cards/embedded.py",
           "        if own.loaded.currency != currency:\n            return Why.CURRENCY\n", "",
           "a card of pounds pays euros", HOST),
    Mutant("gift-ended-yesterday", "kiosk/services/gift_cards/embedded.py",
           "self._today() > own.last_day", "self._today() >= own.last_day", "a card is refused on its last day", HOST),
    Mutant("gift-of-an-answer-nobody-waits-for", "kiosk/flows/checkout/gifts/bringing.py",
           "if event.sale_id == state.sale.id else (state, ())", "if event.sale_id else (state, ())",
           "another customer's gift card pays", GIFTS),
    Mutant("gift-typed-and-left", "kiosk/flows/checkout/gifts/bringing.py",
           "if event.is_typed and not (isinstance(state, Typing) and state.is_looking_up):", "if False:",
           "a number that was left comes into the basket", GIFTS),
    Mutant("gift-stays-in-hand", "kiosk/flows/checkout/gifts/bringing.py",
           "return after, (*effects, ForgetGifts()) if is_gone else effects", "return after, effects",
           "the number of a gift card outlives its payment", GIFTS),
    Mutant("gift-goes-on-with-the-terminal-away", "kiosk/flows/checkout/gifts/bringing.py",
           'is_free = site.is_usable("terminal") and not site.is_terminal_asked',
           "is_free = not site.is_terminal_asked", "the rest is asked of a terminal that is away", GIFTS),
    Mutant("gift-silence-is-no", "kiosk/effects/gifts/terminal.py",
           'return PurchaseEnd(DialogueEnd.UNKNOWN, detail=str(error))\n        ack',
           'return PurchaseEnd(DialogueEnd.NOT_SENT, detail=str(error))\n        ack',
           "a gift card is charged for goods that are paid again", GIFTS),
    Mutant("left-of-a-refusal-is-told", "kiosk/effects/gifts/terminal.py",
           "known.left.minor if is_approved and known.left is not None else None",
           "None", "the receipt does not say what is left", (*GIFTS, "tests/shopping")),
    Mutant("nothing-left-is-not-said", "kiosk/papers/returned.py",
           "if attempt.left_minor is None:", "if not attempt.left_minor:", "an empty card says nothing",
           ("tests/unit/papers",)),
    Mutant("two-members-by-one-contact", "kiosk/services/benefits/enrolling.py",
           "if theirs and theirs != mine:", "if theirs and mine and theirs != mine:",
           "somebody else's contact makes a second member", ENROL),
    Mutant("asked-again-is-another-member", "kiosk/services/benefits/enrolling.py",
           "            if mine:\n", "            if mine and theirs:\n", "one sale makes two members", ENROL),
    Mutant("a-number-of-seven-digits", "kiosk/domain/benefits/contact.py",
           "[0-9]{8,15}", "[0-9]{1,15}", "nobody can be reached by it", ENROL),
    Mutant("enrolled-for-another", "kiosk/flows/checkout/enrolling/asking.py",
           "if member is not None and state.is_asking and of == sale.id:", "if member is not None and state.is_asking:",
           "the next customer becomes the last one's member", ENROL),
    Mutant("donation-stays-in-the-basket", "kiosk/flows/checkout/extras/offering.py",
           "sale = without_donation(after.sale)", "sale = after.sale",
           "what was rounded up stays when pieces come", EXTRAS),
    Mutant("one-piece-is-asked", "kiosk/flows/checkout/extras/offering.py",
           "sale.pieces < 2", "sale.pieces < 1", "a single piece takes a tap more", EXTRAS),
    Mutant("rounded-down", "kiosk/domain/goods/extras.py",
           "-sale.total.minor % unit_minor", "sale.total.minor % unit_minor", "the total is not whole", EXTRAS),
    Mutant("points-on-a-donation", "kiosk/domain/benefits/owing.py",
           "points_of(sale.spent.minor, facts.minor_per_point)", "points_of(sale.total.minor, facts.minor_per_point)",
           "a gift earns points", EXTRAS),
    Mutant("offers-on-a-donation", "kiosk/domain/pricing/lines.py",
           "line.kind in (LineKind.GOODS, LineKind.LABEL)", "line.kind is not LineKind.SERVICE",
           "an offer makes a gift smaller", EXTRAS),
    Mutant("late-before-the-total", "kiosk/domain/goods/late.py",
           "if not gone or not was.tenders:", "if not gone:", "honest second thoughts count as loss", EXTRAS),
    Mutant("a-line-counts-for-two-totals", "kiosk/domain/pricing/thresholds.py",
           "if all(totals[place].lines.isdisjoint(own.lines) for own in chosen):", "if True:",
           "one piece earns two totals", TOTALS),
    Mutant("goods-that-nobody-can-choose", "kiosk/services/catalogue/table.py",
           'if not (own["gtin"] or own["unit"] == "kg" or own.get("plu")):', "if False:",
           "a product is imported that nobody can buy", GOODS),
    Mutant("slips-of-promotions-are-not-told", "kiosk/services/offers/doubts.py",
           "if own.coupon and own.coupon not in shop.opened:", "if False:",
           "a coupon that opens nothing is found by customers", OFFERS),
)  # fmt: skip
