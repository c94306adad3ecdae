"""No canary in what is kept, whatever portions a stream comes in and wherever the other side interrupts it."""

from __future__ import annotations

import functools
import json
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.recording import rules
from devices.recording.masks import NOT_UNDERSTOOD, STRICT, Masker, Masks, Released, strict
from devices.recording.rules import BUILT_IN, identity, lines, masks_of, nexo, words, zvt
from devices.recording.script import DEVICE, HOST, read
from devices.registry import drivers
from devices.url import parse
from tests.unit.devices.recording import canaries
from tests.unit.devices.recording.canaries import CARD, STREAMS, Stream

FRAGMENTATIONS = 10_000
NO_LINE = {"camera": "it reads pictures from a folder or a video device; no byte of one is ever recorded"}


@functools.cache
def known(url: str) -> Masks:
    return masks_of(parse(url))


def masker_of(stream: Stream, tally: Counter[str]) -> Masker:
    masks = known(stream.url)

    def tell(rule: str) -> None:
        tally[rule] += 1

    return masks.host(tell) if stream.side == "host" else masks.device(tell)


def kept(stream: Stream, sent: bytes, cuts: list[int], flushes: set[int], tally: Counter[str]) -> bytes:
    masker = masker_of(stream, tally)
    released: list[Released] = []
    for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True):
        released += masker.feed(sent[start:end])
        if end in flushes:
            released += masker.flush()
    released += masker.flush()
    assert sum(own.raw for own in released) == len(sent)
    return b"".join(own.masked for own in released)


def test_every_canary_is_in_a_stream_that_is_masked() -> None:
    for name, stream in STREAMS.items():
        assert any(own in stream.sent for own in stream.canaries), name
        for own in stream.canaries:
            assert any(own in other.sent for other in STREAMS.values()), own


@pytest.mark.parametrize("name", STREAMS)
def test_no_canary_is_kept_and_what_is_masked_stays_as_it_is(name: str) -> None:
    stream, tally = STREAMS[name], Counter[str]()
    masked = kept(stream, stream.sent, [], set(), tally)
    assert [own for own in stream.canaries if own in masked] == []
    assert tally
    again = kept(stream, masked, [], set(), tally)
    assert again == masked


@pytest.mark.parametrize("name", STREAMS)
def test_no_portions_change_what_is_kept(name: str) -> None:
    stream = STREAMS[name]
    whole = kept(stream, stream.sent, [], set(), Counter())
    for step in (1, 2, 3, 7, 24, 61):
        cuts = list(range(step, len(stream.sent), step))
        assert kept(stream, stream.sent, cuts, set(), Counter()) == whole


@pytest.mark.slow
def test_no_canary_is_kept_in_ten_thousand_fragmentations() -> None:
    draw = random.Random(20261122)  # noqa: S311  # the same cuts in every run
    names = list(STREAMS)
    for number in range(FRAGMENTATIONS):
        stream = STREAMS[names[number % len(names)]]
        sent = stream.sent
        if len(sent) > 900:  # a window of a long one, which starts anywhere: a recording may start in a frame
            start = draw.randrange(len(sent) - 900) if name_is_line(names[number % len(names)]) else 0
            sent = sent[start : start + 900]
        cuts = sorted(draw.sample(range(1, len(sent)), draw.randint(0, 12)))
        flushes = {cut for cut in cuts if draw.random() < 0.3}
        masked = kept(stream, sent, cuts, flushes, Counter())
        found = [own for own in stream.canaries if own in masked]
        assert not found, (names[number % len(names)], cuts, sorted(flushes), found)


def name_is_line(name: str) -> bool:
    return name in ("linescan", "mrzserial")


def test_every_driver_says_what_is_masked_or_why_nothing_passes() -> None:
    silent = [name for name in drivers() if name not in BUILT_IN and name not in NO_LINE]
    assert silent == [], "a driver without masks is recorded as shape alone: add its rule to devices/recording/rules"


class _Outside:
    """A driver's module from another project."""

    def __init__(self, masks: object) -> None:
        self.MASKS = masks


def test_a_driver_from_outside_brings_its_own_masks_or_only_shapes_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    own = Masks(BUILT_IN["cas"].host, BUILT_IN["cas"].device, ("its own",))
    for told, expected in ((own, ("its own",)), ("nonsense", STRICT.rules), (None, STRICT.rules)):
        monkeypatch.setattr(rules, "drivers", lambda told=told: {"beeper": lambda: _Outside(told)})
        assert masks_of(parse("beeper+tcp://h:1")).rules == expected
    assert strict(b"Anna 4111\r\x41\x11") == b"Xxxx.0000\rX\0"


