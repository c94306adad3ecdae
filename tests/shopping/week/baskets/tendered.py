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
)  # fmt: skip
