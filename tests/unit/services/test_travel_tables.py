"""The tables of check-in: a fault in any of them is named with its line, and what is shipped is whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.domain.travel.documents import DocumentKind
from kiosk.domain.travel.needs import Visa
from kiosk.services.departures.tables import FOLDER, BadTable, document_table, layouts, travel_rules
from kiosk.words import CATALOGUES
from kiosk.words.catalogue import entries

DAY = "2026-11-22"
HEAD = "country,group,kinds,months_beyond,visa,needs_address,needs_contact,valid_from,valid_until"
ROW = "PT,EU,passport identity_card,0,ok,no,no,2026-01-01,2029-12-31"
WRONG_ROWS = [
    ("", r"documents\.csv: there is no row in it"),
    ("# a remark\n", "there is no row in it"),
    (f"{HEAD}\nPT,EU\n", "line 2: 2 fields; 9 are wanted: country"),
    (f"# a remark\n{HEAD}\n\n{ROW.replace('ok', 'silent')}\n", "line 4: visa"),
    (f"{HEAD}\n{ROW.replace('PT', 'Pt')}\n", "line 2: country"),
    (f"{HEAD}\n{ROW.replace('passport ', 'licence ')}\n", r"line 2: kinds\.0"),
    (f"{HEAD}\n{ROW.replace('passport identity_card', '')}\n", "line 2: kinds"),
    (f"{HEAD}\n{ROW.replace(',0,', ',-1,')}\n", "line 2: months_beyond"),
    (f"{HEAD}\n{ROW.replace('2029-12-31', '2029-13-31')}\n", "line 2: valid_until"),
    (f"{HEAD}\n{ROW.replace('2029-12-31', '2025-12-31')}\n", "line 2: PT EU: .*dates in their order"),
    (f"{HEAD}\n{ROW.replace('EU', 'EUX')}\n", "line 2: PT EUX: a known country and group"),
    (f"{HEAD}\n{ROW.replace('PT', 'ZZ')}\n", "line 2: ZZ EU: a known country and group"),
    (f"{HEAD},extra\n{ROW},1\n", "line 2: extra"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of what is shipped, to be spoiled."""
    return Path(shutil.copytree(FOLDER, tmp_path / "flights"))


