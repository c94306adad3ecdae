"""What a member is reached by: one spelling of an address or a number, and nothing else passes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.benefits.contact import LONGEST, contact_of


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "nobody", "@", "a@", "@b.org", "a@b", "a@b.", "a@.org", "a..b@c.org", ".a@c.org",
        "a@c.org.", "a@b@c.org",
        "a b@c.org", "a@-c.org", "a@c.1", "x" * 65 + "@c.org",
        "a@" + "b" * 64 + ".org", "1234567", "1" * 16, "+", "++31612345678",
        "061234567x", "a@c.org\x00", "a@c.org\n", "\u202ea@c.org", "אבג@c.org", "٠٦١٢٣٤٥٦٧٨", "a" * 10_000,
        "1" * 10_000,
        "'; DROP TABLE member; --", "<script>alert(1)</script>@c.org", "{0}", "%s%s%s%n",
    ],
)  # fmt: skip
def test_nobody_is_reached_by_it(typed: str) -> None:
    assert contact_of(typed) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ann.Other+points@Example.ORG ", "ann.other+points@example.org"),
        ("o'hara@mail.example.co.uk", "o'hara@mail.example.co.uk"),
        ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
        ("06-12 34 56 78", "0612345678"),
        ("+31 (6) 12.34/56-78", "+31612345678"),
    ],
)
def test_it_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert contact_of(typed) == contact_of(kept) == kept


@given(st.text(max_size=300))
def test_whatever_is_typed_what_is_kept_is_short_plain_and_stays_itself(typed: str) -> None:
    kept = contact_of(typed)
    assert len(kept) <= LONGEST
    assert kept.isascii()
    assert contact_of(kept) == kept
