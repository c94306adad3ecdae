"""Mutants of what may be sold, what is weighed, and what is kept for later."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

RULES: Final = ("tests/shopping/week", "tests/unit/domain/goods")
HOLDS: Final = ("tests/shopping/week", "tests/unit/domain/goods", "tests/unit/flows/checkout/goods")
BASKET: Final = ("tests/shopping/week", "tests/unit/domain/goods", "tests/unit/domain/")
PAN: Final = ("tests/shopping/week", "tests/unit/domain/loose", "tests/unit/flows/checkout/loose")
WARRANTY: Final = ("tests/unit/flows/checkout/goods",)
KEPT: Final = ("tests/unit/flows/shell/aside", "tests/shopping/week")

MUTANTS: Final = (
    Mutant(
        "sold-on-the-day-after",
        "kiosk/domain/goods/rules.py",
        "facts.expires < (local[:_DAY]",
        "facts.expires <= (local[:_DAY]",
        "goods are refused on their last day",
        RULES,
    ),
    Mutant(
        "recalled-batch-sold",
        "kiosk/domain/goods/rules.py",
        "    if facts.batch and facts.batch in terms.recalled:",
        "    if facts.batch and facts.batch not in terms.recalled and terms.recalled:",
        "a recalled batch is sold",
        RULES,
    ),
    Mutant(
        "not-for-sale-is-sold",
        "kiosk/domain/goods/rules.py",
        "    if terms.not_sold:\n        return Refusal(ITEM_NOT_FOR_SALE",
        "    if terms.not_sold == NotSold.OTHER:\n        return Refusal(ITEM_NOT_FOR_SALE",
        "what is shown only is sold",
        RULES,
    ),
    Mutant(
        "hours-turned",
        "kiosk/domain/goods/rules.py",
        "is not Opening.CLOSED for own in hours)",
        "is Opening.CLOSED for own in hours)",
        "sold at night, refused by day",
        RULES,
    ),
    Mutant(
        "any-age-was-seen",
        "kiosk/domain/goods/holds.py",
        "return most if most > age_seen(sale) else 0",
        "return most if not age_seen(sale) else 0",
        "who is 16 takes spirits",
        HOLDS,
    ),
    Mutant(
        "refused-and-kept",
        "kiosk/domain/goods/holds.py",
        "kept = tuple(line for line in sale.lines if line not in own)",
        "kept = sale.lines",
        "what staff refuse is sold",
        HOLDS,
    ),
    Mutant(
        "serial-is-not-asked",
        "kiosk/domain/goods/holds.py",
        "return line.facts.needs_serial and not line.facts.serial",
        "return False",
        "goods without a number are sold",
        HOLDS,
    ),
    Mutant(
        "free-antiques",
        "kiosk/domain/goods/holds.py",
        "return line.facts.is_price_asked and line.list_unit is None",
        "return False",
        "goods without a price are free",
        HOLDS,
    ),
    Mutant(
        "one-look-for-all-lines",
        "kiosk/domain/goods/holds.py",
        "return line.facts.min_age > age_seen(sale)",
        "return True",
        "bread goes out with the wine",
        HOLDS,
    ),
    Mutant(
        "no-limit",
        "kiosk/domain/basket.py",
        "sum(line.qty for line in sale.lines if line.sku == sku) + more_pieces > max_qty",
        "more_pieces > max_qty",
        "as many as are scanned one by one",
        BASKET,
    ),
    Mutant(
        "deposit-once",
        "kiosk/domain/basket.py",
        "replace(facts, deposit_minor=product.deposit_minor * qty)",
        "replace(facts, deposit_minor=product.deposit_minor)",
        "a crate pays one deposit",
        BASKET,
    ),
    Mutant(
        "a-pack-is-one",
        "kiosk/domain/basket.py",
        "qty = 1 if product.is_weighed or price is not None else product.pack_qty",
        "qty = 1",
        "six for the price of one",
        BASKET,
    ),
    Mutant(
        "the-same-number-twice",
        "kiosk/domain/basket.py",
        "if facts.serial and any(own.sku == product.sku",
        "if facts.serial and all(own.sku != product.sku",
        "one piece is paid twice",
        BASKET,
    ),
    Mutant(
        "sold-twice",
        "kiosk/domain/loose/pan.py",
        "return Rest.TAKEN if is_taken else Rest.RESTING",
        "return Rest.RESTING",
        "one weight is sold twice",
        PAN,
    ),
    Mutant(
        "one-answer-is-enough",
        "kiosk/domain/loose/pan.py",
        "        if gross_g != self.before_g:",
        "        if False:",
        "a hand on the scale is paid",
        PAN,
    ),
    Mutant(
        "the-container-is-paid",
        "kiosk/domain/loose/selling.py",
        "return load.gross_g - tare_g",
        "return load.gross_g",
        "the container is sold at the price of apples",
        PAN,
    ),
    Mutant(
        "a-container-alone",
        "kiosk/domain/loose/selling.py",
        "if net_of(load, tare_g) <= 0:",
        "if net_of(load, tare_g) < 0:",
        "an empty container is sold",
        PAN,
    ),
    Mutant(
        "too-light-is-sold",
        "kiosk/domain/loose/pan.py",
        "        if gross_g < self.least_g:",
        "        if False:",
        "weights below the scale's minimum are sold",
        PAN,
    ),
    Mutant(
        "a-code-for-ever",
        "kiosk/domain/aside/keeping.py",
        "tuple(own for own in baskets if utc_ms <= own.until_utc_ms)",
        "baskets",
        "yesterday's basket comes back",
        KEPT,
    ),
    Mutant(
        "one-code-of-two",
        "kiosk/domain/aside/keeping.py",
        "return own[0] if len(own) == 1 else None",
        "return own[0] if own else None",
        "somebody else's basket comes",
        KEPT,
    ),
    Mutant(
        "the-same-code-again",
        "kiosk/domain/aside/keeping.py",
        "version=sale.version + 1)",
        "version=sale.version)",
        "an old code opens a new basket",
        KEPT,
    ),
    Mutant(
        "a-warranty-told-again-and-again",
        "kiosk/flows/checkout/shopping/scanning.py",
        "if not months or any(own.sku == line.sku for own in before.lines):",
        "if not months:",
        "each piece of ten lamps says the same over what matters",
        WARRANTY,
    ),
    Mutant(
        "a-warranty-over-an-age-check",
        "kiosk/flows/checkout/shopping/scanning.py",
        "notice = None if is_held else _warranty(",
        "notice = _warranty(",
        "nobody reads that staff must see their age",
        WARRANTY,
    ),
    Mutant(
        "a-warranty-that-no-line-keeps",
        "kiosk/domain/basket.py",
        "warranty_months=own.warranty_months,",
        "warranty_months=0,",
        "the receipt is no proof of it",
        WARRANTY,
    ),
)
