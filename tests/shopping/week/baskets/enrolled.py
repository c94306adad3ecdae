"""Baskets of customers who become members: the price holds at once; already one, nobody answers, no contact."""

from __future__ import annotations

from typing import Final

from tests.shopping.week.row import Basket

P: Final = "pay; receipt; finish"
PHONE: Final = "0600999123"  # a number that is nobody's
BASKETS: Final = (
    Basket("a-member-from-now-on", "fr 10:00", "nl", "enrol member points",
           f"enrols; scan tea; enrol {PHONE}; at Membership; back; {P}; new-points 3", "1 tea 400 -100"),
    Basket("a-member-before-the-first-item", "fr 10:05", "en", "enrol member points",
           f"enrols; enrol tea@example.org; at Membership; back; scan tea; scan milk; {P}; new-points 4",
           "1 tea 400 -100; 1 milk 100"),
    Basket("a-scan-goes-on-from-the-new-card", "fr 10:10", "es", "enrol member",
           f"enrols; scan tea; enrol {PHONE}; scan bread; at Scanning; {P}; new-points 5",
           "1 tea 400 -100; 1 bread 200"),
    Basket("without-the-new-card-after-all", "fr 10:15", "pt-BR", "enrol member",
           f"enrols; scan tea; enrol {PHONE}; no-card; {P}", "1 tea 400"),
    Basket("already-a-member", "fr 10:20", "pt-PT", "enrol-refused",
           f"enrols; member-elsewhere {PHONE}; scan tea; enrol {PHONE}; problem already; back; {P}", "1 tea 400"),
    Basket("too-short-and-then-whole", "fr 10:25", "nl", "enrol enrol-refused member",
           f"enrols; scan tea; enrol 06009; problem contact; enrol {PHONE}; at Membership; back; {P}; new-points 3",
           "1 tea 400 -100"),
    Basket("nobody-makes-a-member", "fr 10:30", "en", "enrol-refused",
           f"enrols; host silent; scan tea; enrol {PHONE}; problem failed; back; {P}", "1 tea 400"),
    Basket("nobody-and-then-a-member", "fr 10:35", "es", "enrol enrol-refused member",
           f"enrols; host silent; scan tea; enrol {PHONE}; problem failed; host back; enrol {PHONE}; at Membership; "
           f"back; {P}; new-points 3", "1 tea 400 -100"),
    Basket("a-new-member-with-a-gift-card", "fr 10:40", "pt-BR", "enrol member gift",
           f"enrols; scan tea; enrol {PHONE}; back; gift twenty; {P}; tenders gift:300; off twenty 300; new-points 3",
           "1 tea 400 -100"),
)  # fmt: skip
