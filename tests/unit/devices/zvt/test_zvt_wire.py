from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api import Garbled, Prompt, Refusal
from devices.drivers.zvt import codes, messages
from devices.drivers.zvt.receipts import ReceiptText
from devices.drivers.zvt.wire import bmp, tlv
from devices.drivers.zvt.wire.bmp import Field
from devices.drivers.zvt.wire.carddata import scrub, scrub_text
from devices.drivers.zvt.wire.frames import Apdu, ApduFramer, parse_unit

VECTORS = Path(__file__).parents[5] / "shared" / "vectors" / "zvt"

apdus = st.builds(
    Apdu,
    st.sampled_from([0x8000, 0x8400, 0x849C, 0x040F, 0x04FF, 0x06D1, 0x06D3, 0x060F, 0x061E]),
    st.binary(max_size=40) | st.sampled_from([bytes(254), bytes(255), bytes(256), bytes(3000)]),
    st.booleans(),
)
tags = st.sampled_from([0x07, 0x09, 0x12, 0x1F07, 0x1F73, 0x1F2B, 0x5F01, 0xDF8101])
nodes = st.lists(st.builds(tlv.Node, tags, st.binary(max_size=300)), max_size=4).map(tuple)
fields = st.lists(
    st.one_of(
        st.sampled_from(sorted(bmp.FIXED_LENGTHS)).flatmap(
            lambda number: st.binary(min_size=bmp.FIXED_LENGTHS[number], max_size=bmp.FIXED_LENGTHS[number]).map(
                lambda value: Field(number, value)
            )
        ),
        st.builds(Field, st.sampled_from(sorted(bmp.LENGTH_DIGITS)), st.binary(max_size=99)),
        nodes.map(lambda found: Field(bmp.TLV, tlv.build(found))),
    ),
    max_size=8,
)


# --- what must be refused ---


@pytest.mark.parametrize(
    ("parse", "raw"),
    [
        (parse_unit, "15"),
        (parse_unit, "80 00"),
        (parse_unit, "80 00 00 80"),
        (parse_unit, "04 0F 05 27 00"),
        (parse_unit, "04 0F FF 05"),
        (bmp.parse, "7F 00"),
        (bmp.parse, "70"),
        (bmp.parse, "04 00 00 00"),
        (bmp.parse, "8B F0"),
        (bmp.parse, "8B 05 41"),
        (bmp.parse, "8B F0 FA 41"),
        (bmp.parse, "3C F0 F0 F2 41"),
        (bmp.parse, "06 80"),
        (bmp.parse, "06 83 00 00 00"),
        (bmp.parse, "06 05 12 01 40"),
        (tlv.parse, "1F"),
        (tlv.parse, "1F 81"),
        (tlv.parse, "07"),
        (tlv.parse, "07 82 01"),
        (tlv.parse, "07 05 41"),
        (bmp.from_bcd, "1A"),
    ],
)
def test_bytes_that_the_protocol_does_not_allow_are_garbled(parse: Callable[[bytes], object], raw: str) -> None:
    with pytest.raises(Garbled):
        parse(bytes.fromhex(raw))


def test_containers_nested_without_end_are_garbled() -> None:
    raw = b""
    for _ in range(20):
        raw = bytes(tlv.Node(0x25, raw))
    with pytest.raises(Garbled):
        list(tlv.walk(tlv.parse(raw)))
    with pytest.raises(Garbled):
        scrub((Field(bmp.TLV, raw),))


@given(st.binary(max_size=120))
def test_any_bytes_are_read_or_garbled_and_nothing_else(raw: bytes) -> None:
    readers: list[Callable[[Apdu], object]] = [
        messages.read_status,
        messages.read_intermediate,
        messages.read_completion,
        messages.read_enquiry,
        ReceiptText(42).add_line,
        ReceiptText(42).add_block,
    ]
    for reader in readers:
        try:
            reader(Apdu(0x040F, raw))
        except Garbled:
            continue


