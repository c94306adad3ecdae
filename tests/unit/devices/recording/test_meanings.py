"""What bytes are called: by the document where it is known, and by nothing where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.recording import meanings
from devices.recording.meanings import BUILT_IN, meaning_of
from devices.recording.script import DEVICE, HOST

CASES = [
    ("zvt", HOST, "06 00 08 00 00 00 00", "registration"),
    ("zvt", HOST, "10 02 06 01 07 04 00", "payment"),
    ("zvt", DEVICE, "80 00 00", "taken"),
    ("zvt", DEVICE, "84 9C 00", "refused, code 9C"),
    ("zvt", DEVICE, "06", "block taken"),
    ("zvt", DEVICE, "15", "block again"),
    ("zvt", DEVICE, "AA BB 00", ""),
    ("escpos", HOST, "1B 40 58 78 78 78 0A 1D 56 42 00", "initialise, text, cut"),
    ("escpos", HOST, "10 04 01", "asks for the status"),
    ("escpos", DEVICE, "16", "status"),
    ("escpos", DEVICE, "10 00 00 00", "status: ready"),
    ("escpos", DEVICE, "38 00 0C 00", "status: offline, cover open, paper out"),
    ("escpos", DEVICE, "37 22 31", ""),
    ("zpl", HOST, "7E 48 53", "asks for the status"),
    ("zpl", DEVICE, "02 30 33 30", "status"),
    ("toledo8217", HOST, "D7", "weight?"),
    ("toledo8217", DEVICE, "82 30 30 31 0D", "weight"),
    ("toledo8217", DEVICE, "82 3F 41 0D", "no weight: status"),
    ("toledo8217", DEVICE, "41", ""),
    ("cas", HOST, "05", "ready?"),
    ("cas", DEVICE, "01 02 53 20", "weight"),
    ("linescan", DEVICE, "30", "scan"),
    ("linescan", HOST, "30", ""),
    ("lights", HOST, "A0 01 01 A2", ""),
    ("nobody", HOST, "00", ""),
]


@pytest.mark.parametrize(("driver", "kind", "octets", "said"), CASES)
def test_bytes_are_called_as_their_document_does(driver: str, kind: str, octets: str, said: str) -> None:
    assert meaning_of(driver, kind, bytes.fromhex(octets)) == said


@given(driver=st.sampled_from(sorted(BUILT_IN)), kind=st.sampled_from([HOST, DEVICE]), octets=st.binary(max_size=600))
def test_no_bytes_are_too_strange(driver: str, kind: str, octets: bytes) -> None:
    assert len(meaning_of(driver, kind, octets)) < 200


def test_a_driver_from_outside_says_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    class Outside:
        @staticmethod
        def MEANING(_kind: str, octets: bytes) -> str:  # noqa: N802  # as a driver's module names it
            return f"{len(octets)} bytes of mine"

    monkeypatch.setattr(meanings, "drivers", lambda: {"theirs": lambda: Outside})
    assert meaning_of("theirs", HOST, b"abc") == "3 bytes of mine"
