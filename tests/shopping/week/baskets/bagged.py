"""Baskets over a bagging scale: honest ones hear nothing; a doubt is gentle; a second one waits for staff."""

from __future__ import annotations

from typing import Final

from tests.shopping.week.row import Basket

P: Final = "pay; receipt; finish"
FLOUR: Final = "lane; bag 0; scan flour; bag 1000; quiet"
DOUBT: Final = f"{FLOUR}; bag 1700; wait; sees WEIGHT.UNEXPECTED"
BOTH: Final = "1 flour 120; 1 rice 250"
BASKETS: Final = (
    Basket("honestly-bagged", "fr 09:00", "en", "bag", f"{FLOUR}; scan rice; bag 1500; quiet; {P}", BOTH),
    Basket("bagged-after-both-scans", "fr 09:05", "nl", "bag",
           f"lane; bag 0; scan flour; scan rice; bag 1500; quiet; {P}", BOTH),
    Basket("in-the-bag-before-its-scan", "fr 09:10", "es", "bag", f"{FLOUR}; bag 1500; scan rice; wait; quiet; {P}",
           BOTH),
    Basket("a-bag-of-their-own-from-the-start", "fr 09:15", "pt-BR", "bag own-bag",
           f"lane; bag 60; scan flour; bag 1060; quiet; {P}", "1 flour 120"),
    Basket("a-bag-of-their-own-later", "fr 09:20", "pt-PT", "own-bag bag-doubt",
           f"{FLOUR}; bag 1300; wait; sees WEIGHT.UNEXPECTED; own-bag; quiet; {P}", "1 flour 120"),
    Basket("a-hand-on-the-scale", "fr 09:25", "nl", "bag", f"{FLOUR}; bag 1700; bag 1000; wait; quiet; {P}",
           "1 flour 120"),
    Basket("too-much-and-out-again", "fr 09:30", "en", "bag-doubt",
           f"{DOUBT}; scan milk; bag 1000; quiet; {P}", "1 flour 120; 1 milk 100"),
    Basket("too-much-twice-and-staff-look", "fr 09:35", "es", "bag-doubt bag-held",
           f"{DOUBT}; bag 2300; wait; pay; sees WEIGHT.UNSETTLED; called WEIGHT.UNSETTLED; "
           f"staff approve WEIGHT.UNSETTLED; {P}", "1 flour 120"),
    Basket("too-much-and-out-before-staff-come", "fr 09:40", "pt-BR", "bag-doubt bag-held",
           f"{DOUBT}; bag 2300; wait; pay; sees WEIGHT.UNSETTLED; bag 1000; quiet; {P}", "1 flour 120"),
    Basket("the-scale-goes-away", "fr 09:45", "pt-PT", "bag", f"{FLOUR}; bag -; scan rice; bag 5000; wait; quiet; {P}",
           BOTH),
    Basket("in-the-hand-instead", "fr 09:50", "nl", "bag not-bagged",
           f"{FLOUR}; scan rice; not-bagged rice; scan flour; bag 2000; wait; quiet; {P}", "2 flour 240; 1 rice 250"),
    # four of them are believed, the fifth is looked at
    Basket("too-many-in-the-hand", "fr 09:55", "en", "not-bagged bag-held",
           f"{FLOUR}; scan rice x5; not-bagged rice; not-bagged rice; not-bagged rice; not-bagged rice; quiet; "
           f"not-bagged rice; pay; sees WEIGHT.CARRIED; called WEIGHT.CARRIED; staff approve WEIGHT.CARRIED; {P}",
           "1 flour 120; 5 rice 1250"),
)  # fmt: skip