@given(st.binary(max_size=60), st.lists(st.integers(1, 60), max_size=6))
def test_any_stream_is_units_or_garbled_and_in_any_portions_the_same(raw: bytes, cuts: list[int]) -> None:
    def units(portions: list[bytes]) -> list[Apdu] | str:
        framer = ApduFramer()
        try:
            return [unit for portion in portions for unit in framer.feed(portion)]
        except Garbled:
            return "garbled"

    edges = [0, *sorted(min(cut, len(raw)) for cut in cuts), len(raw)]
    assert units([raw[a:b] for a, b in pairwise(edges)]) == units([raw])


@given(st.lists(apdus, max_size=5), st.integers(1, 7))
def test_units_come_out_of_any_portions_as_they_were_built(units: list[Apdu], size: int) -> None:
    raw = b"".join(map(bytes, units))
    framer = ApduFramer()
    found = [unit for at in range(0, len(raw), size) for unit in framer.feed(raw[at : at + size])]
    assert found == units
    assert b"".join(map(bytes, found)) == raw


@given(fields)
def test_bitmaps_are_read_back_as_they_were_built(built: list[Field]) -> None:
    raw = bmp.build(*built)
    assert list(bmp.parse(raw)) == built
    assert bmp.build(*bmp.parse(raw)) == raw


@given(nodes)
def test_tags_are_read_back_as_they_were_built(built: tuple[tlv.Node, ...]) -> None:
    assert tlv.parse(tlv.build(built)) == built


# --- card data ---

CARD_DIGITS = "4929123456781234"


@given(fields, st.sampled_from([0x22, 0x23, 0x24, 0x2D]), st.integers(0, 8), st.booleans())
def test_card_data_never_comes_out_of_a_status(around: list[Field], number: int, at: int, in_text: bool) -> None:
    value = CARD_DIGITS.encode() if in_text else bytes.fromhex(CARD_DIGITS)
    around.insert(at, Field(number, value))
    clean = scrub(tuple(around))
    kept = bmp.build(*clean.fields)
    assert bytes.fromhex(CARD_DIGITS) not in kept
    assert CARD_DIGITS.encode() not in kept
    assert clean.alarms
    assert CARD_DIGITS not in repr(clean)


@pytest.mark.parametrize("tag", [0x1F08, 0x1F09, 0x1F0A])
def test_card_data_in_nested_tags_is_dropped_with_an_alarm(tag: int) -> None:
    inner = bytes(tlv.Node(tag, bytes.fromhex(CARD_DIGITS))) + bytes(tlv.Node(0x07, b"x"))
    clean = scrub((Field(bmp.TLV, bytes(tlv.Node(0x25, inner))),))
    assert clean.alarms == (f"tag {tag:X}",)
    assert clean.tags() == (tlv.Node(0x25, bytes(tlv.Node(0x07, b"x"))),)


@pytest.mark.parametrize(
    ("pan", "last4", "alarms"),
    [
        ("EEEEEEEEEEEE4771", "4771", ()),
        ("676389EEEEEE4771", "4771", ()),
        ("6763890EEEEE4771", "4771", ("card number with 11 clear digits",)),
        ("4929123456781234", "1234", ("card number with 16 clear digits",)),
        ("492912345678123F", "8123", ("card number with 15 clear digits",)),
        ("EEEEEEEEEEEEEEEE", "", ()),
        ("", "", ()),
    ],
)
def test_of_a_card_number_the_last_four_digits_stay(pan: str, last4: str, alarms: tuple[str, ...]) -> None:
    clean = scrub((Field(bmp.PAN, bytes.fromhex(pan)),))
    assert (clean.last4, clean.alarms) == (last4, alarms)
    assert clean.value(bmp.PAN) is not None
    assert sum(digit.isdecimal() for digit in (clean.value(bmp.PAN) or b"").hex()) == len(last4)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Nr. 4111 1111 1111 1111", "Nr. **** **** **** 1111"),
        ("5500005555555559", "************5559"),
        ("3782 822463 10005", "**** ****** *0005"),
        ("Nr. **** **** **** 4821", "Nr. **** **** **** 4821"),
        ("AID: A0000000041010", "AID: A0000000041010"),
        ("Trace-Nr: 00010144", "Trace-Nr: 00010144"),
        ("VU-Nr: 4111111111111112", "VU-Nr: 4111111111111112"),  # no check digit: no card
    ],
)
def test_only_card_numbers_are_masked_in_receipt_lines(line: str, shown: str) -> None:
    assert scrub_text(line) == (shown, line != shown)


