"""The parent of such lives: each is cut at one of its writes, and the next customer comes to what it left."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import Any, Final

from tests.faults.killloop.books import copied
from tests.faults.killloop.child import Life
from tests.faults.killloop.loop import NEVER_S, Counts, Run, Watch
from tests.faults.killloop.market.books import GIFT_LEDGER, SIGNED, always, at_rest, benefits, of_gifts, totals
from tests.faults.killloop.market.stall import Market, drawn, supplied

PER_RUN: Final = 20
MOST: Final = 60  # commits of a life
LASTS_S: Final = 150.0  # fast seconds; who was not cut by then is killed
GIFTS_SENT: Final = (
    "SELECT attempt.ref FROM attempt JOIN tender ON tender.id = tender_id WHERE tender.kind = 'GIFT' AND sent_seq > ?"
)
CODES: Final = 6  # of kept baskets that customers still try


class MarketRun(Run):
    """Some kills of one such kiosk with one terminal."""

    def __init__(self, seed: str, kind: str, counts: Counts) -> None:
        super().__init__(seed, kind, counts, is_lossy=False)
        lists = self._place / "lists"
        lists.mkdir()
        self._offers = supplied(lists)
        self._codes: list[str] = []
        self._fetched: set[str] = set()
        self._before: dict[str, tuple[str, int]] = {}
        self._seq = 0  # of the journal, where the life before ended
        self._market = Market(self._offers)

    def _life(self, seed: str, *, is_last: bool = False, dies_at: int = 0) -> Life:
        own = self._market if not is_last else Market(self._offers)
        return Life(self._data_dir, self._till.url, seed, own.settings(self._settings), is_last, market=own)

    def _one_life(self, seed: str) -> None:
        self._market = drawn(self._rng, self._offers, tuple(self._codes[-CODES:]), MOST)
        self._on_loop(lambda: self._set_up(self._rng.random()))
        pid, reader = self._fork(self._life(seed))
        is_cut = True

        def late() -> None:
            nonlocal is_cut
            is_cut = False
            watch.end()

        def heard(told: dict[str, Any]) -> None:
            self._heard(told)
            if told["at"] == "booted":
                timers.append(self._loop.call_later(LASTS_S, late))

        watch = Watch(self._loop, reader, heard)
        timers = [self._loop.call_later(NEVER_S, late)]
        self._end(pid, watch)
        for timer in timers:
            timer.cancel()
        self._counts.done[self._market.place if is_cut else "elsewhere"] += 1
        with copied(self._data_dir, self._aside) as connection:
            self._judge_papers(connection)
            self._judge_always(connection)

    def _heard(self, told: dict[str, Any]) -> None:
        super()._heard(told)
        match told["at"]:
            case "kept":
                self._codes.append(told["code"])
            case "fetched":
                if told["code"] in self._fetched:
                    self._counts.blame("again", f"{self._seed}: the code {told['code']} brought a basket twice")
                self._fetched.add(told["code"])
            case "leaked":
                self._counts.blame("leaked", f"{self._seed}: {told}")
            case "resumed":
                open_now = [total for state, total in self._before.values() if state in ("OPEN", "PAYING")]
                if told["total"] not in open_now:
                    self._counts.blame("total", f"{self._seed}: {told['total']} came back of {open_now}")

    def _judge_papers(self, connection: sqlite3.Connection) -> None:
        """Look at the papers; the till hears of no gift card, so what left for its host is read from the file."""
        with contextlib.suppress(sqlite3.OperationalError):  # killed before the tables were there
            self._sent.update(row["ref"] for row in connection.execute(GIFTS_SENT, (self._seq,)))
        super()._judge_papers(connection)

    def _judge_always(self, connection: sqlite3.Connection) -> None:
        with contextlib.suppress(sqlite3.OperationalError):  # killed before the tables were there
            for name, sentence in always(connection, self._before):
                self._counts.blame(name, f"{self._seed}: {sentence}")
            self._before = totals(connection)
            self._seq = connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0]

    def _unrest(self) -> list[tuple[str, str]]:
        with copied(self._data_dir, self._aside) as connection, benefits(self._data_dir, self._aside) as kept:
            found = list(at_rest(connection, kept, self._data_dir / SIGNED))
            return [*found, *of_gifts(connection, self._data_dir / GIFT_LEDGER)]

    def _is_resting(self) -> bool:
        try:
            return super()._is_resting() and not self._unrest()
        except (OSError, ValueError, sqlite3.DatabaseError):  # it writes while it is copied
            return False

    def _come_to_rest(self) -> None:
        super()._come_to_rest()
        for name, sentence in self._unrest():
            self._counts.blame(name, f"{self._seed}: {sentence}")
        with copied(self._data_dir, self._aside) as connection, benefits(self._data_dir, self._aside) as kept:
            self._judge_always(connection)
            self._count(connection, kept)

    def _count(self, connection: sqlite3.Connection, kept: sqlite3.Connection | None) -> None:
        done = self._counts.done
        done["weighed lines"] += connection.execute(
            "SELECT count(*) FROM sale_line WHERE weight_g IS NOT NULL"
        ).fetchone()[0]
        done["gift cards paid"] += connection.execute(
            "SELECT count(*) FROM tender WHERE kind = 'GIFT' AND state = 'CONFIRMED'"
        ).fetchone()[0]
        done["members made"] += connection.execute(
            "SELECT count(*) FROM sale_facts WHERE facts LIKE '%is_new_member%'"
        ).fetchone()[0]
        done["receipts"] += connection.execute("SELECT count(*) FROM paper_no").fetchone()[0]
        if kept is not None:
            done["coupons used"] += kept.execute("SELECT count(*) FROM redemption").fetchone()[0]
            done["entries of points"] += kept.execute("SELECT count(*) FROM points").fetchone()[0]


def kill_market(kills: int, seed: int) -> Counts:
    """Kill so often, in runs of some kills each, with both terminals in turn."""
    counts = Counts()
    for nth, begun in enumerate(range(0, kills, PER_RUN)):
        MarketRun(f"{seed}/market/{nth}", ("zvt", "nexo")[nth % 2], counts).kills(min(PER_RUN, kills - begun))
    return counts
