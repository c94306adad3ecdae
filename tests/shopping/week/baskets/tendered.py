"""Baskets and their money and papers: cards that pay a part, what goes back, tax numbers, a device that cannot sign."""

from __future__ import annotations

from typing import Final

from tests.shopping.week.row import Basket

P: Final = "pay; receipt; finish"
BASKETS: Final = (
    Basket("a-card-with-too-little", "th 11:00", "en", "part-approved split",
           f"parts; scan drill serial=P1; cards part:1000; pay; at PartPaid; {P}", "1 drill 3000"),
    Basket("three-cards", "th 11:10", "nl", "part-approved split",
           f"parts; scan lamp; cards part:300 part:500; pay; pay; at PartPaid; {P}", "1 lamp 2000 -600"),
    Basket("too-little-and-no-parts", "th 11:20", "es", "part-approved given-back",
           f"scan bread; cards part:150; pay; at Returned; back; {P}", "1 bread 200"),
    Basket("too-little-and-all-of-it-back", "th 11:30", "pt-BR", "part-approved given-back",
           f"parts; scan bread; cards part:150; pay; give-back; at Returned; back; scan milk; {P}",
           "1 bread 200; 1 milk 100"),
    Basket("half-of-an-odd-sum", "th 11:40", "pt-PT", "split", f"scan pen; cards declined; pay; share; {P}",
           "1 pen 101 -25"),
    Basket("with-a-tax-number", "th 11:50", "pt-PT", "tax-number",
           "country PT; scan bread; tax-number 999999990; pay; receipt; paper paper.customer_no 999999990; finish",
           "1 bread 200"),
    Basket("a-tax-number-with-a-wrong-digit", "th 12:00", "pt-BR", "tax-number misread",
           "country BR; scan bread; tax-number 11144477736; at TaxNumber; back; tax-number 11144477735; pay; receipt; "
           "paper paper.customer_no 11144477735; finish", "1 bread 200"),
    Basket("a-tax-number-is-not-the-next-ones", "th 12:10", "es", "tax-number gone",
           "country ES; scan milk; tax-number 00000000T; cancel; scan bread; pay; receipt; no-paper paper.customer_no; "
           "finish", "1 bread 200"),
    Basket("signed", "th 12:20", "nl", "signing-away",
           "country XA; scan bread; pay; receipt; paper paper.fiscal.title; no-paper paper.fiscal.failed; finish",
           "1 bread 200"),
    Basket("sold-and-signed-later", "th 12:30", "en", "signing-away",
           "country XA; scan bread; signer away; pay; receipt; paper paper.fiscal.failed; finish", "1 bread 200"),
    Basket("not-sold-before-it-signs", "th 12:40", "es", "signing-away",
           f"country XS; signer away; at OutOfService; signer back; scan bread; {P}", "1 bread 200"),
    # what is added before paying, and what goes out after the total was asked for
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
