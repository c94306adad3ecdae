"""Baskets of loose goods: by picture, by name, by number, with a bag, with a container of one's own."""

from __future__ import annotations

from typing import Final

from tests.shopping.week.row import Basket

P: Final = "pay; receipt; finish"
BASKETS: Final = (
    Basket("apples-by-picture", "mo 13:00", "en", "loose", f"choose apples; tare none; weigh 500; {P}",
           "500g apples 150"),
    Basket("apples-in-the-shops-bag", "mo 13:10", "nl", "loose tare", f"choose apples; tare bag; weigh 505; {P}",
           "500g apples 150"),
    Basket("onions-by-name", "mo 13:20", "es", "loose", f"name onion onions; weigh 1000; {P}", "1000g onions 149"),
    Basket("apples-by-number", "tu 13:00", "pt-BR", "plu loose", f"type 4131; tare none; weigh 1000; {P}",
           "1000g apples 300"),
    Basket("melon-by-number", "tu 13:10", "pt-PT", "plu", f"type 4050; {P}", "1 melon 250"),
    Basket("own-container", "tu 13:20", "nl", "tare loose",
           f"choose apples; container 320; weigh 820; choose apples; weigh 1320; {P}",
           "500g apples 150; 1000g apples 300"),
    Basket("what-moves-is-not-sold", "tu 13:30", "en", "loose",
           f"choose onions; moving 700; at Weighing; weigh 800; {P}", "800g onions 119"),
    Basket("a-weight-is-sold-once", "th 13:00", "es", "loose",
           f"choose onions; load 1000; take; choose onions; load 1000; take; at Weighing; back; back; {P}",
           "1000g onions 149"),
    Basket("scans-instead-of-weighing", "th 13:10", "pt-BR", "loose", f"choose apples; scan milk; {P}", "1 milk 100"),
    Basket("looks-and-goes-back", "th 13:20", "pt-PT", "loose", f"choose apples; back; back; scan milk; {P}",
           "1 milk 100"),
    Basket("bag-heavier-than-goods", "th 13:30", "nl", "tare loose",
           f"choose apples; container 500; load 500; take; at Weighing; weigh 600; {P}", "100g apples 30"),
    Basket("hostile-letters", "th 13:40", "en", "loose hostile",
           f"search %' OR 1=1 -- \u202e \\x00 *; back; back; back; scan milk; {P}", "1 milk 100"),
    Basket("onions-among-vegetables", "th 13:50", "pt-BR", "loose kinds",
           f"group vegetables onions; weigh 2000; {P}", "2000g onions 298"),
    Basket("onions-with-a-slip-of-the-finger", "th 13:55", "en", "loose typo",
           f"search zzzz; at Choosing; back; name onoins onions; weigh 1000; {P}", "1000g onions 149"),
)  # fmt: skip