# --- what stays readable ---

WIRE = Path(__file__).parents[3] / "wire"
SPOILT = {
    "linescan/garbage": "control characters",
    "zvt/serial_connect": "a block that stops and is sent again",
    "zvt/unknown_bitmap": "a bitmap that no table has",
}
PLACES = {"nexo": "http://h:1/nexo", "zvt": "tcp://h:1", "escpos": "tcp://h:1", "zpl": "tcp://h:1"}


@pytest.mark.parametrize("path", sorted(WIRE.glob("*/*.wire")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_rules_understand_every_transcript_but_what_is_spoilt_on_purpose(path: Path) -> None:
    driver, tally = path.parent.name, Counter[str]()
    place = PLACES.get(driver, "serial:///x") if not path.stem.startswith("serial") else "serial:///x"
    masks = masks_of(parse(f"{driver}+{place}"))

    def tell(rule: str) -> None:
        tally[rule] += 1

    for steps in read(path):
        maskers = {HOST: masks.host(tell), DEVICE: masks.device(tell)}
        for step in steps:
            if step.kind in maskers:
                maskers[DEVICE if step.kind == HOST else HOST].flush()
                maskers[step.kind].feed(step.sent)
    is_spoilt = f"{driver}/{path.stem}" in SPOILT
    assert bool(tally[NOT_UNDERSTOOD]) is is_spoilt


def test_goods_weights_and_status_are_kept_as_they_are() -> None:
    for url, side, sent in (
        (
            "linescan+serial:///dev/x",
            "device",
            b"]E04006381333931\r\n]E412345670\r]d201040063813339311726123110A1\x1d21B2\r",
        ),
        ("linescan+serial:///dev/x", "device", b"4006381333931\r]Q1https://id.example.org/01/04006381333931\r"),
        ("cas+serial:///dev/x", "device", b"\x06\x01\x02S 01.235kg\x64\x03\x04"),
        ("toledo8217+serial:///dev/x", "device", bytes.fromhex("82 30 B1 2E B2 33 35 8D")),
        ("escpos+tcp://h:1", "device", bytes.fromhex("16 12 12 12 14 00 0F 0F 37 22 30 30 34 32 00 7E 12")),
        ("zpl+tcp://h:1", "device", b"\x02030,0,0,1200,000,0,0,0,000,0,0,0\x03\r\n\x021234,0\x03\r\n"),
        ("zvt+tcp://h:1", "device", bytes.fromhex("80 00 00 04 FF 01 0A 06 0F 00 84 83 00")),
        ("lights+serial:///dev/x", "host", bytes.fromhex("A0 01 01 A2 FF")),
    ):
        tally = Counter[str]()
        assert kept(Stream(url, side, sent, ()), sent, [], set(), tally) == sent
        assert not tally


def test_a_terminal_s_own_masked_number_its_scheme_and_last_four_are_kept() -> None:
    status = canaries.unit(
        0x040F, bytes.fromhex("27 00 22 F0 F8 EE EE EE EE EE EE 47 71 8B F0 F4 56 69 73 61 0B 00 04 70")
    )
    assert zvt.unit(status, print) == status


def test_a_masked_status_still_holds_a_number_that_a_driver_must_refuse() -> None:
    masked = zvt.unit(canaries.STATUS, lambda _rule: None)
    assert b"\x22" + canaries.lllvar(8, 2) + bytes.fromhex("4000000000000077") in masked
    assert len(masked) == len(canaries.STATUS)


def test_a_masked_block_has_its_check_sum_and_a_broken_one_keeps_a_wrong_one() -> None:
    own = zvt.block(canaries.block(canaries.STATUS), lambda _rule: None)
    inner = own[2:-4].replace(b"\x10\x10", b"\x10")
    assert own[-2:] == zvt.check_sum(inner + b"\x03").to_bytes(2, "little")
    broken = canaries.block(canaries.STATUS)[:-1] + b"\0"
    own = zvt.block(broken, lambda _rule: None)
    inner = own[2:-4].replace(b"\x10\x10", b"\x10")
    assert own[-2:] != zvt.check_sum(inner + b"\x03").to_bytes(2, "little")


@pytest.mark.parametrize("document", [canaries.PASSPORT, canaries.IDENTITY])
def test_a_masked_document_is_a_specimen_whose_check_digits_are_right(document: tuple[bytes, ...]) -> None:
    masked = [identity.mrz_line(line) for line in document]
    assert [len(line) for line in masked] == [len(line) for line in document]
    second = masked[1] if len(document) == 2 else masked[0][5:] + masked[1]
    assert b"UTO" in b"".join(masked)
    if len(document) == 2:
        number, birth, expiry = second[:10], second[13:20], second[21:28]
        composite = number + birth + second[21:43]
        for field in (number, birth, expiry, composite + second[43:]):
            assert identity.check_digit(field[:-1]) == field[-1:]


def test_a_document_that_was_misread_is_masked_as_one_that_was_misread() -> None:
    line = b"L898902C37UTO7408122F1204159ZE184226B<<<<<10"  # its number has another check digit
    masked = identity.mrz_line(line)
    assert identity.check_digit(masked[:9]) != masked[9:10]


def test_the_check_byte_of_a_masked_frame_is_as_right_as_it_was() -> None:
    for spoilt in (0, 1):
        frame = canaries.framed(canaries.PASSPORT)
        frame = frame[:-1] + bytes((frame[-1] ^ spoilt,))
        masked = lines.document(frame, lambda _rule: None)
        bcc = 0
        for byte in masked[:-1]:
            bcc ^= byte
        assert (bcc == masked[-1]) is (spoilt == 0)


def test_a_masked_boarding_pass_keeps_flights_and_lengths() -> None:
    masked = identity.boarding_pass(canaries.PASS)
    assert masked[23 + 7 : 23 + 24] == canaries.PASS[23 + 7 : 23 + 24]
    assert len(masked) == len(canaries.PASS)


def test_a_masked_answer_is_json_of_the_same_length() -> None:
    masked = nexo.json_text(canaries.ANSWER, lambda _rule: None)
    assert len(masked) == len(canaries.ANSWER)
    told = json.loads(masked)["SaleToPOIResponse"]
    assert told["MessageHeader"]["ServiceID"] == "REF1"
    assert told["PaymentResponse"]["Response"]["Result"] == "Success"
    text = told["PaymentResponse"]["PaymentReceipt"][0]["OutputContent"]["OutputText"][0]["Text"]
    assert text == "name=Xxxx&value=0000000000000000"


@given(
    st.integers(12, 18).flatmap(lambda size: st.text("0123456789", min_size=size, max_size=size)),
    st.sampled_from("3456"),
    st.sampled_from(["", " ", "-", "."]),
    st.text("abc :/", max_size=8),
    st.text("abc :/", max_size=8),
)
def test_no_card_number_stays_in_any_text(digits: str, first: str, separator: str, before: str, behind: str) -> None:
    number = canaries.luhn((first + digits).encode()).decode()
    grouped = separator.join(number[at : at + 4] for at in range(0, len(number), 4))
    masked = words.mask_text(f"{before}{grouped}{behind}".encode(), lambda _rule: None)
    assert grouped.encode() not in masked or words.is_stand_in(number.encode())
    assert len(masked) == len(before + grouped + behind)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (b"Karte " + CARD, b"Karte 4000000000000077"),
        (CARD[:4] + b" " + CARD[4:8] + b"-" + CARD[8:12] + b"." + CARD[12:], b"4000 0000-0000.0077"),
        (b"12 " + CARD, b"12 4000000000000077"),
        (b"trace 123456", b"trace 123456"),
        (b"4006381333935", b"4006381333935"),
        (CARD + b"2912", b"0" * 20),
        (CARD + b"738", b"0" * 19),
        (b"NL91 ABNA 0417 1643 00", b"NL50 XXXX 0000 0000 00"),
        (b"+351 912 345 678", b"+000 000 000 000"),
        (b"PNR: ABC123", b"PNR: XXX000"),
        (b"21.11.2026 14:32 EUR 12.99", b"21.11.2026 14:32 EUR 12.99"),
        (b"AID A0000000041010", b"AID A0000000041010"),
    ],
)
def test_words_are_masked_in_their_places(text: bytes, masked: bytes) -> None:
    assert words.mask_text(text, lambda _rule: None) == masked
    assert words.mask_text(masked, lambda _rule: None) == masked
