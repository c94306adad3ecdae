"""Who keeps new members: one for each reference and each contact, whatever comes twice, late or in between."""

from __future__ import annotations

import secrets
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.benefits.changing import Member
from kiosk.domain.benefits.owing import Owing
from kiosk.domain.benefits.points import PointsEntry
from kiosk.formats.ean import check_digit
from kiosk.services.benefits.embedded import FILE_NAME, Embedded
from kiosk.services.benefits.enrolling import MEMBERS_FILE, Enrolling
from kiosk.services.benefits.lists import BenefitsUnusable, Lists

ANN, BEN = "ann@example.org", "0612345678"


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Enrolling]:
    own = Enrolling(tmp_path, lambda _card: False)
    yield own
    own.close()


def test_a_file_that_is_none_is_said_by_its_name(tmp_path: Path) -> None:
    (tmp_path / MEMBERS_FILE).write_bytes(b"not a database, but long enough to look at" * 50)
    with pytest.raises(BenefitsUnusable, match=MEMBERS_FILE):
        Enrolling(tmp_path, lambda _card: False)


def test_when_the_other_file_is_none_this_one_is_let_go(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database, but long enough to look at" * 50)
    with pytest.raises(BenefitsUnusable, match=FILE_NAME):
        Embedded(tmp_path, Lists({}, {}), "Here", lambda: "2026-05-31")


def test_the_same_reference_is_the_same_member_across_a_restart(tmp_path: Path) -> None:
    before = Enrolling(tmp_path, lambda _card: False)
    card = before.enrol("s1", ANN)
    assert before.enrol("s1", ANN) == card
    before.close()
    after = Enrolling(tmp_path, lambda _card: False)
    assert after.enrol("s1", ANN) == card
    assert after.has(card)
    assert not after.has("9981000000017")
    after.close()


def test_a_contact_is_one_members(kept: Enrolling) -> None:
    assert kept.enrol("s1", ANN)
    assert kept.enrol("s2", ANN) == ""
    assert kept.enrol("s2", BEN)
    assert kept.enrol("s2", ANN) == ""


def test_another_contact_of_the_same_reference_takes_the_first_ones_place(kept: Enrolling) -> None:
    card = kept.enrol("s1", ANN)
    assert kept.enrol("s1", BEN) == card
    assert kept.enrol("s2", ANN) not in ("", card)


def test_a_number_is_a_barcodes_and_nobody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter((1, 2, 2, 3))
    monkeypatch.setattr(secrets, "randbelow", lambda _most: next(drawn))
    own = Enrolling(tmp_path, lambda card: card.startswith("998100000001"))
    first, second = own.enrol("s1", ANN), own.enrol("s2", BEN)
    assert (first[:-1], second[:-1]) == ("998100000002", "998100000003")
    assert first[-1] == str(check_digit(first[:-1]))
    own.close()


def test_what_fails_makes_nobody_a_member(kept: Enrolling, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_most: int) -> int:
        raise OSError("no numbers")

    with monkeypatch.context() as patched:
        patched.setattr(secrets, "randbelow", broken)
        with pytest.raises(OSError, match="no numbers"):
            kept.enrol("s1", ANN)
    assert kept.enrol("s2", ANN)


def test_the_file_is_for_nobody_elses_eyes(kept: Enrolling, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / MEMBERS_FILE).stat().st_mode) == 0o600
    assert kept.enrol("s1", ANN)


def test_a_new_member_earns_points_and_is_known_by_the_card_and_the_contact_is_in_no_other_file(tmp_path: Path) -> None:
    own = Embedded(tmp_path, Lists({}, {}), "Here", lambda: "2026-05-31")
    member = own.enrol("s1", ANN)
    assert member is not None
    assert member == Member(member.id, 0, 100)
    assert own.enrol("s2", ANN) is None
    own.settle(Owing("s1", (), (PointsEntry("s1", "s1", member.id, 12),)))
    assert own.member(member.id) == own.enrol("s1", ANN) == Member(member.id, 12, 100)
    assert own.member("9981999999999") is None
    own.close()
    for file in tmp_path.iterdir():
        assert file.name.startswith(MEMBERS_FILE) or ANN.encode() not in file.read_bytes(), file.name
    with sqlite3.connect(tmp_path / FILE_NAME) as points:
        assert points.execute("SELECT member FROM points").fetchall() == [(member.id,)]
    points.close()
