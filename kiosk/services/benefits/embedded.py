"""Coupons and points in a SQLite file of the kiosk's own: what was said of a coupon outlives a power cut."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kiosk.domain.benefits.changing import Member
from kiosk.domain.benefits.coupons import Verdict
from kiosk.domain.benefits.owing import Owing
from kiosk.domain.benefits.points import PointsEntry, missing
from kiosk.domain.benefits.using import CouponUse
from kiosk.services.benefits.enrolling import Enrolling
from kiosk.services.benefits.lists import BenefitsUnusable, Lists

FILE_NAME: Final = "benefits.sqlite"
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS redemption (
    code TEXT NOT NULL, sale_id TEXT NOT NULL, PRIMARY KEY (code, sale_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS points (
    id TEXT PRIMARY KEY, sale_id TEXT NOT NULL, member TEXT NOT NULL, points INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS points_of_member ON points (member);
CREATE INDEX IF NOT EXISTS points_of_sale ON points (sale_id);
"""


class Embedded:
    """What `kiosk.effects.benefits` asks, of one shop. `today` gives the site's day as an ISO date."""

    def __init__(self, data_dir: Path, lists: Lists, shop: str, today: Callable[[], str]) -> None:
        """Open the file, or make it. Raises `BenefitsUnusable`."""
        self._lists = lists
        self._shop = shop
        self._today = today
        self._lock = threading.Lock()
        self._enrolling = Enrolling(data_dir, lists.members.__contains__)
        try:
            self._open = sqlite3.connect(data_dir / FILE_NAME, isolation_level=None, check_same_thread=False)
            self._open.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=0;")
            self._open.executescript(_TABLES)
        except sqlite3.Error as error:
            self._enrolling.close()
            raise BenefitsUnusable(f"{data_dir / FILE_NAME}: {error}") from error

    def close(self) -> None:
        """Let the files go."""
        self._enrolling.close()
        with self._lock:
            self._open.close()

    def is_coupon(self, code: str) -> bool:
        """Tell whether a code is one of the shop's coupons."""
        return code in self._lists.coupons

    def member(self, card: str) -> Member | None:
        """Find who carries a card, with the balance now."""
        row = self._lists.members.get(card)
        if row is None:
            return self._member(card, 0) if self._enrolling.has(card) else None
        return self._member(row.id, row.points)

    def enrol(self, ref: str, contact: str) -> Member | None:
        """Make a member, whose number is the card's; None: somebody is one by this contact."""
        card = self._enrolling.enrol(ref, contact)
        return self._member(card, 0) if card else None

    def _member(self, own: str, first: int) -> Member:
        with self._lock:
            (more,) = self._open.execute(
                "SELECT coalesce(sum(points), 0) FROM points WHERE member = ?", (own,)
            ).fetchone()
        return Member(own, first + more, self._lists.minor_per_point)

    def redeem(self, code: str, sale_id: str) -> tuple[Verdict, CouponUse | None]:
        """Take a coupon for a sale, once."""
        coupon = self._lists.coupons.get(code)
        if coupon is None:
            return Verdict.UNKNOWN, None
        with self._written() as connection:
            sales = {row[0] for row in connection.execute("SELECT sale_id FROM redemption WHERE code = ?", (code,))}
            if sale_id in sales:
                return Verdict.TAKEN, coupon.use
            verdict = coupon.verdict(self._today(), self._shop, len(sales))
            if verdict is not Verdict.TAKEN:
                return verdict, None
            connection.execute("INSERT INTO redemption VALUES (?, ?)", (code, sale_id))
        return Verdict.TAKEN, coupon.use

    def settle(self, owing: Owing) -> None:
        """Free the coupons that are no more of a sale, and keep its entries of points that are new."""
        with self._written() as connection:
            taken = connection.execute("SELECT code FROM redemption WHERE sale_id = ?", (owing.sale_id,)).fetchall()
            free = [(code, owing.sale_id) for (code,) in taken if code not in owing.coupons]
            connection.executemany("DELETE FROM redemption WHERE code = ? AND sale_id = ?", free)
            known = connection.execute(
                "SELECT id, sale_id, member, points FROM points WHERE sale_id = ?", (owing.sale_id,)
            )
            new = missing([PointsEntry(*row) for row in known], owing.entries)
            rows = [(own.id, own.sale_id, own.member, own.points) for own in new]
            connection.executemany("INSERT INTO points VALUES (?, ?, ?, ?)", rows)

    @contextmanager
    def _written(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._open.execute("BEGIN IMMEDIATE")
            try:
                yield self._open
            except BaseException:
                self._open.execute("ROLLBACK")
                raise
            self._open.execute("COMMIT")
