"""Baskets under promotions: each kind, what joins and leaves a group, and the hours and days of windows."""

from __future__ import annotations

from typing import Final

from tests.shopping.week.row import Basket

P: Final = "pay; receipt; finish"
BASKETS: Final = (
    Basket("three-rolls-for-two", "mo 17:00", "nl", "n-for-m", f"scan roll x3; {P}", "3 roll 120 -40"),
    Basket("seven-rolls", "mo 17:05", "en", "n-for-m", f"scan roll x7; {P}", "7 roll 280 -80"),
    Basket("a-roll-less", "mo 17:10", "es", "n-for-m pieces", f"scan roll x3; fewer roll; {P}", "2 roll 80"),
    Basket("second-chocolate", "mo 17:15", "pt-BR", "nth", f"scan chocolate x2; {P}", "2 chocolate 202 -51"),
    Basket("five-chocolates", "mo 17:20", "pt-PT", "nth", f"scan chocolate x5; {P}", "5 chocolate 505 -102"),
    Basket("fruit-of-two-kinds", "mo 17:25", "nl", "mix", f"scan apple-bag; scan pear-bag; scan milk; {P}",
           "1 apple-bag 200 -42; 1 pear-bag 180 -38; 1 milk 100"),
    Basket("fruit-of-one-kind", "mo 17:30", "en", "mix", f"scan apple-bag x2; {P}", "2 apple-bag 400 -100"),
    Basket("breakfast-together", "mo 17:35", "es", "bundle", f"scan coffee; scan butter; {P}",
           "1 coffee 500 -100; 1 butter 250 -50"),
    Basket("a-quarter-off-paper", "we 09:00", "pt-BR", "percent", f"scan notebook; scan pen; {P}",
           "1 notebook 400 -100; 1 pen 101 -25"),
    Basket("juice", "we 09:10", "pt-PT", "amount", f"scan juice x2; {P}", "2 juice 300 -40"),
    Basket("from-fifty", "we 09:20", "nl", "threshold", f"scan notebook x13; {P}", "13 notebook 5200 -1800"),
    Basket("exactly-fifty", "we 09:30", "en", "threshold", f"scan notebook x12; scan bread; {P}",
           "12 notebook 4800 -1674; 1 bread 200 -26"),
    Basket("happy-hour", "fr 17:30", "en", "window percent", f"scan crisps; {P}", "1 crisps 150 -30"),
    Basket("before-happy-hour", "fr 16:59", "es", "window", f"scan crisps; {P}", "1 crisps 150"),
    Basket("begun-before-happy-hour", "fr 16:58", "pt-BR", "window", f"scan milk; clock fr 17:05; scan crisps; {P}",
           "1 milk 100; 1 crisps 150"),
    Basket("begun-in-happy-hour", "fr 18:59", "pt-PT", "window", f"scan milk; clock fr 19:05; scan crisps; {P}",
           "1 milk 100; 1 crisps 150 -30"),
    Basket("happy-hour-of-another-day", "th 17:30", "nl", "window", f"scan crisps; {P}", "1 crisps 150"),
    Basket("bread-day", "tu 17:00", "en", "window percent", f"scan bread x2; {P}", "2 bread 400 -40"),
    Basket("flower-sunday", "su 10:00", "es", "window percent", f"scan tulips; {P}", "1 tulips 800 -400"),
    Basket("flowers-on-saturday", "sa 23:59", "pt-BR", "window", f"scan tulips; {P}", "1 tulips 800"),
    Basket("onions-on-wednesday", "we 12:00", "pt-PT", "percent loose", f"choose onions; weigh 1000; {P}",
           "1000g onions 149 -75"),
    Basket("deposit-is-never-cheaper", "we 12:10", "nl", "deposit amount", f"scan cola x2; scan juice; {P}",
           "2 cola 290; 1 juice 150 -20"),
    Basket("three-for-two-beats-a-fifth", "we 09:40", "nl", "n-for-m competing percent", f"scan biscuit x3; {P}",
           "3 biscuit 600 -200"),
    Basket("a-fifth-where-two-are-too-few", "we 09:42", "en", "competing percent", f"scan biscuit x2; {P}",
           "2 biscuit 400 -80"),
    # three for two, and a fifth off the one that is left
    Basket("each-biscuit-at-its-best", "we 09:44", "es", "n-for-m competing percent",
           f"scan biscuit x4; more biscuit; fewer biscuit; {P}", "4 biscuit 800 -240"),
    # 50 first, then a tenth of 950
    Basket("one-on-the-other", "we 09:46", "pt-BR", "stackable percent", f"scan towel; {P}", "1 towel 1000 -145"),
    Basket("nothing-beside-it", "we 09:48", "pt-PT", "exclusive percent", f"scan lamp; {P}", "1 lamp 2000 -600"),
    Basket("a-pie-before-and-after-midnight", "sa 23:58", "nl", "midnight",
           f"scan pie; clock su 00:01; scan pie; {P}", "1 pie 500; 1 pie 450"),
    Basket("where-the-price-comes-from", "we 09:50", "es", "explained stackable",
           f"scan towel; scan cola; explain towel 1000 -50 -95; explain cola 120 25; {P}",
           "1 towel 1000 -145; 1 cola 145"),
)  # fmt: skip
