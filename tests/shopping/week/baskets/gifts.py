"""Baskets with a gift card: all of it, a part, no use, silence, put away, and what goes back where it came from."""

from __future__ import annotations

from typing import Final

from tests.shopping.week.row import Basket

P: Final = "pay; receipt; finish"
BASKETS: Final = (
    Basket("a-gift-card-pays-all", "mo 17:00", "nl", "gift",
           f"scan coffee; gift twenty; sees SALE.GIFT_ALL; {P}; tenders gift:500; off twenty 500; "
           "left 1500", "1 coffee 500"),
    Basket("a-gift-card-comes-first", "mo 17:05", "en", "gift express",
           f"gift twenty; sees SALE.GIFT_IN; scan bread; scan milk; {P}; tenders gift:300; off twenty 300",
           "1 bread 200; 1 milk 100"),
    Basket("a-typed-gift-card", "mo 17:10", "es", "gift typed",
           f"scan bread; type-gift fifty; sees SALE.GIFT_ALL; {P}; off fifty 200", "1 bread 200"),
    # 3000 less the 2000 of the gift card
    Basket("a-gift-card-and-a-bank-card", "mo 17:15", "pt-BR", "gift split serial",
           f"scan drill serial=G1; gift twenty; sees SALE.GIFT_PART; {P}; "
           "tenders gift:2000 card:1000; off twenty 2000; left 0",
           "1 drill 3000"),
    # 7000 less 500 from fifty on: 5000 and 1500
    Basket("two-gift-cards", "mo 17:20", "pt-PT", "gift split serial threshold",
           "scan drill serial=G1; scan drill serial=G2; scan coffee x2; gift fifty; cards declined; pay; at Declined; "
           f"gift twenty; {P}; tenders gift:5000 gift:1500; off fifty 5000; off twenty 1500",
           "1 drill 3000 -214; 1 drill 3000 -214; 2 coffee 1000 -72"),
    Basket("another-gift-card-takes-its-place", "mo 17:25", "nl", "gift",
           f"scan bread; gift twenty; gift fifty; {P}; tenders gift:200; off twenty 0; off fifty 200", "1 bread 200"),
    Basket("an-empty-gift-card", "tu 17:00", "en", "gift-refused",
           f"scan coffee; gift empty; sees SALE.GIFT_EMPTY; {P}; tenders card:500", "1 coffee 500"),
    Basket("a-gift-card-that-ended", "tu 17:05", "es", "gift-refused",
           f"scan coffee; gift ended; sees SALE.GIFT_EXPIRED; {P}; tenders card:500", "1 coffee 500"),
    Basket("nobodys-gift-card", "tu 17:10", "pt-BR", "gift-refused unknown",
           f"scan coffee; gift nobodys; sees SALE.GIFT_UNKNOWN; {P}; tenders card:500", "1 coffee 500"),
    Basket("a-gift-card-misread", "tu 17:15", "pt-PT", "gift-refused misread",
           f"scan coffee; gift torn; sees SALE.GIFT_UNKNOWN; gift twenty; {P}; off twenty 500", "1 coffee 500"),
    Basket("a-gift-card-of-pounds", "tu 17:20", "nl", "gift-refused",
           f"scan coffee; gift pounds; sees SALE.GIFT_CURRENCY; {P}; tenders card:500", "1 coffee 500"),
    Basket("an-empty-one-leaves-the-other-in-hand", "tu 17:25", "en", "gift gift-refused",
           f"scan coffee; gift twenty; gift empty; sees SALE.GIFT_EMPTY; {P}; tenders gift:500; off twenty 500",
           "1 coffee 500"),
    Basket("nobody-knows-what-is-on-it", "we 17:00", "es", "gift-silent",
           "scan coffee; gift-host unheard; gift twenty; sees SALE.GIFT_SILENT; "
           f"{P}; tenders card:500; off twenty 0", "1 coffee 500"),
    Basket("nobody-takes-it-and-the-bank-card-pays", "we 17:05", "pt-BR", "gift gift-silent declined",
           f"scan coffee; gift twenty; gift-host away; pay; at Declined; {P}; off twenty 0", "1 coffee 500"),
    Basket("taken-and-the-answer-lost", "we 17:10", "pt-PT", "gift gift-silent lost",
           "scan coffee; gift twenty; gift-host lost; pay; asked; receipt; finish; tenders gift:500; off twenty 500",
           "1 coffee 500"),
    Basket("never-taken-and-the-question-lost", "we 17:15", "nl", "gift gift-silent lost",
           f"scan coffee; gift twenty; gift-host unheard; pay; asked; at Declined; {P}; off twenty 0", "1 coffee 500"),
    Basket("put-away", "we 17:20", "en", "gift",
           f"scan coffee; gift twenty; no-gift; sees SALE.GIFT_OUT; {P}; tenders card:500; off twenty 0",
           "1 coffee 500"),
    Basket("the-next-customer-has-no-gift-card", "we 17:25", "es", "gift gone",
           f"scan coffee; gift twenty; cancel; scan bread; {P}; tenders card:200; off twenty 0", "1 bread 200"),
    Basket("no-gift-card-over-a-power-cut", "th 17:00", "pt-BR", "gift power-cut",
           f"scan coffee; gift twenty; power-cut; resume; {P}; tenders card:500; off twenty 0", "1 coffee 500"),
    Basket("the-gift-card-gets-all-back", "th 17:05", "pt-PT", "gift return-whole",
           f"scan coffee; gift twenty; {P}; off twenty 500; back-by-code 500; off twenty 0", "1 coffee 500", back=500),
    Basket("back-to-both", "th 17:10", "nl", "gift split return-whole serial",
           f"scan drill serial=G1; gift twenty; {P}; off twenty 2000; back-by-code 3000; off twenty 0; left 2000",
           "1 drill 3000", back=3000),
)  # fmt: skip
