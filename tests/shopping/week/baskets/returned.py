"""Baskets that come back by the code on their receipt: whole, in pieces, after savings, too late, and not twice."""

from __future__ import annotations

from typing import Final

from tests.shopping.week.row import Basket

P: Final = "pay; receipt; finish"
BASKETS: Final = (
    Basket("all-of-it-comes-back", "th 09:00", "en", "return-whole", f"scan bread; scan milk; {P}; back-by-code 300",
           "1 bread 200; 1 milk 100", back=300),
    Basket("one-of-two-comes-back", "th 09:10", "nl", "return-pieces",
           f"scan bread x2; scan milk; {P}; back-by-code 200 bread", "2 bread 400; 1 milk 100", back=200),
    Basket("at-what-was-paid", "th 09:20", "es", "return-pieces percent",
           f"scan notebook x2; {P}; back-by-code 300 notebook", "2 notebook 800 -200", back=300),
    # 80 for three: a third is 26.67, two thirds are 53.33, and what has gone back is never more than its share
    Basket("three-for-two-one-by-one", "th 09:30", "pt-BR", "return-pieces n-for-m",
           f"scan roll x3; {P}; back-by-code 26 roll; back-by-code 27 roll; back-by-code 27 roll; not-back returned",
           "3 roll 120 -40", back=80),
    Basket("three-for-two-at-once", "th 09:40", "pt-PT", "return-pieces n-for-m",
           f"scan roll x3; {P}; back-by-code 80 roll roll roll", "3 roll 120 -40", back=80),
    Basket("a-bottle-with-its-deposit", "th 09:50", "en", "return-pieces deposit",
           f"scan cola x2; {P}; back-by-code 145 cola", "2 cola 290", back=145),
    Basket("twice-is-once", "th 10:00", "nl", "return-whole return-refused",
           f"scan bread; {P}; back-by-code 200; not-back returned", "1 bread 200", back=200),
    Basket("two-weeks-and-a-day", "th 10:10", "es", "return-refused",
           f"scan bread; {P}; days 14; days 15; not-back too_late", "1 bread 200"),
    Basket("flowers-only-till-tomorrow", "th 10:20", "pt-BR", "return-pieces return-refused",
           f"scan tulips; scan bread; {P}; days 2; back-by-code 200 bread", "1 tulips 800; 1 bread 200", back=200),
    Basket("to-both-cards", "th 10:30", "pt-PT", "return-whole split",
           f"scan bread; cards declined; pay; share; {P}; back-by-code 200", "1 bread 200", back=200),
    Basket("what-staff-took-off-stays-off", "th 10:40", "nl", "return-whole staff-discount",
           f"scan bread; staff off bread 50; {P}; back-by-code 150 bread", "1 bread 200 ~50", back=150),
)  # fmt: skip
