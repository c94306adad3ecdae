"""A `Sale` as rows of the tables, and rows as a `Sale` again: the only place that knows both.

Not kept: `Attempt.sent_mono_ms`, which means nothing after a restart, and of `last4` all but the last four signs. An
empty session or tender id is NULL. What a device wrote is kept as UTF-8; lone surrogates, which cannot be, as escapes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from json.encoder import encode_basestring_ascii as quoted
from operator import attrgetter
from typing import Any, Final, TypeAlias

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, RowMapping, select

from kiosk.domain.goods.facts import PLAIN, LineFacts
from kiosk.domain.goods.sale_facts import NOTHING_MORE, SaleFacts
from kiosk.domain.money import Money
from kiosk.domain.moves import AttemptState, PrintState, SaleState, TenderState
from kiosk.domain.sale import Attempt, AttemptKind, Line, LineKind, PaperKind, PrintJob, Sale, Tender, TenderKind
from kiosk.domain.text import LocalText
from kiosk.store import schema

Row: TypeAlias = tuple[str | int | None, ...]
_FACTS: Final = TypeAdapter(LineFacts)
_SALE_FACTS: Final = TypeAdapter(SaleFacts)
_MINOR: Final = attrgetter("total.minor")

SALE: Final = (
    "id", "session_id", "state", "currency", "total_minor", "version", "next_n", "opened_utc_ms", "opened_seq",
)  # fmt: skip
LINE: Final = (
    "sale_id", "n", "place", "kind", "ref", "gtin", "name", "detail", "art", "qty_milli", "unit_minor", "total_minor",
    "vat_bp", "catalogue_ver", "weight_g", "is_removed", "list_unit_minor", "discount_minor", "why",
    "facts",
)  # fmt: skip
SALE_FACTS: Final = ("sale_id", "facts")
TENDER: Final = ("id", "sale_id", "n", "kind", "amount_minor", "received_minor", "state")
ATTEMPT: Final = (
    "id", "sale_id", "tender_id", "n", "kind", "reverses_id", "terminal_id", "proto", "ref", "amount_minor",
    "approved_minor", "currency", "state", "prior_receipt_no", "receipt_no", "trace_no", "poi_tx_id", "auth_code",
    "scheme", "last4", "result_code", "refusal", "receipt_text", "watch", "sent_seq", "decided_seq", "completed_seq",
    "left_minor",
)  # fmt: skip
PRINT_JOB: Final = (
    "id", "session_id", "sale_id", "attempt_id", "doc", "copy_no", "kind", "number", "language", "state", "reason", "n",
)  # fmt: skip

_A = AttemptState
_DECIDED: Final = frozenset({_A.APPROVED, _A.DECLINED, _A.REVIEW, _A.CONFIRMED, _A.REVERSED})


def sale_row(sale: Sale, seq: int) -> Row:
    """Return the row of the sale itself; `opened_seq` counts only on the first write."""
    return (
        sale.id, sale.session_id or None, sale.state, sale.currency, _total_minor(sale), sale.version, sale.next_n,
        sale.opened_utc_ms, seq,
    )  # fmt: skip


def basket_row(sale: Sale) -> Row:
    """Return what a change of the basket alone changes in the sale's row, and its id."""
    return (_total_minor(sale), sale.version, sale.next_n, sale.id)


def sale_facts_row(sale: Sale) -> Row:
    """Return the row of what is known of a sale besides: JSON of the fields that say something."""
    return (sale.id, json.dumps(_SALE_FACTS.dump_python(sale.facts, exclude_defaults=True)))


def _total_minor(sale: Sale) -> int:
    """Sum the lines without making a `Money` for each: a basket may have a thousand."""
    return sum(map(_MINOR, sale.lines))


def line_row(sale_id: str, line: Line, place: int) -> Row:
    """Return the row of one line; `place` orders the lines of a basket, `n` names them."""
    return (
        sale_id, line.n, place, line.kind, line.sku, line.gtin, _local(line.name), _local(line.detail), line.art,
        line.qty * 1000, line.unit.minor, line.total.minor, line.vat_bp, line.catalogue_version, line.weight_g,
        int(line.is_removed), line.list_unit.minor if line.list_unit is not None else None, line.discount_minor,
        line.why, _facts(line.facts),
    )  # fmt: skip


def tender_row(sale_id: str, own: Tender) -> Row:
    """Return the row of one tender."""
    return (own.id, sale_id, own.n, own.kind, own.amount.minor, own.received.minor, own.state)


def attempt_row(sale_id: str, own: Attempt, seq: int) -> Row:
    """Return the row of one attempt; of the three sequence numbers the first one written counts."""
    texts = (own.trace_no, own.poi_tx_id, own.auth_code, own.scheme, own.last4[-4:])
    words = (own.result_code, own.refusal, own.receipt_text)
    return (
        own.id, sale_id, own.tender_id or None, own.n, own.kind, own.reverses_id, _kept(own.terminal_id),
        _kept(own.proto), own.ref, own.amount.minor, own.approved_minor, own.amount.currency, own.state,
        own.prior_receipt_no, own.receipt_no, *map(_kept, texts), *map(_kept, words), int(own.watch),
        seq if own.state is _A.SENT else None,
        seq if own.state in _DECIDED else None,
        seq if own.state is _A.CONFIRMED else None,
        own.left_minor,
    )  # fmt: skip


def print_job_row(sale_id: str, own: PrintJob, session_id: str, n: int) -> Row:
    """Return the row of one print job, the `n`-th of its sale."""
    return (
        own.id, session_id or None, sale_id, own.attempt_id, own.doc, own.copy_no, own.kind, own.number, own.language,
        own.state, _kept(own.reason), n,
    )  # fmt: skip


