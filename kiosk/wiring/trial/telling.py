"""What a trial tells, as JSON objects: lines with the steps to their price, what the customer hears, the basket."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kiosk.domain.basket import TaxRow, tax_rows
from kiosk.domain.blockers import Blocker
from kiosk.domain.goods.holds import holds
from kiosk.domain.money import Money
from kiosk.domain.sale import Line, Sale
from kiosk.domain.text import IsoDay, LocalText, Scaled, Text
from kiosk.flows.checkout.shopping.explained import price_rows
from kiosk.phrases import Speaker, phrase

JsonObject = dict[str, Any]
"""Strings, integers, booleans, None, and lists and objects of these."""


def blocker_told(blocker: Blocker, words: Speaker) -> JsonObject:
    """Return what the customer is told, and whether it keeps them from paying."""
    kind = blocker.kind
    said = {part: phrase(blocker.words(part), words) for part in ("title", "what", "do")}
    return {"code": blocker.code, "severity": kind.severity.value, "blocks": kind.blocks.value, **said}


def line_told(line: Line, sale: Sale, words: Speaker) -> JsonObject:
    """Return a line: what it is, what it costs, and the steps that add up to that. Amounts are in the smallest unit."""
    facts = line.facts
    return {
        "n": line.n, "sku": line.sku, "gtin": line.gtin, "name": phrase(line.name, words), "kind": line.kind.value,
        "qty": line.qty, "weight_g": line.weight_g, "unit_minor": line.unit.minor, "total_minor": line.total.minor,
        "tax_bp": line.vat_bp, "deposit_minor": facts.deposit_minor, "batch": facts.batch, "expires": facts.expires,
        "serial": facts.serial, "warranty_months": facts.warranty_months, "steps": list(_steps(line, sale, words)),
    }  # fmt: skip


def _steps(line: Line, sale: Sale, words: Speaker) -> Iterator[JsonObject]:
    for row in price_rows(line, sale.facts.tax):
        label, detail, amount = row["label"], row["detail"], row["amount"]
        if not isinstance(amount, Money):  # cannot be: every step has an amount
            raise TypeError(row)
        yield {"what": _said(label, words), "detail": _said(detail, words), "minor": amount.minor}


def _said(value: object, words: Speaker) -> str:
    return phrase(value, words) if isinstance(value, Text | LocalText | Money | Scaled | IsoDay | str) else ""


def sale_told(sale: Sale, words: Speaker) -> JsonObject:
    """Return the basket: its lines, coupons, what keeps it from being paid, the tax in it, and what is due."""
    return {
        "lines": [line_told(line, sale, words) for line in sale.lines],
        "coupons": [{"code": own.code, "state": own.state.value} for own in sale.facts.coupons],
        "has_member": bool(sale.facts.member),
        "holds": [blocker_told(hold, words) for hold in holds(sale)],
        "tax": [_tax_told(row) for row in tax_rows(sale.lines, sale.currency, sale.facts.tax)],
        "saved_minor": sum(line.saved_minor for line in sale.lines),
        "total_minor": sale.total.minor,
        "currency": sale.currency,
    }


def _tax_told(row: TaxRow) -> JsonObject:
    gross, net, tax = row.gross.minor, row.net.minor, row.tax.minor
    return {"tax_bp": row.vat_bp, "gross_minor": gross, "net_minor": net, "tax_minor": tax}
