"""Baskets of what is scanned and typed: packs, other codes, labels, symbols with batch and date, and misreadings."""

from __future__ import annotations

from typing import Final

from tests.shopping.week.row import Basket

P: Final = "pay; receipt; finish"
BAD_SCAN: Final = ("WARNING kiosk.effects.scan: bad scan: two_codes, 26 bytes",)
BASKETS: Final = (
    Basket("one-bread", "mo 08:10", "nl", "express", f"scan bread; {P}", "1 bread 200"),
    Basket("breakfast-for-one", "mo 08:15", "en", "pieces", f"scan milk; scan roll x2; {P}", "1 milk 100; 2 roll 80"),
    Basket("counts-by-touch", "mo 08:40", "es", "pieces", f"scan milk; more milk; more milk; fewer milk; {P}",
           "2 milk 200"),
    Basket("crate-of-water", "mo 09:00", "pt-BR", "pack deposit alias", f"scan crate; {P}", "6 water 390"),
    Basket("crate-and-bottle", "mo 09:05", "pt-PT", "pack deposit", f"scan crate; scan water; fewer water; {P}",
           "6 water 390"),
    Basket("two-crates", "mo 09:30", "nl", "pack deposit", f"scan crate x2; {P}", "12 water 780"),
    Basket("salad-by-weight", "mo 11:00", "en", "label", f"label 1234 505g; {P}", "505g salad 606"),
    Basket("two-salads", "mo 11:10", "es", "label", f"label 1234 250g; label 1234 250g; {P}",
           "250g salad 300; 250g salad 300"),
    Basket("cake-with-its-price", "mo 11:20", "pt-BR", "label", f"label 5678 450c; {P}", "1 cake 450"),
    Basket("torn-label", "mo 11:25", "pt-PT", "label misread",
        f"label 5678 450c!; sees ITEM.CHECK_DIGIT; scan milk; {P}",
           "1 milk 100"),
    Basket("cheese-of-a-symbol", "mo 11:30", "nl", "label batch", f"scan cheese kg=000352 lot=C7; {P}",
           "352g cheese 352"),
    Basket("ham-of-a-good-batch", "mo 12:00", "en", "batch", f"scan ham lot=L12; {P}", "1 ham 300"),
    Basket("two-batches-two-lines", "mo 12:05", "es", "batch",
        f"scan ham lot=L12; scan ham lot=L14; scan ham lot=L12; {P}",
           "2 ham 600; 1 ham 300"),
    Basket("ham-of-a-recalled-batch", "mo 12:10", "pt-BR", "recall batch",
           f"scan ham lot=L13; sees ITEM.RECALLED; scan bread; {P}", "1 bread 200"),
    Basket("toy-recalled-altogether", "mo 12:20", "pt-PT", "recall", f"scan toy; sees ITEM.RECALLED; scan milk; {P}",
           "1 milk 100"),
    Basket("ham-past-its-day", "tu 08:00", "nl", "expiry",
           f"scan ham last=260921; sees ITEM.EXPIRED; scan ham last=260922; {P}", "1 ham 300"),
    Basket("best-before-counts-too", "tu 08:10", "en", "expiry",
           f"scan ham best=260901; sees ITEM.EXPIRED; scan milk; {P}", "1 milk 100"),
    Basket("typed-number", "tu 08:20", "es", "typed", f"type milk; {P}", "1 milk 100"),
    Basket("typed-wrongly-first", "tu 08:30", "pt-BR", "typed misread",
           f"type 9520000000012; at Typing; back; type butter; {P}",
           "1 butter 250"),
    Basket("nobodys-number", "tu 08:40", "pt-PT", "unknown", f"scan nothing; sees ITEM.UNKNOWN; scan milk; {P}",
           "1 milk 100"),
    Basket("a-link-that-is-no-item", "tu 08:45", "nl", "unknown",
           f"code ]Q1https://example.com/; sees ITEM.UNKNOWN; scan milk; {P}", "1 milk 100"),
    Basket("two-codes-at-once", "tu 08:50", "en", "misread", f"two-codes; sees ITEM.TWO_CODES; scan milk; {P}",
           "1 milk 100", logs=BAD_SCAN),
    Basket("labels-of-no-weight-and-of-a-horse", "tu 08:55", "es", "label absurd",
           f"label 1234 0g; sees ITEM.NEEDS_WEIGHING; label 1234 99999g; sees ITEM.NEEDS_WEIGHING; scan milk; {P}",
           "1 milk 100"),
    Basket("a-label-of-no-price", "tu 08:57", "pt-BR", "label absurd",
           f"label 5678 0c; sees ITEM.NOT_SOLD_HERE; scan milk; {P}", "1 milk 100"),
)  # fmt: skip