# --- values ---


def test_the_payment_command_is_the_one_of_the_specification() -> None:
    assert bytes(messages.authorise(1299, 978)).hex(" ") == "06 01 0c 04 00 00 00 00 12 99 49 09 78 19 40"
    assert bytes(messages.repeat_receipt("123456")).hex(" ") == "06 20 05 12 34 56 03 03"
    with pytest.raises(ValueError, match="BCD"):
        messages.authorise(10**12, 978)


@pytest.mark.parametrize(
    ("raw", "code", "limit_min"),
    [
        ("04 FF 01 0A", 0x0A, None),
        ("04 FF 02 04 10", 0x04, 10),
        ("04 FF 02 04 00", 0x04, None),
        ("04 FF 09 17 06 06 1F 73 03 00 00 02", 0x17, None),
        ("04 FF 0A 17 03 06 06 1F 73 03 00 00 02", 0x17, 3),
        ("04 FF 02 17 06", 0x17, 6),
    ],
)
def test_an_intermediate_status_may_carry_a_limit_and_a_container(raw: str, code: int, limit_min: int | None) -> None:
    assert messages.read_intermediate(parse_unit(bytes.fromhex(raw))) == messages.Intermediate(code, limit_min)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("00", ("", 0)), ("F0", ("", 0xF0)), ("F0 F0 F3 31 2E 32 9C", ("1.2", 0x9C)), ("F0 F0 F0 00", ("", 0))],
)
def test_a_status_enquiry_is_answered_with_or_without_a_version(raw: str, expected: tuple[str, int]) -> None:
    assert messages.read_enquiry(Apdu(0x060F, bytes.fromhex(raw))) == expected


def test_a_long_trace_number_goes_before_the_short_one() -> None:
    raw = bytes.fromhex("27 00 0B 00 00 00 06 06 1F 2B 03 12 34 56")
    assert messages.read_status(Apdu(0x040F, raw)).result.trace_no == "123456"


def test_a_currency_that_nobody_listed_is_never_taken_for_another() -> None:
    result = messages.read_status(Apdu(0x040F, bytes.fromhex("27 00 49 09 99"))).result
    assert result.currency == "999"
    assert result.amount_minor is None


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        (0x00, None), (0x01, Refusal.CARD), (0x63, Refusal.CARD), (0x64, Refusal.UNREADABLE), (0x6C, Refusal.CANCELLED),
        (0x6F, Refusal.RULE), (0x77, Refusal.NEEDS_PERSON), (0xA1, Refusal.LINK), (0x6B, Refusal.SETUP),
        (0xFF, Refusal.HARDWARE), (0x9A, Refusal.PROTOCOL), (0x70, Refusal.SETUP), (0xD9, Refusal.SETUP),
    ],
)  # fmt: skip
def test_result_codes_have_the_classes_of_the_specification(code: int, refusal: Refusal | None) -> None:
    assert codes.refusal(code) is refusal


@pytest.mark.parametrize(
    ("code", "prompt"),
    [(0x0A, Prompt.PRESENT_CARD), (0x0B, Prompt.REMOVE_CARD), (0x41, Prompt.REMOVE_CARD), (0x5D, Prompt.REMOVE_CARD),
     (0x02, Prompt.ENTER_PIN), (0x15, Prompt.WRONG_PIN), (0x1C, Prompt.WAIT), (0xC8, Prompt.WAIT)],
)  # fmt: skip
def test_intermediate_codes_become_prompts_and_never_verdicts(code: int, prompt: Prompt) -> None:
    assert codes.prompt(code) is prompt


