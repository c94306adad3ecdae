"""Baskets with faults around them: cards, cut power, customers who go and come back."""

from __future__ import annotations

from typing import Final

from tests.shopping.week.row import Basket

P: Final = "pay; receipt; finish"
BASKETS: Final = (
    Basket("declined-once", "su 11:00", "en", "declined", f"scan roll x3; cards declined; pay; {P}", "3 roll 120 -40"),
    Basket("declined-and-more-goods", "su 11:10", "nl", "declined n-for-m",
           f"scan roll x2; cards declined; pay; back; scan roll; {P}", "3 roll 120 -40"),
    Basket("half-and-half", "su 11:20", "es", "declined split", f"scan bread; cards declined; pay; share; {P}",
           "1 bread 200"),
    Basket("answer-lost-but-paid", "su 11:30", "pt-BR", "lost", "scan bread; cards lost; pay; asked; receipt; finish",
           "1 bread 200"),
    Basket("answer-lost-and-not-paid", "su 11:40", "pt-PT", "lost",
           f"scan bread; cards lost; truth declined; pay; asked; truth approved; {P}", "1 bread 200"),
    Basket("power-cut-in-the-basket", "su 12:00", "nl", "power-cut n-for-m",
           f"scan roll x2; power-cut; resume; scan roll; {P}", "3 roll 120 -40"),
    Basket("power-cut-and-fewer", "su 12:10", "en", "power-cut nth",
           f"scan chocolate x3; power-cut; resume; fewer chocolate; {P}", "2 chocolate 202 -51"),
    Basket("kept-and-brought-back", "su 12:20", "es", "kept", f"scan roll x3; keep; finish; bring; {P}",
           "3 roll 120 -40"),
    Basket("kept-and-typed", "su 12:30", "pt-BR", "kept typed",
        f"scan roll x2; keep; finish; scan milk; fewer milk; bring typed; scan roll; {P}",
           "3 roll 120 -40"),
    Basket("a-wrong-code-first", "su 12:40", "pt-PT", "kept", f"scan bread; keep; finish; bring wrong; bring; {P}",
           "1 bread 200"),
    Basket("kept-over-a-power-cut", "su 12:50", "nl", "kept power-cut",
           f"scan roll x2; keep; finish; power-cut; bring; scan roll; {P}", "3 roll 120 -40"),
    Basket("kept-by-leaving", "su 13:00", "en", "kept gone", f"scan bread; gone; bring; {P}", "1 bread 200"),
    Basket("never-come-for", "su 13:10", "es", "kept", "scan bread; keep; finish; later 1000; expire", "1 bread 200",
           ends="VOID"),
)  # fmt: skip