@pytest.mark.parametrize(("text", "why"), WRONG_ROWS)
def test_a_wrong_row_of_documents_is_named_with_its_line(folder: Path, text: str, why: str) -> None:
    (folder / "documents.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadTable, match=why):
        document_table(folder)


EXTRA = (
    '[[extra]]\ncode = "FAST"\nprices = { EUR = 1 }\n'
    "valid_from = 2026-01-01\nvalid_until = 2026-12-31\ngoes_back = true\n"
)
WRONG_FILES = [
    ("extras.toml", EXTRA.replace("FAST", "SAUNA"), r"extras\.toml: extra\.0\.code: "),
    ("extras.toml", EXTRA.replace("= 1 ", "= 0 "), r"extras\.toml: extra\.0\.prices\.EUR: "),
    ("extras.toml", EXTRA.replace("2026-12-31", "2025-12-31"), r"extra\.0: .*dates in their order"),
    ("extras.toml", EXTRA * 2, r"extras\.toml: each extra once"),
    ("extras.toml", EXTRA * 4, r"extras\.toml: extra: "),
    ("prices.toml", "is_demo = maybe", r"prices\.toml: "),
    ("prices.toml", "is_demo = true", r"prices\.toml: bags: "),
    ("prices.toml", 'is_demo = true\nbags = { EUR = "x" }\nseats = {}', r"prices\.toml: bags\.EUR: "),
    ("services.toml", '[[service]]\ncode = "WCHR"', r"services\.toml: service\.0\.needs_staff: "),
    ("layouts/A320.toml", 'title = "A"\nsection = []', r"A320\.toml: rows are to be counted"),
    ("layouts/A320.toml", 'title = "A"\n[[section]]\ncabin = "Y"', r"A320\.toml: section\.0\.first"),
    (
        "layouts/A320.toml",
        'title = "A"\n[[section]]\ncabin = "Y"\nfirst = 1\nlast = 2\ncolumns = "AB"\nwings = 2',
        r"A320\.toml: section\.0\.wings: ",
    ),
    ("layouts/A320.toml", 'title = "A"\n[[section]]\ncabin = "Y"\nfirst = 1\nlast = 2\ncolumns = "AA"', "twice"),
    ("nationalities.csv", "country,letters,groups\nNL,NL,EU", r"nationalities\.csv, line 2: letters"),
]


@pytest.mark.parametrize(("name", "text", "why"), WRONG_FILES)
def test_a_wrong_file_is_named_with_the_key_that_is_wrong(folder: Path, name: str, text: str, why: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(BadTable, match=why):
        travel_rules(folder)


def test_money_with_a_fraction_is_refused(folder: Path) -> None:
    file = folder / "prices.toml"
    file.write_text(file.read_text().replace("heavy = 5000", "heavy = 5000.0"))
    with pytest.raises(BadTable, match=r"bags\.EUR\.heavy"):
        travel_rules(folder)


def test_a_file_that_is_away_or_no_text_is_named(folder: Path) -> None:
    (folder / "documents.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(BadTable, match=r"documents\.csv: .*decode"):
        travel_rules(folder)
    (folder / "documents.csv").unlink()
    with pytest.raises(BadTable, match=r"documents\.csv: cannot be read: No such file"):
        travel_rules(folder)


# --- what is shipped -------------------------------------------------------------------------------------------------

RULES = travel_rules()


def test_what_is_shipped_is_marked_as_a_demonstration() -> None:
    assert RULES.is_demo
    assert "DEMONSTRATION" in (FOLDER / "documents.csv").read_text(encoding="utf-8").splitlines()[0]


def test_at_least_25_countries_say_what_they_ask_of_everybody() -> None:
    countries = {row.country for row in RULES.documents.rows}
    assert len(countries) >= 25
    for country in countries:
        asked = RULES.documents.requirement("ZZ", country, "XXX", DAY)
        assert asked is not None
        assert (asked.country, asked.group) == (country, "*")


@pytest.mark.parametrize(
    ("destination", "nationality", "kinds", "months", "visa", "address"),
    [
        ("PT", "NLD", "either", 0, Visa.OK, False),
        ("PT", "PRT", "either", 0, Visa.OK, False),
        ("PT", "BRA", "passport", 3, Visa.OK, False),
        ("PT", "IND", "passport", 3, Visa.REFER, False),
        ("GB", "NLD", "passport", 0, Visa.OK_WITH_NOTE, False),
        ("GB", "GBR", "passport", 0, Visa.OK, False),
        ("GB", "XXA", "passport", 0, Visa.DENY, False),
        ("US", "D", "passport", 0, Visa.OK_WITH_NOTE, True),
        ("US", "IND", "passport", 6, Visa.REFER, True),
        ("BR", "ARG", "either", 0, Visa.OK, False),
        ("BR", "NL", "passport", 6, Visa.OK, False),
        ("AE", "NLD", "passport", 6, Visa.OK, False),
    ],
)
def test_the_table_knows_the_usual_journeys(
    destination: str, nationality: str, kinds: str, months: int, visa: Visa, address: bool
) -> None:
    asked = RULES.documents.requirement("ZZ", destination, nationality, DAY)
    assert asked is not None
    accepted = {"either": {*DocumentKind} - {DocumentKind.VISA, DocumentKind.OTHER}, "passport": {"passport"}}[kinds]
    assert (set(asked.kinds), asked.months_beyond, asked.visa, asked.needs_address) == (
        accepted, months, visa, address,
    )  # fmt: skip


def test_a_rule_that_changes_on_a_day_changes_on_that_day() -> None:
    told = [RULES.documents.requirement("US", "NL", "USA", day) for day in ("2026-12-31", "2027-01-01", "2030-01-01")]
    assert [own.visa for own in told if own is not None] == [Visa.OK, Visa.OK_WITH_NOTE, Visa.REFER]


def test_each_currency_has_prices_for_bags_and_for_seats() -> None:
    assert set(RULES.bag_prices) == set(RULES.seat_prices) >= {"EUR", "BRL"}
    assert all(own.currency == name for name, own in RULES.bag_prices.items())
    assert all(own.standard == 0 for own in RULES.seat_prices.values())


def test_each_service_has_words() -> None:
    keys = entries(CATALOGUES / "en.po", "en")
    assert all(f"checkin.service.{rule.code}" in keys for rule in RULES.services)


def test_cabins_are_called_by_the_name_of_their_file() -> None:
    names = {file.stem for file in (FOLDER / "layouts").glob("*.toml")}
    assert set(RULES.layouts) == names == {own.name for own in layouts().values()}
