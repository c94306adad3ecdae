"""Coupons and members at a kiosk: found beside the promotions, and what a power cut left untold is told at a start."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from kiosk.domain.benefits.changing import Member, with_member
from kiosk.domain.benefits.coupons import Verdict
from kiosk.domain.benefits.using import CouponState, CouponUse
from kiosk.domain.goods.sale_facts import SaleFacts
from kiosk.domain.moves import SaleState
from kiosk.domain.sale import Sale
from kiosk.effects.base import Tasks
from kiosk.flows.checkout.benefits.events import CouponRead, MemberRead, RedeemCoupon
from kiosk.services.benefits.embedded import Embedded
from kiosk.services.benefits.lists import Files, read_lists
from kiosk.store.database import Database, in_memory
from kiosk.store.journal import SqliteJournal
from kiosk.wiring.benefits import Bringing, Place, files_of
from tests.unit.store.samples import AT, Happened, basket

COUPONS = "code,amount_minor,currency\nONCE,100,EUR\n"
MEMBERS = "card,id\n9980,m-1\n"


class Spawned:
    """Runs what is spawned at once, and keeps what failed."""

    def __init__(self) -> None:
        self.failed: list[BaseException] = []
        self.tasks = Tasks(lambda _event: None, self.spawn)

    def spawn(self, work: Coroutine[Any, Any, Any], on_error: Callable[[BaseException], None]) -> None:
        try:
            asyncio.run(work)
        except OSError as error:
            self.failed.append(error)
            on_error(error)


def place(folder: Path) -> Place:
    site = SimpleNamespace(offers="shop/offers.csv", currency="EUR", name="Here")
    settings = SimpleNamespace(site=site)
    own = SimpleNamespace(settings=settings, config=folder / "kiosk.toml", demo_goods=None, data_dir=folder)
    return cast(Place, own)


def shop(folder: Path, coupons: str = COUPONS) -> Place:
    (folder / "shop").mkdir()
    (folder / "shop" / "coupons.csv").write_text(coupons)
    (folder / "shop" / "members.csv").write_text(MEMBERS)
    return place(folder)


def stored(*sales: Sale) -> Database:
    database = in_memory()
    journal = SqliteJournal(database, "1")

    async def keep() -> None:
        await journal.commit(Happened("x"), AT, "session-1", (), sales)
        await journal.close()

    asyncio.run(keep())
    return database


def test_the_lists_stand_beside_the_promotions_or_are_the_demo_stores(tmp_path: Path) -> None:
    assert files_of(tmp_path / "kiosk.toml", "", None) is None
    assert files_of(tmp_path / "kiosk.toml", "shop/offers.csv", None) is None
    (tmp_path / "demo-members.csv").write_text(MEMBERS)
    found = files_of(tmp_path / "kiosk.toml", "", tmp_path / "demo-store.csv")
    assert found == Files(*(tmp_path / f"demo-{own}.csv" for own in ("coupons", "members", "points")))


def test_a_kiosk_without_lists_knows_no_coupon(tmp_path: Path) -> None:
    bringing = Bringing()
    assert bringing.event_of("ONCE", False) is None
    assert bringing.opened(place(tmp_path), in_memory(), Spawned().tasks, lambda: "2026-05-31T14:05") == {}
    bringing.close()


@pytest.mark.allowed_logs("ERROR kiosk.wiring.benefits: no coupons and points: coupons.csv, line 2: .*")
def test_lists_with_faults_are_not_used(tmp_path: Path) -> None:
    own = shop(tmp_path, "code,percent\nONCE,101\n")
    bringing = Bringing()
    assert bringing.opened(own, in_memory(), Spawned().tasks, lambda: "2026-05-31T14:05") == {}
    assert bringing.event_of("ONCE", False) is None


def test_what_a_power_cut_left_untold_is_told_at_the_start(tmp_path: Path) -> None:
    own = shop(tmp_path)
    lists = read_lists(Files(*(tmp_path / "shop" / f"{own}.csv" for own in ("coupons", "members", "points"))), "EUR")
    before = Embedded(tmp_path, lists, "Here", lambda: "2026-05-31")
    assert before.redeem("ONCE", "given-up")[0] is Verdict.TAKEN
    before.close()
    now = time.time_ns() // 1_000_000
    use = CouponUse("ONCE", CouponState.TAKEN, minor=100)
    given_up = replace(basket(1, "given-up"), opened_utc_ms=now, facts=SaleFacts((use,)), state=SaleState.VOID)
    sold = with_member(replace(basket(2, "sold"), opened_utc_ms=now), Member("m-1", 0, 100))
    database = stored(given_up, replace(sold, state=SaleState.FULFILLED))
    for _ in range(2):
        bringing = Bringing()
        table = bringing.opened(own, database, Spawned().tasks, lambda: "2026-05-31T14:05")
        assert RedeemCoupon in table
        assert bringing.event_of("ONCE", False) == CouponRead("ONCE")
        assert bringing.event_of("9980", False) == MemberRead(Member("m-1", sold.total.minor // 100, 100))
        bringing.close()
    after = Embedded(tmp_path, lists, "Here", lambda: "2026-05-31")
    assert after.redeem("ONCE", "next")[0] is Verdict.TAKEN
    after.close()
    database.close()
