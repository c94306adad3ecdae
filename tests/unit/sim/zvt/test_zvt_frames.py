"""The simulated terminal's reading and writing of frames: bad ones, foreign ones, and back again."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.sim.zvt.frames import (
    Apdu,
    Assembler,
    Unreadable,
    bcd,
    build_fields,
    from_bcd,
    parse_fields,
    parse_tlv,
    tlv,
)

VECTORS = Path(__file__).resolve().parents[5] / "shared" / "vectors" / "zvt"
WITH_FIELDS = (b"\x04\x0f", b"\x06\x0f", b"\x80\x00", b"\x06\xd3", b"\x06\x01")


def foreign_bodies() -> list[bytes]:
    """The field bodies of whole foreign frames; what the sources mark as fragments or wrong is left out."""
    bodies = []
    for path in sorted(VECTORS.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8"))["frames"]:
            if "..." in row["hex"] or "ecrterm_error" in row:
                continue
            frames = Assembler().feed(bytes.fromhex(row["hex"]))
            if len(frames) == 1 and frames[0].encoded() == bytes.fromhex(row["hex"]):
                bodies += [frames[0].body] if frames[0].control in WITH_FIELDS else []
    return bodies


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("71 00", "unknown bitmap 71"),
        ("04 00 00", "cut off"),
        ("22 F0", "no length"),
        ("22 10 08", "no length"),
        ("3C F0 F1", "no length"),
        ("06 83 00 00 00", "TLV length 83"),
        ("06 80", "TLV length 80"),
        ("06", "TLV length is missing"),
    ],
)
def test_bad_bitmaps_are_named(body: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        parse_fields(bytes.fromhex(body))


@pytest.mark.parametrize(("octets", "said"), [("1F", "tag is cut off"), ("25 03 00", "cut off"), ("1F 81", "cut off")])
def test_bad_tlv_is_named(octets: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        parse_tlv(bytes.fromhex(octets))


def test_numbers_that_do_not_fit_are_refused() -> None:
    with pytest.raises(Unreadable, match="does not fit"):
        bcd(10_000, 2)
    with pytest.raises(Unreadable, match="does not fit"):
        bcd(-1, 2)
    with pytest.raises(Unreadable, match="not BCD"):
        from_bcd(b"\x1a")
    with pytest.raises(Unreadable, match="65535"):
        Apdu(b"\x06\xd3", bytes(65536)).encoded()


@given(st.binary(max_size=60))
def test_any_body_is_read_or_refused(body: bytes) -> None:
    try:
        fields = parse_fields(body)
    except Unreadable:
        return
    assert parse_fields(build_fields(fields.values)) == fields


@given(st.binary(max_size=700), st.booleans(), st.integers(1, 9))
def test_frames_come_back_whole_in_any_fragmentation(body: bytes, is_long: bool, size: int) -> None:
    frame = Apdu(b"\x04\x0f", body)
    octets = frame.encoded(is_long) * 2
    assembler = Assembler()
    pieces = [octets[i : i + size] for i in range(0, len(octets), size)]
    assert [f for piece in pieces for f in assembler.feed(piece)] == [frame, frame]


@given(st.integers(0, 10**12 - 1))
def test_amounts_come_back(amount: int) -> None:
    assert from_bcd(bcd(amount, 6)) == amount


@given(st.lists(st.tuples(st.sampled_from([0x07, 0x09, 0x25, 0x1F07, 0x1F12]), st.binary(max_size=300)), max_size=5))
def test_tags_come_back(objects: list[tuple[int, bytes]]) -> None:
    assert parse_tlv(b"".join(tlv(tag, value) for tag, value in objects)) == objects


@pytest.mark.skipif(not foreign_bodies(), reason="no third-party frames in ../shared/vectors/zvt")
def test_foreign_frames_are_read_and_written_back_to_the_byte() -> None:
    for body in foreign_bodies():
        fields = parse_fields(body)
        assert build_fields(fields.values) == body, body.hex(" ")
        assert fields.tlv() is not None
