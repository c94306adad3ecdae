"""Baskets to which something is added before paying: bags, and the change for a good cause; and some from which."""

from __future__ import annotations

from typing import Final

from tests.shopping.week.row import Basket

P: Final = "pay; receipt; finish"
BASKETS: Final = (
    Basket("two-bags", "mo 17:00", "en", "extras",
           f"extras; scan milk; scan bread; pay; at Extras; bags 2; {P}", "1 milk 100; 1 bread 200; 2 tote 30"),
    Basket("rounded-up", "tu 17:00", "nl", "extras",
           f"extras; scan milk; scan roll; pay; round-up; {P}; paper paper.items 2",
           "1 milk 100; 1 roll 40; 1 cause 60"),
    Basket("a-bag-and-rounded-up", "we 17:00", "es", "extras",
           f"extras; scan milk; scan roll; pay; bags 1; round-up; {P}",
           "1 milk 100; 1 roll 40; 1 tote 15; 1 cause 45"),
    Basket("thought-better-of-it", "th 17:00", "pt-BR", "extras",
           f"extras; scan milk; scan roll; pay; bags 3; round-up; no-round-up; bags 0; {P}", "1 milk 100; 1 roll 40"),
    Basket("one-in-the-hand-is-not-asked", "fr 08:00", "pt-PT", "extras express", f"extras; scan milk; {P}",
           "1 milk 100"),
    Basket("a-piece-more-while-bags-are-offered", "sa 17:00", "en", "extras",
           f"extras; scan milk; scan roll; pay; round-up; scan bread; at Scanning; {P}; {P}",
           "1 milk 100; 1 roll 40; 1 bread 200"),
    Basket("no-offer-on-what-is-given", "su 17:00", "nl", "extras threshold",
           f"extras; scan gin x2; scan wine x2; scan roll; staff approve ITEM.AGE_CHECK; pay; round-up; {P}",
           "2 gin 4000 -397; 2 wine 1000 -99; 1 roll 40 -4; 1 cause 60"),
    Basket("rounded-up-once-and-declined", "mo 17:10", "es", "extras declined",
           "extras; scan milk; scan roll; cards declined; pay; bags 1; round-up; pay; at Declined; back; at Scanning; "
           f"pay; round-up; {P}; trace cause", "1 milk 100; 1 roll 40; 1 tote 15; 1 cause 45"),
    Basket("taken-out-after-the-total", "we 17:10", "pt-PT", "late removal",
           f"scan milk; scan bread; cards declined; pay; at Declined; back; fewer bread; late 1 200; {P}; trace bread",
           "1 milk 100"),
)  # fmt: skip
