"""Invented tables that check-in goes by, for examples and tests: two cabins, prices, what two countries ask."""

from __future__ import annotations

from typing import Final

from kiosk.domain.travel.baggage import BagPrices
from kiosk.domain.travel.cabin.plan import Section, layout_from
from kiosk.domain.travel.cabin.rules import SeatPrices
from kiosk.domain.travel.documents import DocumentKind
from kiosk.domain.travel.eligibility import TravelRules
from kiosk.domain.travel.needs import DocumentTable, Requirement, ServiceRule, Visa
from kiosk.domain.travel.selling.extras import ExtraOffer

ALWAYS: Final = ("2020-01-01", "2039-12-31")
EITHER: Final = (DocumentKind.PASSPORT, DocumentKind.IDENTITY_CARD)
NARROW: Final = layout_from(
    "A320",
    "Narrow",
    (Section("Y", 1, 26, "ABC DEF", (), (12, 13), (1,), (1, 2, 3), (12, 13), ("12A", "12F"), ("1A",), ("2C",)),),
)
WIDE: Final = layout_from(
    "B77W",
    "Wide",
    (
        Section("C", 1, 4, "AC DG HK"),
        Section("Y", 20, 44, "ABC DEFG HJK", exits=(20, 33), front=(21, 22), legroom=(20, 33), missing=("44A", "44K")),
    ),
)
RULES: Final = TravelRules(
    DocumentTable(
        (
            Requirement("PT", "EU", EITHER, 0, Visa.OK, False, False, *ALWAYS),
            Requirement("PT", "*", (DocumentKind.PASSPORT,), 3, Visa.OK_WITH_NOTE, False, False, *ALWAYS),
            Requirement("US", "*", (DocumentKind.PASSPORT,), 0, Visa.REFER, True, True, *ALWAYS),
        ),
        {"EU": frozenset({"NLD", "PRT", "DEU"})},
        {"NL": "NLD", "PT": "PRT", "DE": "DEU", "US": "USA", "BR": "BRA"},
    ),
    (ServiceRule("WCHR", keeps_from_exit=True, may_have_kept_seat=True), ServiceRule("MEDA", needs_staff=True)),
    {layout.name: layout for layout in (NARROW, WIDE)},
    {"EUR": BagPrices("EUR", (4500, 6000), 5500, 1200, 3)},
    {"EUR": SeatPrices("EUR", 0, 900, 1800)},
    extras=(
        ExtraOffer("PRIORITY", {"EUR": 800}, *ALWAYS, goes_back=True),
        ExtraOffer("FAST", {"EUR": 1000}, *ALWAYS, origins=frozenset({"AMS"}), goes_back=True),
        ExtraOffer("LOUNGE", {"EUR": 3500}, *ALWAYS, cabins=frozenset("Y")),
    ),
)
