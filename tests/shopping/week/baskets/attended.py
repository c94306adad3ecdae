"""Baskets that customers change their mind about, or that staff change."""

from __future__ import annotations

from typing import Final

from tests.shopping.week.row import Basket

P: Final = "pay; receipt; finish"
BASKETS: Final = (
    Basket("removed", "sa 11:00", "en", "removal", f"scan milk; scan bread; fewer milk; trace milk; {P}",
           "1 bread 200"),
    Basket("removed-and-back", "sa 11:10", "nl", "removal", f"scan milk; scan bread; fewer milk; undo; {P}",
           "1 milk 100; 1 bread 200"),
    Basket("a-group-comes-back", "sa 11:20", "es", "removal bundle",
           f"scan coffee; scan butter; fewer butter; undo; {P}", "1 coffee 500 -100; 1 butter 250 -50"),
    Basket("staff-set-a-price", "sa 11:30", "pt-BR", "staff-price", f"scan roll x3; staff price roll 30; {P}",
           "3 roll 90"),
    Basket("staff-take-something-off", "sa 11:40", "pt-PT", "staff-discount",
           f"scan bread; staff off bread 50; {P}", "1 bread 200 ~50"),
    Basket("a-tenth-off-all", "sa 11:50", "nl", "staff-discount",
           f"scan bread; scan milk; staff percent basket 1000; {P}",
           "1 bread 200 ~20; 1 milk 100 ~10"),
    Basket("staff-void-a-line", "sa 12:00", "en", "void", f"scan bread; scan milk; staff void bread; {P}",
           "1 milk 100"),
    Basket("staff-recount", "sa 12:10", "es", "pieces", f"scan roll; staff pieces roll 6; {P}", "6 roll 240 -80"),
    Basket("gives-up", "sa 12:20", "pt-BR", "gone", "scan bread; cancel", "1 bread 200", ends="VOID"),
)  # fmt: skip
