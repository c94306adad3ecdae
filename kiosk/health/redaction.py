"""Takes out of a line of the log what must not stand there, whoever wrote it. Source: reliability.md 8.2.

The log is written from lists of what may be said; this is the second line, for words of exceptions and devices.
"""

from __future__ import annotations

import logging
import re
from typing import Final

GONE: Final = "[removed]"
_LONG_NUMBER: Final = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_RULES: Final = (
    re.compile(r"%?[A-Z]\d{13,19}\^[^\^\r\n]{2,26}\^[^?\r\n]*\??"),  # magnetic tracks
    re.compile(r";\d{13,19}=\d{3,}[^?\r\n]*\??"),
    re.compile(r"(?=[A-Z0-9]*<)[A-Z0-9<]{28,44}"),  # lines of a travel document
    re.compile(r"\bM[1-9][A-Z0-9/. ]{20}[A-Z0-9 ]{20,}"),  # boarding passes
    re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])"),  # IBAN
    re.compile(r"(?<![\w.-])\+\d(?:[ ()./-]{0,2}\d){7,14}(?!\d)"),  # telephone numbers
    re.compile(r"(?i)(?<=\bPNR )[A-Z0-9]{5,7}\b"),
)


def redacted(text: str) -> str:
    """Return a text without card numbers, tracks, travel documents, addresses and numbers of persons."""
    for rule in _RULES:
        text = rule.sub(GONE, text)
    return _LONG_NUMBER.sub(lambda match: GONE if _is_card_number(match[0]) else match[0], text)


def _is_card_number(digits: str) -> bool:
    """Tell by the check digit. Source: ISO/IEC 7812-1, annex B."""
    total = 0
    for place, sign in enumerate(reversed([sign for sign in digits if sign.isdigit()])):
        value = int(sign) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


class Redacting(logging.Formatter):
    """Formats a record as ever, its traceback included, and redacts the result."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the finished, redacted line."""
        return redacted(super().format(record))
