"""The receipt as a link: one signed JSON text, deflated, behind the `#` of an address, so that no server sees it.

`<site>/r#` + base64url(zlib(JSON)). The JSON ends with the member `sig`, an Ed25519 signature over the UTF-8 bytes of
the same text without that member. docs/reference/receipt.md names the members; assets/receipt/index.html reads them.
Source: RFC 1950, RFC 4648 clause 5, RFC 8032.
"""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from kiosk.domain.basket import tax_rows
from kiosk.domain.benefits.owing import balance, saved_by
from kiosk.domain.sale import Attempt, AttemptKind, Line, PaperKind, Sale
from kiosk.domain.settling.undoing import given_back
from kiosk.domain.stamp import short_id
from kiosk.domain.text import LocalText
from kiosk.papers.receipt import paid_by
from kiosk.papers.returned import kept, last4_of, still_to_come, total_back

VERSION: Final = 1
MOST_CHARACTERS: Final = 1500  # a QR code of 133 modules: 4 dots each on 80 mm paper, read by any telephone
MOST_ON_NARROW_PAPER: Final = 600  # 85 modules: 58 mm paper


class Signer(Protocol):
    """A kiosk's key for receipts."""

    @property
    def id(self) -> str:
        """The name under which the public key is known: ASCII."""
        ...

    def sign(self, content: bytes) -> bytes:
        """Return the 64 bytes of an Ed25519 signature."""
        ...


@dataclass(frozen=True, slots=True)
class Frame:
    """What a receipt says beside the sale. `at`: ISO 8601 with its offset; `exponent`: the decimals of the currency."""

    site: str
    shop: str
    kiosk: str
    language: str
    at: str
    exponent: int
    is_demo: bool


def receipt_link(
    sale: Sale, frame: Frame, signer: Signer, name_of: Callable[[LocalText], str], most: int = MOST_CHARACTERS
) -> str:
    """Return the link of a sale's receipt, at most `most` characters; ASCII.

    Lines that do not fit are left out from the end and said in sum. Raises ValueError where not even the totals fit.
    """

    def link(lines: int) -> str:
        return address_of(frame.site, signed(_members(sale, frame, signer.id, name_of, lines), signer))

    fits, too_many = 0, len(sale.lines) + 1
    if len(link(too_many - 1)) <= most:
        return link(too_many - 1)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        fits, too_many = (middle, too_many) if len(link(middle)) <= most else (fits, middle)
    if len(shortest := link(fits)) > most:
        raise ValueError(f"a receipt of {len(shortest)} characters; {most} fit")
    return shortest


def signed(members: Mapping[str, Any], signer: Signer) -> str:
    """Return the JSON text of `members` with `sig` as its last member."""
    bare = json.dumps(members, ensure_ascii=False, separators=(",", ":"))
    return f'{bare[:-1]},"sig":"{_base64url(signer.sign(bare.encode()))}"}}'


def return_link(sale: Sale, about: str, frame: Frame, signer: Signer, most: int = MOST_CHARACTERS) -> str:
    """Return the link of the receipt of money that went back with attempt `about`; ASCII, at most `most` characters.

    Raises ValueError where it does not fit.
    """
    attempt = sale.attempt(about)
    is_refund = attempt is not None and attempt.kind is AttemptKind.REFUND
    members = _head(sale, frame, signer.id) | {
        "kind": (PaperKind.REFUND if is_refund else PaperKind.REVERSAL).value,
        "back": [_returned(sale, own) for own in given_back(sale, about)],
        "total": total_back(sale, given_back(sale, about)).minor,
    }
    rest = {"open": still_to_come(sale).minor, "kept": kept(sale).minor}
    told = _marked(members | {name: minor for name, minor in rest.items() if minor}, frame)
    if len(link := address_of(frame.site, signed(told, signer))) > most:
        raise ValueError(f"a receipt of {len(link)} characters; {most} fit")
    return link


def _head(sale: Sale, frame: Frame, key_id: str) -> dict[str, Any]:
    return {
        "v": VERSION,
        "key": key_id,
        "shop": frame.shop,
        "kiosk": frame.kiosk,
        "ref": short_id(sale.id),
        "at": frame.at,
        "lang": frame.language,
        "cur": sale.currency,
        "exp": frame.exponent,
    }


