"""The page of labels with its scanners and tables: scans are its own while it is open, and nobody's price changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from devices.api import BadScan, Scan
from kiosk.backroom.labelling import Labelling
from kiosk.domain.access.roles import Person, Role
from kiosk.domain.text import LocalText, Text
from kiosk.flows.base import Abandoned, BackPressed, EffectFailed, Event
from kiosk.flows.configure import step, view
from kiosk.flows.configure.labels import (
    LABELS,
    LabelCountryChosen,
    LabelGiven,
    Labels,
    LabelsPressed,
    LabelTablesTold,
    LabelTypePressed,
    LabelTyping,
    ReadLabels,
    ReadNoLabels,
    TryLabel,
)
from kiosk.flows.configure.states import Sections, Visit
from kiosk.flows.guests import Gone
from kiosk.flows.shell.examples import SITE
from kiosk.formats.ean import check_digit
from tests.unit.flows.given import Clock

NOOR = Person("noor", frozenset({Role.ADMIN}))
HEAD = 'currency = "EUR"\nminor_digits = 2\nsource = ["a manual"]\n'
PRICE = HEAD + 'country = "AA"\n[[rule]]\nmask = "20IIIIIIMMMMC"\nmeasure = "price"\ndecimals = 2\n'
WEIGHT = HEAD + 'country = "BB"\n[[rule]]\nmask = "20IIIIVMMMMMC"\nmeasure = "weight"\ndecimals = 3\n'
CHEESE = SimpleNamespace(name=LocalText((("en", "Cheese"),)))
NUMBER = "201234561299" + str(check_digit("201234561299"))
OTHER = "401234561299" + str(check_digit("401234561299"))


class Scanner:
    def __init__(self) -> None:
        self.borrower: Callable[[object], None] | None = None

    def lend(self, borrower: Callable[[object], None]) -> Callable[[], None]:
        assert self.borrower is None
        self.borrower = borrower

        def back() -> None:
            self.borrower = None

        return back


class Room:
    """The page of labels over a folder of tables; `AA` sells here."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.scanner, self.clock = folder, Scanner(), Clock()
        (folder / "aa.toml").write_text(PRICE, encoding="utf-8")
        (folder / "bb.toml").write_text(WEIGHT, encoding="utf-8")
        self.over: Any = SimpleNamespace(state=None)
        known = {"123456": CHEESE}
        inside: Any = SimpleNamespace(
            settings=SimpleNamespace(site=SimpleNamespace(in_store="AA")), far=SimpleNamespace(find_in_store=known.get),
            devices={"scanner": self.scanner, "printer": object()}, post=self.take,
            session=lambda: SimpleNamespace(over=self.over),
        )  # fmt: skip
        self.desk = Labelling(inside, folder)
        self.state: Any = Sections(Visit(NOOR))

    def take(self, event: Event) -> None:
        self.state, effects = step(self.state, event, self.clock.stamp(), SITE)
        self.over = SimpleNamespace(state=self.state) if not isinstance(self.state, Gone) else None
        for effect in effects:
            match effect:
                case ReadLabels():
                    self.desk.read()
                case ReadNoLabels():
                    self.desk.give_back()
                case TryLabel(number=number):
                    self.desk.told(number)
                case _:
                    raise AssertionError(effect)

    def scan(self, told: object) -> None:
        assert self.scanner.borrower is not None
        self.scanner.borrower(told)

    def rows(self) -> list[tuple[object, object]]:
        rows: Any = view(self.state, SITE).parts["rows"]
        return [(own["title"].key if isinstance(own["title"], Text) else own["title"], own["value"]) for own in rows]

    def titles(self) -> set[str]:
        rows: Any = view(self.state, SITE).parts["rows"]
        return {own["title"].key for own in rows if isinstance(own["title"], Text)}


@pytest.fixture
def room(tmp_path: Path) -> Room:
    room = Room(tmp_path)
    room.take(LabelsPressed())
    return room


