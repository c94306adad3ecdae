"""The page that shows receipts: its own code reads what the kiosk wrote, and what is no receipt is refused."""

from __future__ import annotations

import json
import re
import zlib
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtQml import QJSEngine, QJSValue

from kiosk.papers.digital import receipt_link, return_link, signed
from kiosk.services.receipt_page import PAGE, page
from kiosk.words import LANGUAGES
from tests.unit.papers.test_digital import FRAME, KEY, bought, in_dutch, text_of
from tests.unit.papers.test_returned import one_back

READING = re.search(r'<script id="reading">(.*?)</script>', page({}), re.S)


@pytest.fixture(scope="module")
def engine(qapp: object) -> QJSEngine:
    """The page's own reading, without a browser; an engine needs an application."""
    assert READING is not None
    made = QJSEngine()
    evaluated(made, READING[1])
    evaluated(
        made,
        "function told(hash) { try { var own = receiptOf(hash);"
        "return JSON.stringify([own.receipt, own.bare, own.signature]); } catch (error) { return String(error); } }"
        "function inflated(text) { try { return JSON.stringify(unpacked(bytesOf(text))); }"
        "catch (error) { return 'no: ' + error.message; } }",
    )
    return made


def evaluated(engine: QJSEngine, script: str) -> str:
    answer = engine.evaluate(script)
    assert isinstance(answer, QJSValue)
    assert not answer.isError(), answer.toString()
    return answer.toString()


def called(engine: QJSEngine, name: str, argument: str) -> str:
    return evaluated(engine, f"{name}({json.dumps(argument)})")


def base64url(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "hash_", ["#", "#x", "#!!!", "#" + base64url(b"nothing"), "#" + base64url(zlib.compress(b"{}"))]
)
def test_what_is_no_receipt_is_refused(engine: QJSEngine, hash_: str) -> None:
    assert "Error" in called(engine, "told", hash_)


def test_a_receipt_cut_off_anywhere_is_refused(engine: QJSEngine) -> None:
    hash_ = "#" + receipt_link(bought().sale, FRAME, KEY, in_dutch).partition("#")[2]
    for length in range(0, len(hash_) - 2, 7):
        assert "Error" in called(engine, "told", hash_[:length])


def test_a_small_link_that_unpacks_to_much_is_refused(engine: QJSEngine) -> None:
    assert called(engine, "inflated", base64url(zlib.compress(b"a" * 1_000_000, 9))) == "no: long"


def test_the_page_reads_what_the_kiosk_wrote_and_finds_what_was_signed(engine: QJSEngine) -> None:
    link = receipt_link(bought(40).sale, FRAME, KEY, in_dutch)
    receipt, bare, signature = json.loads(called(engine, "told", "#" + link.partition("#")[2]))
    text = text_of(link)
    assert receipt == json.loads(text)
    assert bare == re.sub(r',"sig":"[^"]*"\}$', "}", text)
    assert bytes(signature) == KEY.sign(bare.encode())


def test_the_page_reads_the_receipt_of_money_that_went_back(engine: QJSEngine) -> None:
    link = return_link(one_back(), "r1", FRAME, KEY)
    receipt, bare, signature = json.loads(called(engine, "told", "#" + link.partition("#")[2]))
    assert receipt == json.loads(text_of(link))
    assert bytes(signature) == KEY.sign(bare.encode())
    assert evaluated(engine, f"isReturn({json.dumps(receipt)})") == "true"


@pytest.mark.parametrize("wrong", [{"kind": "SALE"}, {"kind": None}, {"back": "all"}, {"v": 2}])
def test_a_receipt_of_money_back_of_another_kind_is_refused(engine: QJSEngine, wrong: dict[str, object]) -> None:
    told = json.loads(text_of(return_link(one_back(), "r1", FRAME, KEY)))
    told.pop("sig")
    text = signed(told | wrong, KEY)
    assert "version" in called(engine, "told", "#" + base64url(zlib.compress(text.encode(), 9)))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=3000), st.sampled_from((0, 1, 6, 9)), st.booleans())
def test_unpacking_agrees_with_zlib(engine: QJSEngine, content: bytes, level: int, repeats: bool) -> None:
    content = content * 9 if repeats else content
    assert bytes(json.loads(called(engine, "inflated", base64url(zlib.compress(content, level))))) == content


@pytest.mark.parametrize(
    ("minor", "exponent", "language", "text"),
    [
        (700, 2, "nl", "EUR 7,00"), (5, 2, "en", "EUR 0.05"), (-1999, 2, "es", "EUR -19,99"),
        (1234567, 0, "nl", "EUR 1234567"), (12005, 3, "pt-PT", "EUR 12,005"), (0, 2, "en", "EUR 0.00"),
    ],
)  # fmt: skip
def test_amounts_are_written_from_whole_numbers(
    engine: QJSEngine, minor: int, exponent: int, language: str, text: str
) -> None:
    receipt = json.dumps({"cur": "EUR", "exp": exponent, "lang": language})
    assert evaluated(engine, f"amountOf({minor}, {receipt})") == text


def test_the_kept_page_is_made_of_the_words_as_they_are_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == page({}), "python main.py receipt-page --renew"


def test_the_page_asks_no_server_and_writes_no_markup() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert not re.search(r"innerHTML|document\.write|insertAdjacentHTML|\beval\b|https?://", text)
    words = json.loads(re.search(r'id="words">(.*?)</script>', text, re.S)[1])  # type: ignore[index]  # it is there
    assert set(words) == set(LANGUAGES)
    used = set(re.findall(r"words\.(\w+)", text)) | {"genuine", "changed", "unknown_key", "unchecked"}
    assert all(set(own) == used for own in words.values())


GROUPED = re.compile(r"function grouped\(number, receipt\) \{.*\}\n")
DRAWN = re.compile(r"  function benefits\(receipt\) \{.*?\n  \}\n", re.S)
STUBS = """var words = {saved: "{amount} saved", points: "P", balance: "B"}, drawn = [];
function element() { return {get firstChild() { return drawn.length ? drawn : null; }}; }
function row(table, name, amount) { drawn.push(name + "=" + amount); }
function filled(word, own) { return word.replace("{amount}", own.amount); }
function amountOf(minor) { return "#" + minor; }
function told(receipt) { drawn = []; return benefits(receipt) === null ? "nothing" : drawn.join(" "); }
"""


@pytest.mark.parametrize(
    ("receipt", "told"),
    [
        ({}, "nothing"),
        ({"coupons": [["Bread", 150], ["E-1", 5]]}, "Bread=#150 saved E-1=#5 saved"),
        ({"points": [12, 132]}, "P=12 B=132"),
        ({"points": [1200, 1234567], "lang": "en"}, "P=1,200 B=1,234,567"),
        ({"points": [1200, 999], "lang": "nl"}, "P=1.200 B=999"),
    ],
)
def test_the_page_says_coupons_points_and_balance_and_nothing_of_them_where_there_are_none(
    qapp: object, receipt: dict[str, object], told: str
) -> None:
    found, grouped = DRAWN.search(page({})), GROUPED.search(page({}))
    assert found is not None
    assert grouped is not None
    made = QJSEngine()
    evaluated(made, STUBS + grouped[0] + found[0])
    assert evaluated(made, f"told({json.dumps(receipt)})") == told


def test_a_key_cannot_end_its_element() -> None:
    assert "</script><b>" not in page({"</script><b>": "x"})
