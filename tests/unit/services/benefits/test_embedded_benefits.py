"""Who keeps coupons and points: a coupon is one sale's, points come once, across restarts and in any order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.benefits.changing import Member
from kiosk.domain.benefits.coupons import Coupon, Verdict
from kiosk.domain.benefits.owing import Owing
from kiosk.domain.benefits.points import PointsEntry
from kiosk.services.benefits.embedded import FILE_NAME, Embedded
from kiosk.services.benefits.lists import BenefitsUnusable, Files, Lists, MemberRow, read_lists

ROOT = Path(__file__).parents[4]
DEMO = ROOT / "assets" / "catalogue"
ONCE = Coupon("ONCE", minor=100)
TWICE = Coupon("TWICE", minor=100, uses=2)
OLD = Coupon("OLD", minor=100, last_day="2026-05-30")
LISTS = Lists({own.code: own for own in (ONCE, TWICE, OLD)}, {"9980": MemberRow(card="9980", id="m-1", points=40)})


def files(folder: Path) -> Files:
    return Files(folder / "coupons.csv", folder / "members.csv", folder / "points.csv")


def opened(folder: Path, day: str = "2026-05-31") -> Embedded:
    return Embedded(folder, LISTS, "Here", lambda: day)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Embedded]:
    own = opened(tmp_path)
    yield own
    own.close()


def test_a_coupon_is_one_sales_and_free_again_when_that_gives_it_back(kept: Embedded) -> None:
    assert kept.is_coupon("ONCE")
    assert not kept.is_coupon("9980")
    assert kept.redeem("ONCE", "s1") == kept.redeem("ONCE", "s1") == (Verdict.TAKEN, ONCE.use)
    assert kept.redeem("ONCE", "s2") == (Verdict.USED, None)
    kept.settle(Owing("s2"))
    assert kept.redeem("ONCE", "s2") == (Verdict.USED, None)
    kept.settle(Owing("s1", ("ONCE",)))
    assert kept.redeem("ONCE", "s2") == (Verdict.USED, None)
    kept.settle(Owing("s1"))
    assert kept.redeem("ONCE", "s2") == (Verdict.TAKEN, ONCE.use)


def test_what_is_unknown_or_not_of_this_day_is_not_taken(kept: Embedded) -> None:
    assert kept.redeem("NEVER", "s1") == (Verdict.UNKNOWN, None)
    assert kept.redeem("OLD", "s1") == (Verdict.EXPIRED, None)


def test_a_sale_that_has_a_coupon_keeps_it_over_midnight_and_a_restart(tmp_path: Path) -> None:
    before = opened(tmp_path, "2026-05-30")
    assert before.redeem("OLD", "s1") == (Verdict.TAKEN, OLD.use)
    before.close()
    after = opened(tmp_path, "2026-05-31")
    assert after.redeem("OLD", "s1") == (Verdict.TAKEN, OLD.use)
    assert after.redeem("OLD", "s2") == (Verdict.EXPIRED, None)
    after.close()


def test_points_are_kept_once_and_what_is_told_late_changes_nothing(kept: Embedded) -> None:
    sold = PointsEntry("s1", "s1", "m-1", 12)
    back = PointsEntry("r1", "s1", "m-1", -5)
    assert kept.member("1234") is None
    assert kept.member("9980") == Member("m-1", 40, 100)
    for entries in ((sold,), (sold,), (sold, back), (sold,), (sold, back)):
        kept.settle(Owing("s1", (), entries))
    assert kept.member("9980") == Member("m-1", 47, 100)


def test_what_fails_keeps_nothing_of_it(kept: Embedded) -> None:
    kept.redeem("ONCE", "s1")
    with pytest.raises(sqlite3.Error):
        kept.settle(Owing("s1", (), (PointsEntry("s1", "s1", None, 1),)))  # type: ignore[arg-type]  # what a fault tells
    assert kept.redeem("ONCE", "s2") == (Verdict.USED, None)


def test_a_file_that_is_none_is_said_by_its_name(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database, but long enough to look at" * 50)
    with pytest.raises(BenefitsUnusable, match=FILE_NAME):
        opened(tmp_path)


SALES = ("s1", "s2", "s3")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SALES), st.sampled_from(["redeem", "free", "again"])), max_size=12))
def test_never_do_more_sales_have_a_coupon_than_it_allows(steps: list[tuple[str, str]]) -> None:
    with TemporaryDirectory() as folder:
        kept = opened(Path(folder))
        have: set[str] = set()
        for sale, what in steps:
            match what:
                case "redeem":
                    verdict, _ = kept.redeem("TWICE", sale)
                    assert (verdict is Verdict.TAKEN) == (sale in have or len(have) < 2)
                    have |= {sale} if verdict is Verdict.TAKEN else set()
                case "free":
                    kept.settle(Owing(sale))
                    have.discard(sale)
                case _:
                    kept.close()
                    kept = opened(Path(folder))
        kept.close()
        assert len(have) <= 2


def test_the_demo_stores_lists_are_in_order() -> None:
    lists = read_lists(Files(*(DEMO / f"demo-{own}.csv" for own in ("coupons", "members", "points"))), "EUR")
    assert len(lists.coupons) == 9
    assert len(lists.members) == 3
    assert lists.minor_per_point == 100


def test_lists_that_are_not_there_are_empty(tmp_path: Path) -> None:
    assert read_lists(files(tmp_path), "EUR") == Lists({}, {}, 100)


def test_without_a_file_of_points_one_costs_a_whole_unit_of_the_currency(tmp_path: Path) -> None:
    assert [read_lists(files(tmp_path), own).minor_per_point for own in ("EUR", "JPY", "KWD")] == [100, 1, 1000]


def test_what_a_point_costs_is_said_for_each_currency_and_one_that_is_not_there_earns_none(tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("currency,minor_per_point\nEUR,250\nSEK,0\n")
    assert [read_lists(files(tmp_path), own).minor_per_point for own in ("EUR", "SEK", "GBP")] == [250, 0, 0]
    kept = Embedded(tmp_path, replace(LISTS, minor_per_point=250), "Here", lambda: "2026-05-31")
    assert kept.member("9980") == Member("m-1", 40, 250)
    kept.close()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("currency,minor_per_point\nEUR,-1\n", "points.csv, line 2: minor_per_point"),
        ("currency,minor_per_point\neuro,1\n", "points.csv, line 2: currency"),
        ("currency,minor_per_point\nEUR,\n", "points.csv, line 2: minor_per_point"),
        ("currency,minor_per_point\nEUR,1\nEUR,2\n", "twice"),
    ],
)
def test_a_file_of_points_with_faults_gives_no_benefits_at_all(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "points.csv").write_text(text)
    with pytest.raises(BenefitsUnusable, match=fault):
        read_lists(files(tmp_path), "EUR")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("code,percent\nABCD,0\n", "line 2: percent"),
        ("code,percent\nABCD\n", "line 2: 1 fields; 2 are wanted"),
        ("code,amount_minor,currency\nABCD,100,SEK\n", "line 2: its amounts are in SEK"),
        ("code,amount_minor\nABCD,100\n", "line 2: its amounts are in no currency"),
        ("code,percent,opens\nABCD,5,x\n", "line 2: coupon ABCD: it gives one thing"),
        ("code,percent,wrong\nABCD,5,x\n", "line 2: wrong"),
        ("code,percent\nABCD,5\nABCD,6\n", "twice"),
        ('code,percent\n"ABCD,5\n', "line 2: "),
        ("code,percent\nABC\xff,5\n", "codec"),
    ],
)
def test_a_list_with_faults_is_not_used_and_each_is_said_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    file = tmp_path / "coupons.csv"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(BenefitsUnusable, match=fault):
        read_lists(files(tmp_path), "EUR")


def test_a_list_that_is_too_long_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.services.benefits.lists.MOST_BYTES", 3)
    (tmp_path / "coupons.csv").write_text("code\n\n# a remark\n")
    with pytest.raises(BenefitsUnusable, match="3 is the most"):
        read_lists(files(tmp_path), "EUR")


def test_the_examples_of_the_how_to_are_in_order(tmp_path: Path) -> None:
    told = (ROOT / "docs" / "how-to" / "coupons-and-members.md").read_text(encoding="utf-8")
    coupons, members, points = (part.partition("```")[0] for part in told.split("```csv\n")[1:])
    (tmp_path / "coupons.csv").write_text(coupons, encoding="utf-8")
    (tmp_path / "members.csv").write_text(members, encoding="utf-8")
    (tmp_path / "points.csv").write_text(points, encoding="utf-8")
    lists = read_lists(files(tmp_path), "EUR")
    assert (len(lists.coupons), len(lists.members), lists.minor_per_point) == (3, 2, 200)


def test_a_sale_that_gives_its_coupons_back_frees_nobody_elses(kept: Embedded) -> None:
    for sale in ("s1", "s2"):
        assert kept.redeem("TWICE", sale) == (Verdict.TAKEN, TWICE.use)
    kept.settle(Owing("s1"))
    assert kept.redeem("TWICE", "s3") == (Verdict.TAKEN, TWICE.use)
    assert kept.redeem("TWICE", "s4") == (Verdict.USED, None)