def _kept(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def _local(text: LocalText) -> str:
    return f"[{','.join([f'[{quoted(language)},{quoted(own)}]' for language, own in text.texts])}]"


def load_sales(connection: Connection, which: ColumnElement[bool]) -> tuple[Sale, ...]:
    """Load the sales that meet a condition on `schema.sale`, oldest first, each exactly as it was committed."""
    sales = connection.execute(select(schema.sale).where(which).order_by(schema.sale.c.opened_seq)).mappings().all()
    ids = select(schema.sale.c.id).where(which)
    ordered = (
        (schema.sale_line, schema.sale_line.c.place),
        (schema.sale_facts, schema.sale_facts.c.sale_id),
        (schema.tender, schema.tender.c.n),
        (schema.attempt, schema.attempt.c.n),
        (schema.print_job, schema.print_job.c.n),
    )
    parts: dict[str, Mapping[str, list[RowMapping]]] = {}
    for table, order in ordered:
        rows = connection.execute(select(table).where(table.c.sale_id.in_(ids)).order_by(order)).mappings()
        parts[table.name] = _by_sale(rows)
    return tuple(sale_of(row, {name: found.get(row["id"], []) for name, found in parts.items()}) for row in sales)


def load_attempts(connection: Connection, which: ColumnElement[bool]) -> tuple[Attempt, ...]:
    """Load the attempts that meet a condition on `schema.attempt`, oldest first."""
    own = schema.attempt
    found = connection.execute(select(own).where(which).order_by(own.c.decided_seq, own.c.n)).mappings()
    return tuple(map(_attempt, found))


def _by_sale(rows: Iterable[RowMapping]) -> Mapping[str, list[RowMapping]]:
    found: dict[str, list[RowMapping]] = {}
    for row in rows:
        found.setdefault(row["sale_id"], []).append(row)
    return found


def sale_of(row: RowMapping, parts: Mapping[str, list[RowMapping]]) -> Sale:
    """Return a sale from its row and, by their tables' names, the rows of its parts in order."""
    currency = row["currency"]
    lines = [_line(own, currency) for own in parts["sale_line"]]
    return Sale(
        id=row["id"],
        currency=currency,
        session_id=row["session_id"] or "",
        opened_utc_ms=row["opened_utc_ms"],
        state=SaleState(row["state"]),
        version=row["version"],
        next_n=row["next_n"],
        lines=tuple(line for line in lines if not line.is_removed),
        removed=tuple(line for line in lines if line.is_removed),
        tenders=tuple(_tender(own, currency) for own in parts["tender"]),
        attempts=tuple(_attempt(own) for own in parts["attempt"]),
        jobs=tuple(_print_job(own) for own in parts["print_job"]),
        facts=_SALE_FACTS.validate_json(parts["sale_facts"][0]["facts"]) if parts["sale_facts"] else NOTHING_MORE,
    )


def _line(row: RowMapping, currency: str) -> Line:
    return Line(
        n=row["n"],
        sku=row["ref"],
        gtin=row["gtin"],
        name=_local_of(row["name"]),
        detail=_local_of(row["detail"]),
        art=row["art"],
        qty=row["qty_milli"] // 1000,
        unit=Money(row["unit_minor"], currency),
        total=Money(row["total_minor"], currency),
        vat_bp=row["vat_bp"],
        catalogue_version=row["catalogue_ver"],
        weight_g=row["weight_g"],
        is_removed=bool(row["is_removed"]),
        kind=LineKind(row["kind"]),
        list_unit=Money(row["list_unit_minor"], currency) if row["list_unit_minor"] is not None else None,
        discount_minor=row["discount_minor"],
        why=row["why"],
        facts=_facts_of(row["facts"]),
    )


def _facts(facts: LineFacts) -> str:
    """Return what is known as JSON of the fields that say something; empty for the many lines without any."""
    return "" if facts is PLAIN or facts == PLAIN else json.dumps(_FACTS.dump_python(facts, exclude_defaults=True))


def _facts_of(text: str) -> LineFacts:
    return _FACTS.validate_json(text) if text else PLAIN


def _local_of(text: str) -> LocalText:
    return LocalText(tuple((language, words) for language, words in json.loads(text)))


def _tender(row: RowMapping, currency: str) -> Tender:
    amount, received = Money(row["amount_minor"], currency), Money(row["received_minor"], currency)
    return Tender(row["id"], row["n"], TenderKind(row["kind"]), amount, received, TenderState(row["state"]))


_AS_THEY_ARE: Final = (
    "id", "n", "terminal_id", "proto", "ref", "reverses_id", "approved_minor", "prior_receipt_no", "receipt_no",
    "trace_no", "poi_tx_id", "auth_code", "scheme", "last4", "result_code", "refusal", "receipt_text",
    "left_minor",
)  # fmt: skip


def _attempt(row: RowMapping) -> Attempt:
    same: dict[str, Any] = {name: row[name] for name in _AS_THEY_ARE}
    return Attempt(
        **same,
        tender_id=row["tender_id"] or "",
        kind=AttemptKind(row["kind"]),
        amount=Money(row["amount_minor"], row["currency"]),
        state=AttemptState(row["state"]),
        watch=bool(row["watch"]),
    )


def _print_job(row: RowMapping) -> PrintJob:
    names = ("id", "doc", "copy_no", "number", "language", "attempt_id", "reason")
    same: dict[str, Any] = {name: row[name] for name in names}
    return PrintJob(**same, kind=PaperKind(row["kind"]), state=PrintState(row["state"]))
