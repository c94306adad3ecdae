"""What a kill left of coupons, points, receipts and totals: read from the files, beside the product."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from tests.faults.killloop.books import GIVEN

Row = Mapping[str, Any]
COUPON: Final = "coupon:"
BENEFITS: Final = "benefits.sqlite"
SIGNED: Final = "fiscal-sim.jsonl"
GIFT_LEDGER: Final = "gift-cards.sqlite"
_GIFTED: Final = (
    "SELECT sale_id, sum(amount_minor) FROM tender WHERE kind = 'GIFT' AND state = 'CONFIRMED' GROUP BY sale_id"
)
_LINES: Final = "SELECT n, qty_milli, total_minor, is_removed, facts FROM sale_line WHERE sale_id = ?"


@contextmanager
def benefits(data_dir: Path, aside: Path) -> Iterator[sqlite3.Connection | None]:
    """Open a copy of the coupons' file as the kill left it; None while there is none."""
    for ending in ("", "-wal", "-shm"):
        (aside / (BENEFITS + ending)).unlink(missing_ok=True)
        if ending != "-shm" and (data_dir / (BENEFITS + ending)).is_file():
            shutil.copyfile(data_dir / (BENEFITS + ending), aside / (BENEFITS + ending))
    if not (aside / BENEFITS).is_file():
        yield None
        return
    with contextlib.closing(sqlite3.connect(aside / BENEFITS)) as connection:
        is_made = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'points'").fetchone()[0]
        yield connection if is_made else None


def totals(connection: sqlite3.Connection) -> dict[str, tuple[str, int]]:
    """Return state and total of each sale."""
    return {row["id"]: (row["state"], row["total_minor"]) for row in connection.execute("SELECT * FROM sale")}


def always(connection: sqlite3.Connection, before: Mapping[str, tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """Tell what must never be, whenever the kill came; `before` are the totals that the kill before left."""
    now = totals(connection)
    for sale_id, (state, total) in now.items():
        lines = connection.execute(_LINES, (sale_id,)).fetchall()
        added = sum(row["total_minor"] for row in lines if not row["is_removed"])
        if added != total:
            yield "total", f"sale {sale_id} {state} is {total}, its lines are {added}"
        was = before.get(sale_id)
        if was is not None and was[0] in GIVEN and (was[1] != total or state not in (*GIVEN, "VOID")):
            yield "total", f"sale {sale_id} was {was} when it was paid, and is {state} {total}"
    for sale_id in before.keys() - now.keys():
        yield "lost", f"sale {sale_id} {before[sale_id]} is gone"
    yield from numbered(connection, now)
    for code, count in Counter(code for code, _ in _saved(connection)).items():
        if count > 1:
            yield "coupon", f"{code} took something off {count} sales"


def numbered(connection: sqlite3.Connection, sales: Mapping[str, tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """Tell gaps and doubles in the numbers of receipts, and sales that are given without one."""
    found = connection.execute("SELECT n, about, series, no FROM paper_no ORDER BY n").fetchall()
    if [row["n"] for row in found] != list(range(1, len(found) + 1)):
        yield "receipt", f"receipts have the numbers {[row['n'] for row in found]}"
    for series in {row["series"] for row in found}:
        own = [row["no"] for row in found if row["series"] == series]
        if own != list(range(1, len(own) + 1)):
            yield "receipt", f"{series} has the numbers {own}"
    times = Counter(row["about"] for row in found)
    for sale_id, (state, total) in sales.items():
        if state in GIVEN and total and times[sale_id] != 1:
            yield "receipt", f"sale {sale_id} {state} has {times[sale_id]} numbers"


def at_rest(
    connection: sqlite3.Connection, kept: sqlite3.Connection | None, signed: Path
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """Tell what must not be once nothing is under way: a coupon lost, points not told or told twice, no signature."""
    if kept is not None:
        taken = set(kept.execute("SELECT code, sale_id FROM redemption").fetchall())
        due = {*_saved(connection), *_held(connection)}
        for code, sale_id in sorted(taken - due):
            yield "coupon", f"{code} is lost with sale {sale_id}, which does not use it"
        for code, sale_id in sorted(due - taken):
            yield "coupon", f"{code} counts in sale {sale_id}, and nobody took it"
        told = Counter(kept.execute("SELECT sale_id, member, points FROM points").fetchall())
        if told != (earned := Counter(_earned(connection))):
            yield "points", f"told and not earned {told - earned}, earned and not told {earned - told}"
    papers = [row["about"] for row in connection.execute("SELECT about FROM paper_no ORDER BY n")]
    written = connection.execute("SELECT count(*) FROM fiscal_signed").fetchone()[0]
    made = [json.loads(line)[0] for line in signed.read_text("ascii").splitlines()] if signed.is_file() else []
    if written != len(papers) or made != papers:
        yield "receipt", f"{len(papers)} receipts, {written} signed, by the device {len(made)}: {made} for {papers}"


def of_gifts(connection: sqlite3.Connection, ledger: Path) -> Iterator[tuple[str, str]]:
    """Tell what is off gift cards and no sale's, or a sale's and off no card; held money; cards below nothing."""
    if not ledger.is_file():
        return
    with contextlib.closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as own:
        moved = own.execute("SELECT ref, of_ref, card, minor, stage FROM movement WHERE minor > 0").fetchall()
    refs = dict(connection.execute("SELECT ref, sale_id FROM attempt").fetchall())
    off: Counter[str] = Counter()
    for ref, of_ref, card, minor, stage in moved:
        if stage == "HELD":
            yield "gift", f"{minor} of {card} are held by {ref}, and nobody makes it final"
        if stage in ("HELD", "DONE"):
            off[refs.get(ref, f"nobody's {ref}")] += -minor if of_ref else minor
    paid: Counter[str] = Counter(dict(connection.execute(_GIFTED).fetchall()))
    if +off != +paid or min(off.values(), default=0) < 0:
        yield "gift", f"off cards {dict(off)}, paid by them {dict(paid)}"


def _saved(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Return the coupons that took something off what is given, each with its sale."""
    for sale_id, (state, _) in totals(connection).items():
        if state in GIVEN:
            lines = connection.execute(_LINES, (sale_id,)).fetchall()
            own = {name for row in lines if row["facts"] for name in _promotions(json.loads(row["facts"]))}
            yield from ((name.removeprefix(COUPON), sale_id) for name in own if name.startswith(COUPON))


def _promotions(facts: Mapping[str, Any]) -> list[str]:
    return [str(one["promotion"]) for one in facts.get("savings", ())]


def _held(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Return the coupons of baskets that are kept for later."""
    for row in _facts(connection):
        if row["state"] == "SUSPENDED":
            yield from ((own["code"], row["id"]) for own in json.loads(row["facts"]).get("coupons", ()))


def _earned(connection: sqlite3.Connection) -> Iterator[tuple[str, str, int]]:
    for row in _facts(connection):
        facts = json.loads(row["facts"])
        if row["state"] == "FULFILLED" and facts.get("member"):
            yield row["id"], facts["member"], row["total_minor"] // facts["minor_per_point"]


def _facts(connection: sqlite3.Connection) -> Sequence[Row]:
    query = "SELECT sale.id, state, total_minor, facts FROM sale JOIN sale_facts ON sale_id = sale.id"
    return connection.execute(query).fetchall()
