"""The boarding pass on a phone: the page reads what the kiosk wrote and draws the same code that a gate reads."""

from __future__ import annotations

import json
import re
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtQml import QJSEngine, QJSValue

from kiosk.papers.boarding.digital import pass_link
from kiosk.papers.boarding.document import BoardingPass, Issue, boarding_pass
from kiosk.papers.digital import MOST_CHARACTERS, signed
from kiosk.papers.document import Printable
from kiosk.services.pass_key import is_genuine
from kiosk.services.receipt_page import AZTEC, page
from tests.unit.papers.test_digital import FRAME, text_of
from tests.unit.papers.test_digital import KEY as RECEIPT_KEY
from tests.unit.papers.travel.travellers import ADULT, INFANT, KEY, NOW_MS, bag, booking

READING = re.search(r'<script id="reading">(.*?)</script>', page({}), re.S)


@pytest.fixture(scope="module")
def drawn(qapp: object) -> Callable[[bytes], list[tuple[str, bytes]]]:
    """What a reader finds in the code that the page draws; an engine needs an application."""
    engine = QJSEngine()
    engine.evaluate(AZTEC.read_text(encoding="utf-8"))

    def read(content: bytes) -> list[tuple[str, bytes]]:
        rows = json.loads(evaluated(engine, f"JSON.stringify(aztecOf({json.dumps(list(content))}))"))
        dots = bytes(0 if bit else 255 for row in rows for bit in row)
        code = Image.frombytes("L", (len(rows), len(rows)), dots).resize((len(rows) * 4,) * 2, Image.Resampling.NEAREST)
        paper = Image.new("L", (code.width + 24, code.height + 24), 255)
        paper.paste(code, (12, 12))
        return [(found.format.name, found.bytes) for found in zxingcpp.read_barcodes(paper)]

    return read


def evaluated(engine: QJSEngine, script: str) -> str:
    answer = engine.evaluate(script)
    assert isinstance(answer, QJSValue)
    assert not answer.isError(), answer.toString()
    return answer.toString()


@pytest.fixture(scope="module")
def reading(qapp: object) -> Callable[[str], str]:
    assert READING is not None
    engine = QJSEngine()
    evaluated(engine, READING[1])
    told = "function told(hash) { try { return JSON.stringify(receiptOf(hash)); } catch (no) { return String(no); } }"
    evaluated(engine, told)
    return lambda hash_: evaluated(engine, f"told({json.dumps(hash_)})")


def say(printable: Printable) -> str:
    return str(getattr(printable, "key", printable))


def passed(legs: int = 1, **changes: Any) -> BoardingPass:
    own = booking(legs, (replace(ADULT, **changes), INFANT), (bag(1), bag(3), bag(5)))
    return boarding_pass(own, "p1", 1, Issue(NOW_MS), KEY)


def hash_of(members: dict[str, Any]) -> str:
    packed = zlib.compress(signed(members, RECEIPT_KEY).encode(), 9)
    return "#" + urlsafe_b64encode(packed).rstrip(b"=").decode()


@pytest.mark.parametrize("wrong", [{"kind": "VISA"}, {"msg": ""}, {"msg": 5}, {"rows": "all"}, {"v": 2}])
def test_what_is_no_boarding_pass_is_refused(reading: Callable[[str], str], wrong: dict[str, Any]) -> None:
    told = json.loads(text_of(pass_link(passed(), FRAME, RECEIPT_KEY, say)))
    told.pop("sig")
    assert "version" in reading(hash_of(told | wrong))
    assert "version" not in reading(hash_of(told))


def test_a_pass_that_does_not_fit_leaves_out_the_smaller_facts_and_then_says_so() -> None:
    whole = pass_link(passed(), FRAME, RECEIPT_KEY, say)
    shorter = pass_link(passed(), FRAME, RECEIPT_KEY, say, len(whole) - 1)
    assert [row[0] for row in json.loads(text_of(shorter))["rows"]] == [
        f"paper.pass.{name}" for name in ("date", "gate", "boards", "seat", "departs")
    ]
    with pytest.raises(ValueError, match="a boarding pass of"):
        pass_link(passed(), FRAME, RECEIPT_KEY, say, 300)


@pytest.mark.parametrize("legs", [1, 2, 3, 4])
def test_the_page_draws_the_message_that_the_kiosk_signed(
    reading: Callable[[str], str], drawn: Callable[[bytes], list[tuple[str, bytes]]], legs: int
) -> None:
    own = passed(legs, surname="X" * 64, given_names="Y" * 64)
    link = pass_link(own, replace(FRAME, is_demo=True), RECEIPT_KEY, say)
    assert link.isascii()
    assert len(link) <= MOST_CHARACTERS
    told = json.loads(reading("#" + link.partition("#")[2]))["receipt"]
    assert (told["kind"], told["demo"], told["from"], told["name"]) == (
        "PASS", True, ["AMS", "Amsterdam"], f"{own.name} + Bo Voorbeeld",
    )  # fmt: skip
    ((form, scanned),) = drawn(told["msg"].encode())
    assert (form, scanned.decode()) == ("Aztec", own.message)
    assert is_genuine(scanned.decode(), KEY.public_text)


@settings(max_examples=60, deadline=None)
@given(content=st.binary(min_size=1, max_size=700), kind=st.sampled_from((b"", b"\x00" * 300, b"\xff" * 300)))
def test_any_bytes_are_drawn_so_that_they_read_back(
    drawn: Callable[[bytes], list[tuple[str, bytes]]], content: bytes, kind: bytes
) -> None:
    assert drawn(kind + content) == [("Aztec", kind + content)]
