"""Kinds of text a field may hold, and which signs each takes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum

CODE_SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ23456789")
CODE_MEANT = {"0": "O", "1": "I"}  # a code has neither zero nor one, so whoever types them means these
_EMAIL_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.!#$%&'*+/=?^_`{|}~-@")  # RFC 5322, 3.2.3 (atext)
_NAME_SIGNS = frozenset(" '-.")
_DIGITS = frozenset("0123456789")


class Kind(StrEnum):
    """What is typed; the keyboard shows the keys of it."""

    TEXT = "text"
    NAME = "name"
    EMAIL = "email"
    CODE = "code"
    NUMBER = "number"
    DOCUMENT = "document"


def _text(sign: str) -> str:
    return sign if sign.isprintable() else ""


def _name(sign: str) -> str:
    return sign if sign in _NAME_SIGNS or sign.isalpha() else ""


def _email(sign: str) -> str:
    lower = sign.lower()
    return lower if lower in _EMAIL_SIGNS else ""


def _code(sign: str) -> str:
    upper = CODE_MEANT.get(sign, sign.upper())
    return upper if upper in CODE_SIGNS else ""


def _number(sign: str) -> str:
    return sign if sign in _DIGITS else ""


def _document(sign: str) -> str:
    upper = sign.upper()
    return upper if upper.isascii() and (upper.isalnum() or upper == " ") else ""


_TAKERS: Mapping[Kind, Callable[[str], str]] = {
    Kind.TEXT: _text,
    Kind.NAME: _name,
    Kind.EMAIL: _email,
    Kind.CODE: _code,
    Kind.NUMBER: _number,
    Kind.DOCUMENT: _document,
}


def taken(kind: Kind, typed: str) -> str:
    """Return `typed` as a field of this kind takes it, composed (NFC), without the signs it does not hold."""
    return "".join(map(_TAKERS[kind], unicodedata.normalize("NFC", typed)))
