"""T7: changed bytes of a document reader: what is delivered was sent, letter by letter, with its check byte."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import xor

import pytest

from devices.drivers.mrzserial import FrameFramer
from devices.scanning import KeyboardFramer, Page, PageFramer
from tests.unit.devices.paying.mutations import mutants, share

PASSPORT = (b"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", b"L898902C36UTO7408122F1204159ZE184226B<<<<<10")
CARD = (b"I<UTOD231458907<<<<<<<<<<<<<<<", b"7408122F1204159UTO<<<<<<<<<<<6", b"ERIKSSON<<ANNA<MARIA<<<<<<<<<<")
VISA = (b"V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<", b"L8988901C4XXX4009078F96121096ZE184226B"[:36])
ALLOWED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<")


def framed(*lines: bytes) -> bytes:
    """Make a frame as the document has it, the bottom line last."""
    three = (b"_" * 44,) * (3 - len(lines)) + lines
    body = bytes([0x90]) + b"OU\x021" + b"".join(line + b"\r" for line in three) + b"\x03"
    return b"\x01" + body + bytes([reduce(xor, body)])


def typed(*lines: bytes) -> bytes:
    """Make the keyboard form."""
    return b"".join(line + b"\r" for line in lines)


def read(framer: PageFramer, octets: bytes) -> list[Page]:
    """Give all pages of the bytes, in portions of seven, then of the quiet behind them."""
    found = [page for at in range(0, len(octets), 7) for page in framer.feed(octets[at : at + 7])]
    return found + framer.give_up()


def is_checked(octets: bytes, lines: tuple[str, ...]) -> bool:
    """Tell by the bytes alone whether these lines stand in a frame whose check byte is right."""
    for start in (at for at, byte in enumerate(octets) if byte == 1):
        for end in (at for at in range(start, len(octets) - 1) if octets[at] == 3):
            part = octets[start + 1 : end + 1]
            if reduce(xor, part) == octets[end + 1] and all(line.encode() in part for line in lines):
                return True
    return False


MAKERS: dict[str, tuple[Callable[[], PageFramer], Callable[..., bytes]]] = {
    "frame": (lambda: FrameFramer(has_bcc=True), framed),
    "keyboard": (KeyboardFramer, typed),
}


@pytest.mark.parametrize("form", MAKERS)
def test_an_unchanged_document_is_read(form: str) -> None:
    make, write = MAKERS[form]
    for document in (PASSPORT, CARD):
        assert [page.lines for page in read(make(), write(*document))] == [tuple(line.decode() for line in document)]


@pytest.mark.parametrize("form", MAKERS)
def test_no_changed_byte_delivers_a_line_that_was_not_sent(form: str) -> None:
    make, write = MAKERS[form]
    originals = [write(*PASSPORT), write(*CARD), write(*VISA), write(*PASSPORT) + write(*CARD)]
    delivered = refused = 0
    for _number, octets in mutants(originals, share(0.1)):
        for page in read(make(), octets):
            refused += bool(page.problem)
            if not page.lines:
                continue
            delivered += 1
            assert 2 <= len(page.lines) <= 3
            assert all(len(line) <= 44 and ALLOWED.issuperset(line.encode()) for line in page.lines)
            sent = octets.replace(b"\n", b"")  # a line feed behind a carriage return says nothing, nor elsewhere
            assert all(line.encode() in sent for line in page.lines)
            assert form == "keyboard" or is_checked(octets, page.lines)
    assert delivered
    assert refused
