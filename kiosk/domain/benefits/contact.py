"""How a new member is reached: an e-mail address or a phone number, in one spelling, or neither."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 254  # signs of an e-mail address (RFC 5321, 4.5.3.1.3); nobody's number is longer
_PART: Final = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS: Final = re.compile(rf"(?=[^@]{{1,64}}@){_PART}(?:\.{_PART})*@(?:{_LABEL}\.)+[a-z][a-z0-9-]*[a-z0-9]")
_NUMBER: Final = re.compile(r"\+?[0-9]{8,15}")  # ITU-T E.164: at most 15 digits
_BETWEEN: Final = re.compile(r"[ ()./-]")


def contact_of(typed: str) -> str:
    """Return what was typed as who keeps members compares it; empty: nobody can be reached by it."""
    if len(typed) > LONGEST:
        return ""
    plain = typed.strip(" ")
    if "@" in plain:
        address = plain.lower()
        return address if _ADDRESS.fullmatch(address) else ""
    number = _BETWEEN.sub("", plain)
    return number if _NUMBER.fullmatch(number) else ""
