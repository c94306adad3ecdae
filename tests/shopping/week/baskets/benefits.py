"""Baskets with coupons and a member's card: valid, used up, ended, in doubt; points once, also after a return."""

from __future__ import annotations

from typing import Final

from tests.shopping.week.row import Basket

P: Final = "pay; receipt; finish"
TENTH: Final = "coupon 9990000000012"
BASKETS: Final = (
    Basket("a-tenth-off-by-coupon", "mo 15:00", "en", "coupon", f"scan bread; {TENTH}; {P}", "1 bread 200 -20"),
    Basket("a-coupon-before-the-goods", "mo 15:05", "nl", "coupon", f"{TENTH}; scan bread; {P}", "1 bread 200 -20"),
    Basket("a-typed-coupon", "mo 15:10", "es", "coupon typed", f"scan bread; type 9990000000012; {P}",
           "1 bread 200 -20"),
    Basket("one-euro-off", "mo 15:15", "pt-BR", "coupon", f"scan bread; coupon ONE-EURO; {P}", "1 bread 200 -100"),
    Basket("one-euro-off-and-not-twice", "mo 15:20", "pt-PT", "coupon",
           f"scan bread; coupon ONE-EURO; coupon ONE-EURO; sees SALE.COUPON_ALREADY; {P}", "1 bread 200 -100"),
    Basket("a-used-coupon", "mo 15:25", "nl", "coupon",
           f"used ONE-EURO; scan bread; coupon ONE-EURO; sees SALE.COUPON_USED; {P}", "1 bread 200"),
    Basket("last-weeks-coupon", "mo 15:30", "en", "coupon",
           f"scan bread; coupon LAST-WEEK; sees SALE.COUPON_EXPIRED; {P}", "1 bread 200"),
    Basket("next-weeks-coupon", "mo 15:35", "es", "coupon", f"scan bread; coupon SOON; sees SALE.COUPON_NOT_YET; {P}",
           "1 bread 200"),
    Basket("a-coupon-of-another-shop", "mo 15:40", "pt-BR", "coupon",
           f"scan bread; coupon ELSEWHERE; sees SALE.COUPON_OTHER_SHOP; {P}", "1 bread 200"),
    Basket("nobodys-coupon", "mo 15:45", "pt-PT", "coupon unknown",
           f"scan bread; coupon NEVER; sees SALE.COUPON_UNKNOWN; {P}", "1 bread 200"),
    Basket("one-coupon-or-the-other", "mo 15:50", "nl", "coupon",
           f"scan bread; {TENTH}; coupon ALONE; sees SALE.COUPON_ALONE; {P}", "1 bread 200 -20"),
    # 400 of 1000 and 600 of 1000 are 80 and 120 of the two euros
    Basket("two-euros-off-from-ten", "mo 15:55", "en", "coupon",
           f"scan bread; coupon FROM-TEN; sees SALE.COUPON_MORE; scan bread; scan honey; {P}",
           "2 bread 400 -80; 1 honey 600 -120"),
    Basket("a-coupon-opens-a-promotion", "mo 16:00", "es", "coupon percent", f"scan honey; coupon HONEY; {P}",
           "1 honey 600 -300"),
    Basket("a-coupon-is-free-again", "mo 16:05", "pt-BR", "coupon gone",
           f"scan bread; coupon ONE-EURO; cancel; scan bread; coupon ONE-EURO; {P}", "1 bread 200 -100"),
    Basket("a-coupon-over-a-power-cut", "mo 16:10", "pt-PT", "coupon power-cut",
           f"scan bread; coupon ONE-EURO; power-cut; resume; scan milk; {P}", "1 bread 200 -67; 1 milk 100 -33"),
    Basket("nobody-knows-and-staff-say-yes", "mo 16:15", "nl", "coupon-doubt",
           "host silent; scan honey; coupon HONEY; pay; sees SALE.COUPON_DOUBT; "
           f"staff approve SALE.COUPON_DOUBT; {P}", "1 honey 600 -300"),
    Basket("nobody-knows-and-staff-say-no", "mo 16:20", "en", "coupon-doubt",
           f"host silent; scan honey; coupon HONEY; staff refuse SALE.COUPON_DOUBT; {P}", "1 honey 600"),
    Basket("nobody-knows-and-it-goes-out", "mo 16:25", "es", "coupon-doubt",
           f"host silent; scan honey; coupon HONEY; scan milk; coupon HONEY; sees SALE.COUPON_OUT; {P}",
           "1 honey 600; 1 milk 100"),
    Basket("members-pay-less", "we 10:00", "pt-BR", "member points", f"card; scan tea; {P}; points 43",
           "1 tea 400 -100"),
    Basket("the-card-comes-last", "we 10:05", "pt-PT", "member points", f"scan tea; scan milk; card; {P}; points 44",
           "1 tea 400 -100; 1 milk 100"),
    Basket("a-typed-card", "we 10:10", "nl", "member typed", f"scan tea; type 9980000000020; {P}; points 43",
           "1 tea 400 -100"),
    Basket("tea-for-anybody", "we 10:15", "en", "member", f"scan tea; {P}; points 40", "1 tea 400"),
    Basket("without-the-card-after-all", "we 10:20", "es", "member",
           f"card; scan tea; card; at Membership; no-card; {P}; points 40", "1 tea 400"),
    # a tenth of 300 and of 600
    Basket("a-member-with-a-coupon", "we 10:25", "pt-BR", "member coupon points",
           f"card; scan tea; scan honey; {TENTH}; {P}; points 48", "1 tea 400 -130; 1 honey 600 -60"),
    # 6 points for 6.00, and 3 of them go with 3.00
    Basket("points-go-with-the-goods", "we 10:30", "pt-PT", "member points return-pieces",
           f"card; scan tea x2; {P}; points 46; back-by-code 300 tea; points 43", "2 tea 800 -200", back=300),
    Basket("all-points-go", "we 10:35", "nl", "member points return-whole",
           f"card; scan tea; scan milk; {P}; points 44; back-by-code 400; points 40", "1 tea 400 -100; 1 milk 100",
           back=400),
)  # fmt: skip
