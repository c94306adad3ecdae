"""The last sale's money goes back through the glass: a badge from paper, a colleague, and a code of an app."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.sim.fleet import ROOT
from kiosk.people.audit import Audited, Deed
from kiosk.store import papers
from kiosk.store.database import open_database
from kiosk.store.recovery import events_between
from tests.journeys.books import assert_settled
from tests.journeys.floor import Floor
from tests.journeys.people.refund.refunding import ADMIN, SECOND, WHO, enrol_all
from tests.journeys.scripts.faults import said

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
MILK_MINOR = 129
FISCAL = (
    ('country = "NL"', 'country = "XA"'), ('tax_no = "NL123456782B90"', 'tax_no = "XA-1"'),
    ("Voorbeeldkade 1, Rotterdam", "Market Street 1"),
)  # fmt: skip


def audited(floor: Floor) -> list[Audited]:
    """Return what staff did, in order."""
    database = open_database(floor.data_dir)
    with database.reader.connect() as connection:
        kept = [one.event for one in events_between(connection, ("Audited",), 0, 2**53)]
    database.close()
    return [own for own in kept if isinstance(own, Audited)]


def test_money_goes_back_by_a_badge_from_paper_a_colleague_and_a_code_and_once(floor: Floor, tmp_path: Path) -> None:
    settings = (ROOT / "config" / "kiosk.toml").read_text(encoding="utf-8")
    floor.config = tmp_path / "kiosk.toml"
    floor.config.write_text(settings.replace("two_persons = []", 'two_persons = ["refund-last-sale"]'), "utf-8")
    enrol_all(floor.data_dir)
    floor.play("refunded_by_badge")

    booked = floor.bench.turnovers()[floor.bookings_before :]
    assert [(row["kind"], row["amount_minor"], row["result"]) for row in booked] == [
        ("payment", MILK_MINOR, "00"), ("refund", MILK_MINOR, "00"),
    ]  # fmt: skip
    books = floor.books()
    assert [(row["kind"], row["state"], row["amount_minor"]) for row in books.attempts] == [
        ("PAYMENT", "CONFIRMED", MILK_MINOR), ("REFUND", "CONFIRMED", MILK_MINOR),
    ]  # fmt: skip
    assert_settled(books)
    sale, badge, back = floor.receipts()
    assert said("paper.refund.title") in " ".join(back)
    assert all("1,29" in " ".join(paper) for paper in (sale, back))
    assert said("badge.title") in " ".join(badge)
    assert WHO in " ".join(badge)

    done = audited(floor)
    assert [(own.who, own.why) for own in done if own.what is Deed.ADMITTED] == [
        (ADMIN, "pin"), (WHO, "badge"), (WHO, "pin"), *[(SECOND, "pin")] * 3,
    ], "a colleague's PIN is looked at with each try of a code"  # fmt: skip
    assert [own.who for own in done if own.what is Deed.CODE_TAKEN] == [ADMIN, WHO]
    (made,) = [own for own in done if own.what is Deed.BADGE_MADE]
    assert (made.who, made.subject, made.before) == (ADMIN, WHO, "")
    assert made.after in " ".join(badge), "the number by which it is revoked stands on the paper"
    (refund,) = [own for own in done if own.act == "refund-last-sale" and own.what is Deed.ACTED]
    assert (refund.who, refund.second) == (WHO, SECOND)
    log = (floor.data_dir / "logs" / "kiosk.log").read_text(encoding="utf-8")
    assert "PB1." not in log


def test_a_signed_receipt_brings_its_money_back_by_its_code_and_only_once(floor: Floor, tmp_path: Path) -> None:
    settings = (ROOT / "config" / "kiosk.toml").read_text(encoding="utf-8")
    floor.config = tmp_path / "kiosk.toml"
    for was, own in FISCAL:
        assert was in settings
        settings = settings.replace(was, own, 1)
    floor.config.write_text(settings, "utf-8")
    enrol_all(floor.data_dir)
    floor.play("refunded_by_code")

    books = floor.books()
    assert [(row["kind"], row["state"], row["amount_minor"]) for row in books.attempts] == [
        ("PAYMENT", "CONFIRMED", MILK_MINOR), ("REFUND", "CONFIRMED", MILK_MINOR),
    ]  # fmt: skip
    assert_settled(books)
    sale, back = (" ".join(paper) for paper in floor.receipts())
    for seen in ("Market Street 1", "XA-1", said("paper.receipt_no"), "SIM-", said("paper.return_until")):
        assert seen in sale
    assert said("paper.fiscal.failed") not in sale + back
    assert "R1" in back
    database = open_database(floor.data_dir)
    with database.reader.connect() as connection:
        assert papers.due(connection, 9) == ()
        assert papers.missing_numbers(connection) == {"RETURN": 0, "SALE": 0}
    database.close()
    (refund,) = [own for own in audited(floor) if own.act == "refund-last-sale" and own.what is Deed.ACTED]
    assert refund.who == WHO
    assert "PRONTO-RETURN" not in (floor.data_dir / "logs" / "kiosk.log").read_text(encoding="utf-8")
