"""Baskets that somebody must look at first: age, serial number, a price nobody knows, and what is not sold at all."""

from __future__ import annotations

from typing import Final

from tests.shopping.week.row import Basket

P: Final = "pay; receipt; finish"
AGE: Final = "sees ITEM.AGE_CHECK; called ITEM.AGE_CHECK"
BASKETS: Final = (
    Basket("wine-and-bread", "th 18:00", "en", "age",
           f"scan wine; scan bread; pay; {AGE}; staff approve ITEM.AGE_CHECK; {P}", "1 wine 500; 1 bread 200"),
    Basket("one-look-is-enough", "th 18:10", "nl", "age",
           f"scan wine; staff approve ITEM.AGE_CHECK; scan gin; scan beer; {P}", "1 wine 500; 1 gin 2000; 1 beer 215"),
    Basket("an-older-age-asks-again", "th 18:20", "es", "age",
           f"scan beer; staff approve ITEM.AGE_CHECK; scan wine; pay; {AGE}; staff approve ITEM.AGE_CHECK; {P}",
           "1 beer 215; 1 wine 500"),
    Basket("too-young", "th 18:30", "pt-BR", "age",
           f"scan wine; scan bread; pay; {AGE}; staff refuse ITEM.AGE_CHECK; {P}", "1 bread 200"),
    Basket("takes-the-wine-out", "th 18:40", "pt-PT", "age removal",
           f"scan wine; scan milk; pay; {AGE}; fewer wine; {P}", "1 milk 100"),
    Basket("nobody-comes", "th 18:50", "nl", "age gone", f"scan wine; pay; {AGE}; later 600; gone", "1 wine 500",
           ends="SUSPENDED"),
    Basket("drill-with-its-number", "fr 10:00", "en", "serial", f"scan drill serial=A1; {P}", "1 drill 3000"),
    Basket("drill-whose-number-comes-later", "fr 10:10", "es", "serial",
           f"scan drill; pay; sees ITEM.SERIAL; scan drill serial=A2; {P}", "1 drill 3000"),
    Basket("drill-that-staff-saw", "fr 10:20", "pt-BR", "serial", f"scan drill; staff approve ITEM.SERIAL; {P}",
           "1 drill 3000"),
    Basket("the-same-drill-twice", "fr 10:30", "pt-PT", "serial",
           f"scan drill serial=A3; scan drill serial=A3; sees ITEM.SCANNED_TWICE; {P}", "1 drill 3000"),
    Basket("antique-at-a-price", "fr 10:40", "nl", "price-asked staff-price",
           f"scan antique; pay; called ITEM.PRICE_ASKED; staff price antique 1250; {P}", "1 antique 1250"),
    Basket("antique-that-nobody-prices", "fr 10:50", "en", "price-asked",
           f"scan antique; scan milk; staff refuse ITEM.PRICE_ASKED; {P}", "1 milk 100"),
    Basket("pills-up-to-two", "sa 10:00", "es", "limit", f"scan pills x3; sees ITEM.MAX_QTY; {P}", "2 pills 600"),
    Basket("shelf-of-the-display", "sa 10:10", "pt-BR", "not-sold",
           f"scan shelf; sees ITEM.NOT_FOR_SALE; scan milk; {P}", "1 milk 100"),
    Basket("tobacco-at-the-counter", "sa 10:20", "pt-PT", "not-sold",
           f"scan tobacco; sees ITEM.NOT_FOR_SALE; scan milk; {P}", "1 milk 100"),
    Basket("rockets-too-late", "sa 18:30", "nl", "hours", f"scan rockets; sees ITEM.HOURS; scan milk; {P}",
           "1 milk 100"),
    Basket("heater-with-a-warranty", "sa 18:40", "pt-BR", "warranty",
           f"scan heater; sees ITEM.WARRANTY; scan heater; scan milk; {P}", "2 heater 4000; 1 milk 100"),
    Basket("rockets-in-time", "sa 17:30", "en", "hours", f"scan rockets; {P}", "1 rockets 600"),
)  # fmt: skip