# --- receipts ---


def test_receipt_lines_keep_their_words_indent_and_centring() -> None:
    receipt = ReceiptText(20)
    for data in (
        b"\x40*  OK  *",
        b"\x03indented",
        b"\x00Caf\x82",
        b"\xff\x02",
        b"\x81",
        b"\x40\x06\x04\x1f\x07\x01\x02",
    ):
        receipt.add_line(Apdu(0x06D1, data))
    assert receipt.lines() == ("      *  OK  *", "   indented", "Café", "", "", "")


def test_the_merchants_copy_is_left_out_when_there_is_another() -> None:
    receipt = ReceiptText(20)
    merchant = b"\x00HAENDLER\x06\x04\x1f\x07\x01\x01"
    receipt.add_line(Apdu(0x06D1, merchant))
    assert receipt.lines() == ("HAENDLER",)
    receipt.add_line(Apdu(0x06D1, b"\x00KUNDE\x06\x04\x1f\x07\x01\x02"))
    assert receipt.lines() == ("KUNDE",)


def test_a_receipt_without_end_is_garbled() -> None:
    receipt = ReceiptText(20)
    feed = Apdu(0x06D1, b"\xff\xff")
    for _ in range(7):
        receipt.add_line(feed)
    with pytest.raises(Garbled):
        receipt.add_line(feed)


# --- third-party frames ---


def frames() -> list[str]:
    if not VECTORS.is_dir():
        pytest.skip("third-party ZVT frames are not here (../shared/vectors/zvt)")
    rows = [row for name in sorted(VECTORS.glob("*.json")) for row in json.loads(name.read_text())["frames"]]
    return [row["hex"] for row in rows if "..." not in row["hex"]]


def whole_units() -> list[Apdu]:
    """The rows that are one whole unit of a command; others are values and fragments."""
    found = []
    for text in frames():
        try:
            unit = parse_unit(bytes.fromhex(text))
        except Garbled:
            continue
        if unit.command in (0x040F, 0x04FF, 0x06D1, 0x06D3, 0x060F, 0x061E, 0x0600, 0x0601, 0x8000, 0x849D):
            found.append(unit)
    return found


def test_third_party_units_are_built_again_byte_for_byte() -> None:
    texts = {text.replace(" ", "").upper() for text in frames()}
    units = whole_units()
    assert len(units) > 100
    assert {bytes(unit).hex().upper() for unit in units} <= texts


def test_third_party_bitmaps_are_built_again_byte_for_byte() -> None:
    count = 0
    for unit in whole_units():
        if unit.command in (0x040F, 0x06D3, 0x0601):
            try:
                found = bmp.parse(unit.data)
            except Garbled:
                continue
            assert bmp.build(*found) == unit.data
            for field in found:
                if field.number == bmp.TLV:
                    try:
                        assert tlv.build(tlv.parse(field.value)) == field.value
                    except Garbled:
                        continue
            count += 1
    assert count > 10


def test_third_party_results_are_read() -> None:
    read = []
    for unit in whole_units():
        if unit.command == 0x040F:
            try:
                read.append(messages.read_status(unit).result)
            except Garbled:
                continue
    assert {result.approved for result in read} == {True, False}
    assert all(len(result.last4) in (0, 4) for result in read)


def test_third_party_receipts_are_read() -> None:
    receipts = []
    for unit in whole_units():
        receipt = ReceiptText(42)
        try:
            if unit.command == 0x06D1:
                receipt.add_line(unit)
            elif unit.command == 0x06D3:
                receipt.add_block(unit)
            else:
                continue
        except Garbled:
            continue
        receipts.append(receipt)
    assert len(receipts) > 80
    assert all(receipt.alarms == [] for receipt in receipts)
    assert max(len(receipt.lines()) for receipt in receipts) > 10