@pytest.mark.parametrize(
    ("number", "why"),
    [("abc", "not_digits"), ("12", "length"), ("2012345612991", "check_digit"), (OTHER, "no_mask")],
)
def test_a_number_that_is_not_read_says_precisely_why(room: Room, number: str, why: str) -> None:
    room.take(LabelTypePressed())
    room.take(LabelGiven(f" {number} "))
    assert f"configure.label.fault.{why}" in room.titles()


def test_nothing_typed_is_nothing_tried(room: Room) -> None:
    room.take(LabelTypePressed())
    room.take(LabelGiven("  "))
    assert isinstance(room.state, LabelTyping)
    assert room.state.is_empty


@pytest.mark.parametrize("told", [BadScan("too_long", 900, 0.0), Scan(b"\xff\xff", 0.0)])
def test_a_scan_that_is_no_text_is_told(room: Room, told: object) -> None:
    room.scan(told)
    assert "configure.label.fault.unreadable" in room.titles()


def test_a_table_that_cannot_be_used_is_named_with_its_line_and_the_others_are_tried(tmp_path: Path) -> None:
    room = Room(tmp_path)
    (tmp_path / "aa.toml").write_text(PRICE + PRICE[PRICE.index("[[") :], encoding="utf-8")
    room.take(LabelsPressed())
    assert isinstance(room.state, Labels)
    assert room.state.countries == ("BB",)
    ((country, why),) = room.state.bad
    assert country == "AA"
    assert "aa.toml, line 6 and 10" in why


@pytest.mark.parametrize("event", [BackPressed(), Abandoned()])
def test_scans_are_the_customers_again_when_the_page_is_left(room: Room, event: Event) -> None:
    room.take(event)
    assert room.scanner.borrower is None


def test_a_page_that_went_without_a_word_gives_the_scanner_back_at_the_next_scan(room: Room) -> None:
    room.over = None
    room.scan(Scan(NUMBER.encode(), 0.0))
    assert room.scanner.borrower is None


def test_what_could_not_be_read_is_said(room: Room) -> None:
    room.take(EffectFailed("ReadLabels", LABELS))
    assert "configure.problem.failed" in room.titles()


def test_a_label_is_read_by_the_table_in_force_and_by_the_others(room: Room) -> None:
    room.scan(Scan(f"]E0{NUMBER}".encode(), 0.0))
    whole = [
        ("configure.label.mask", "20IIIIIIMMMMC"),
        ("configure.label.item", "123456"),
        ("configure.label.price", "12.99 EUR"),
    ]
    assert room.rows()[:3] == whole
    assert ("configure.label.product", CHEESE.name) in room.rows()
    assert room.rows()[-1] == ("BB", "61299 g")


def test_another_country_is_shown_whole_and_a_wrong_verifier_is_not_believed(room: Room) -> None:
    room.scan(Scan(f"]E0{NUMBER}".encode(), 0.0))
    room.take(LabelCountryChosen("BB"))
    room.take(LabelCountryChosen("ZZ"))
    rows = dict(room.rows())
    wrong = rows["configure.label.verifier"]
    assert isinstance(wrong, Text)
    assert wrong.key == "configure.label.wrong"
    assert rows["AA"] == "12.99 EUR"
    unknown = rows["configure.label.product"]
    assert isinstance(unknown, Text)
    assert unknown.key == "configure.label.unknown"


def test_a_scan_while_a_number_is_typed_is_taken_instead(room: Room) -> None:
    room.take(LabelTypePressed())
    room.scan(Scan(NUMBER.encode(), 0.0))
    assert isinstance(room.state, Labels)
    assert room.state.last is not None


def test_typing_needs_a_table(room: Room) -> None:
    room.take(LabelTablesTold(()))
    before = room.state
    room.take(LabelTypePressed())
    assert room.state is before