def _marked(members: dict[str, Any], frame: Frame) -> dict[str, Any]:
    return members | {"demo": True} if frame.is_demo else members


def _members(sale: Sale, frame: Frame, key_id: str, name_of: Callable[[LocalText], str], lines: int) -> dict[str, Any]:
    rest = sale.lines[lines:]
    members = _head(sale, frame, key_id) | {
        "lines": [_line(line, name_of) for line in sale.lines[:lines]],
        "total": sale.total.minor,
        "tax": _tax(sale),
        "paid": [_payment(sale, own) for own in sale.attempts if paid_by(own)],
    }
    if sale.saved.minor:
        members["saved"] = sale.saved.minor
    members |= _benefits(sale, name_of)
    if rest:
        members["more"] = [len(rest), sum(line.total.minor for line in rest)]
    return _marked(members, frame)


def _benefits(sale: Sale, name_of: Callable[[LocalText], str]) -> dict[str, Any]:
    """Return the coupons that saved something, and of a member's sale the points and the balance."""
    saved = [(use, saved_by(sale, use).minor) for use in sale.facts.coupons]
    coupons = [[name_of(use.text) if use.text.texts else use.code, minor] for use, minor in saved if minor]
    told: dict[str, Any] = {"coupons": coupons} if coupons else {}
    if sale.facts.member and sale.facts.minor_per_point:
        after = balance(sale)
        told["points"] = [after - sale.facts.points_before, after]
    return told


def _tax(sale: Sale) -> list[list[str | int]]:
    """Return the tax by rate; the rate's name stands fourth, where it has one."""
    rule, rows = sale.facts.tax, []
    for row in tax_rows(sale.lines, sale.currency, rule):
        own: list[str | int] = [row.vat_bp, row.net.minor, row.tax.minor]
        rows.append([*own, name] if (name := rule.name_of(row.vat_bp)) else own)
    return rows


def _line(line: Line, name_of: Callable[[LocalText], str]) -> list[str | int]:
    """Return a line; grams stand sixth, 0 for goods by the piece where what staff changed or what is saved follows.

    Tenth and eleventh stand a serial number and the months of a warranty, where there is one of them.
    """
    own: list[str | int] = [name_of(line.name), line.qty, line.unit.minor, line.total.minor, line.vat_bp]
    if line.facts.serial or line.facts.warranty_months:
        before = line.unit if line.list_unit is None else line.list_unit
        changed = [*own, line.weight_g or 0, line.discount_minor, before.minor, line.saved_minor]
        return [*changed, line.facts.serial, line.facts.warranty_months]
    if line.is_repriced or line.saved_minor:
        before = line.unit if line.list_unit is None else line.list_unit
        changed = [*own, line.weight_g or 0, line.discount_minor, before.minor]
        return [*changed, line.saved_minor] if line.saved_minor else changed
    return own if line.weight_g is None else [*own, line.weight_g]


def _payment(sale: Sale, attempt: Attempt) -> dict[str, str | int]:
    told: dict[str, str | int] = {"by": sale.kind_of(attempt.id).value, "amount": attempt.held.minor}
    facts = {
        "scheme": attempt.scheme,
        "last4": attempt.last4,
        "terminal": attempt.terminal_id,
        "auth": attempt.auth_code,
        "trace": attempt.trace_no,
    }
    told |= {name: fact for name, fact in facts.items() if fact}
    return told if attempt.left_minor is None else told | {"left": attempt.left_minor}


def _returned(sale: Sale, attempt: Attempt) -> dict[str, str | int]:
    last4 = last4_of(sale, attempt)
    told = _payment(sale, attempt) | {"amount": attempt.held.minor, "ref": short_id(attempt.id)}
    return told | {"last4": last4} if last4 else told


def address_of(site: str, text: str) -> str:
    """Return the address of a site's page with a signed text behind the `#`, where no server sees it."""
    return f"{site}/r#{_base64url(zlib.compress(text.encode(), 9))}"


def _base64url(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
