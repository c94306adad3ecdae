"""AIM symbology identifiers: which symbology a scanner read, and whether its data follow GS1.

A scanner set to send them puts `]`, a code letter and a modifier before every message. Only this identifier (or a
leading FNC1) makes a message GS1: application identifiers are never guessed from the looks of digits.
Source: ISO/IEC 15424; GS1 General Specifications 5.1.3 and 7.8.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.formats.errors import Malformed, shown


class Symbology(StrEnum):
    """A symbology by the name its standard uses."""

    EAN_8 = "EAN-8"
    EAN_13 = "EAN-13"
    UPC_A = "UPC-A"
    UPC_E = "UPC-E"
    EAN_ADD_ON = "EAN/UPC add-on"
    ITF = "ITF"
    ITF_14 = "ITF-14"
    CODE_128 = "Code 128"
    GS1_128 = "GS1-128"
    GS1_DATABAR = "GS1 DataBar"
    DATA_MATRIX = "Data Matrix"
    GS1_DATA_MATRIX = "GS1 DataMatrix"
    QR_CODE = "QR Code"
    GS1_QR_CODE = "GS1 QR Code"
    DOTCODE = "DotCode"
    GS1_DOTCODE = "GS1 DotCode"
    AZTEC = "Aztec Code"
    PDF417 = "PDF417"
    COMPOSITE = "Composite Component"
    CODE_39 = "Code 39"
    CODE_93 = "Code 93"
    CODE_11 = "Code 11"
    CODE_16K = "Code 16K"
    CODE_49 = "Code 49"
    CODE_ONE = "Code One"
    CODABAR = "Codabar"
    CODABLOCK = "Codablock"
    CHANNEL_CODE = "Channel Code"
    GRID_MATRIX = "Grid Matrix"
    HAN_XIN = "Han Xin Code"
    MAXICODE = "MaxiCode"
    MSI = "MSI"
    OCR = "OCR"
    PLESSEY = "Plessey"
    POSICODE = "PosiCode"
    STRAIGHT_2_OF_5 = "Straight 2 of 5"
    SUPERCODE = "SuperCode"
    TELEPEN = "Telepen"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Scan:
    """One scanner message taken apart.

    `aim` is the three characters (more for `]Y`) of the identifier, None when the scanner sends none. `message` is
    the rest. `is_gs1` says that `message` is a GS1 element string, its first FNC1 left out. `add_on` are the 2 or 5
    digits printed beside an EAN or UPC; `composite` is the element string of a composite component above it.
    """

    aim: str | None
    symbology: Symbology | None
    message: str
    is_gs1: bool = False
    add_on: str | None = None
    composite: str | None = None


_BY_LETTER: Final = {
    "A": Symbology.CODE_39, "B": Symbology.TELEPEN, "C": Symbology.CODE_128, "D": Symbology.CODE_ONE,
    "F": Symbology.CODABAR, "G": Symbology.CODE_93, "H": Symbology.CODE_11, "I": Symbology.ITF,
    "J": Symbology.DOTCODE, "K": Symbology.CODE_16K, "L": Symbology.PDF417, "M": Symbology.MSI,
    "N": Symbology.OTHER, "O": Symbology.CODABLOCK, "P": Symbology.PLESSEY, "Q": Symbology.QR_CODE,
    "R": Symbology.STRAIGHT_2_OF_5, "S": Symbology.STRAIGHT_2_OF_5, "T": Symbology.CODE_49,
    "U": Symbology.MAXICODE, "V": Symbology.OTHER, "X": Symbology.OTHER, "Y": Symbology.OTHER,
    "Z": Symbology.OTHER, "c": Symbology.CHANNEL_CODE, "d": Symbology.DATA_MATRIX, "e": Symbology.COMPOSITE,
    "g": Symbology.GRID_MATRIX, "h": Symbology.HAN_XIN, "o": Symbology.OCR, "p": Symbology.POSICODE,
    "s": Symbology.SUPERCODE, "z": Symbology.AZTEC,
}  # fmt: skip
"""Code letters of ISO/IEC 15424 table 1, but E (EAN/UPC), whose modifiers are different symbols."""

_EAN_UPC: Final = {
    "0": Symbology.EAN_13, "1": Symbology.EAN_ADD_ON, "2": Symbology.EAN_ADD_ON, "3": Symbology.EAN_13,
    "4": Symbology.EAN_8,
}  # fmt: skip

_GS1: Final = {
    "]C1": Symbology.GS1_128,
    "]e0": Symbology.GS1_DATABAR,
    "]d2": Symbology.GS1_DATA_MATRIX,
    "]d5": Symbology.GS1_DATA_MATRIX,
    "]Q3": Symbology.GS1_QR_CODE,
    "]Q4": Symbology.GS1_QR_CODE,
    "]J1": Symbology.GS1_DOTCODE,
    "]J4": Symbology.GS1_DOTCODE,
    "]L3": Symbology.PDF417,
    "]z1": Symbology.AZTEC,
    "]z4": Symbology.AZTEC,
}
"""Identifiers that say FNC1 stood in the first position. ]d5, ]Q4, ]J4 and ]z4: the same with ECI in force."""

_COMPOSITE_MARK: Final = "|]e0"
_MODIFIERS: Final = frozenset("0123456789ABCDEF")


def parse(text: str) -> Scan:
    """Take a scanner message apart; a message without an identifier comes back whole, symbology None.

    Raises `Malformed` (AIM_IDENTIFIER) when it starts with `]` and no identifier follows.
    """
    if not text.startswith("]"):
        return Scan(None, None, text)
    aim = _identifier(text)
    message = text[len(aim) :]
    if aim[1] == "E":
        return _ean_upc(aim, message)
    gs1 = _GS1.get(aim)
    if gs1 is not None:
        return Scan(aim, gs1, message, is_gs1=True)
    return Scan(aim, _symbology(aim, message), message)


def _identifier(text: str) -> str:
    if len(text) < 3 or (text[1] not in _BY_LETTER and text[1] != "E") or text[2] not in _MODIFIERS:
        raise Malformed("AIM_IDENTIFIER", f"{shown(text[:3])} is no symbology identifier")
    if text[1] != "Y":
        return text[:3]
    # System expansion: the modifier says how many further characters belong to the identifier (ISO/IEC 15424 4.4).
    return text[: 3 + int(text[2], 16)]


def _symbology(aim: str, message: str) -> Symbology:
    if aim[1] == "I" and len(message) == 14:
        return Symbology.ITF_14
    return _BY_LETTER[aim[1]]


def _ean_upc(aim: str, message: str) -> Scan:
    if aim[2] not in _EAN_UPC:
        raise Malformed("AIM_IDENTIFIER", f"{shown(aim)} is no EAN/UPC identifier")
    symbology = _EAN_UPC[aim[2]]
    if aim[2] == "3":  # 13 digits and a 2 or 5 digit add-on in one message
        return Scan(aim, symbology, message[:13], add_on=message[13:])
    linear, mark, composite = message.partition(_COMPOSITE_MARK)
    return Scan(aim, symbology, linear, composite=composite if mark else None)
