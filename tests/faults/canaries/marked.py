"""Values that stand for a person or a card; all invented or published for tests."""

from __future__ import annotations

CODES = (
    "4111111111111111",  # a test card
    "5500005555555559",  # another scheme
    "374245455400126",  # fifteen digits
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",  # ICAO 9303, specimen
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    "M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226F001A0025 100",  # IATA BCBP, specimen
    "anna.eriksson@example.org",
    "+31612345678",
    "NL91ABNA0417164300",
    ";4111111111111111=29121010000000000000?",  # track 2
)
TYPED = ("4222222222222", "30569309025904", "0612345678")  # as long as the field for a barcode takes
SEARCHED = (
    "4111111111111111",
    "4111 1111 1111 1111",
    "5500005555555559",
    "374245455400126",
    "ERIKSSON",
    "ANNA<MARIA",
    "L898902C36",
    "DESMARAIS",
    "EABC123",
    "anna.eriksson",
    "31612345678",
    "NL91ABNA0417164300",
)
SAID_BY_A_DEVICE = (
    "refused 4111 1111 1111 1111 of the card",
    "document P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<< not read",
    "mail to anna.eriksson@example.org bounced",
)
