"""The terminal's own receipt text, as lines; and card numbers, which never pass."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from devices.api import Garbled
from devices.drivers.nexo.wire.envelope import Json, part, parts, word
from devices.paying import ALLOWED_CLEAR_DIGITS, covered, without_card_data

MAX_LINES = 500
_SECRET_PARTS = frozenset({"SensitiveCardData", "TrackData", "TrackValue", "PAN", "CardHolderPIN"})


def lines(receipts: list[Json], columns: int, alarms: list[str]) -> tuple[str, ...]:
    """Give the customer's receipt, or what there is instead; a card number in it is taken out with an alarm."""
    of_customer = [own for own in receipts if word(own, "DocumentQualifier") == "CustomerReceipt"]
    found = [line for own in of_customer or receipts for line in _document(own, columns, alarms)]
    if len(found) > MAX_LINES:
        raise Garbled(f"a receipt has more than {MAX_LINES} lines")
    return tuple(found)


def _document(receipt: Json, columns: int, alarms: list[str]) -> list[str]:
    done: list[str] = []
    line = ""
    for own in parts(part(receipt, "OutputContent"), "OutputText"):
        line += _shown(word(own, "Text"), columns)
        if own.get("EndOfLineFlag", True) is not False:
            done.append(_without_numbers(line, alarms))
            line = ""
    return [*done, _without_numbers(line, alarms)] if line else done


def _shown(text: str, columns: int) -> str:
    """Give a text that stands for itself, or a `name=...&value=...` pair as name and value at both margins."""
    named = parse_qs(text) if re.match(r"(name|value|key)=", text) else {}
    plain = text if not named else named.get("name", [""])[0]
    value = named.get("value", [""])[0]
    whole = plain + value.rjust(max(len(value) + 1, columns - len(plain))) if value else plain
    return "".join(sign for sign in whole if sign.isprintable())


def _without_numbers(line: str, alarms: list[str]) -> str:
    text, count = covered(line)
    alarms += ["card number in a receipt line"] * bool(count)
    return text


def last_four(masked_number: str, alarms: list[str]) -> str:
    """Give the last four digits of a masked card number; with too many digits in clear the field is dropped."""
    if sum(sign.isdigit() for sign in masked_number) > ALLOWED_CLEAR_DIGITS:
        alarms.append("card number in clear")
        return ""
    tail = masked_number.strip()[-4:]
    return tail if len(tail) == 4 and tail.isascii() and tail.isdecimal() else ""


def clean(body: Json, alarms: list[str]) -> Json:
    """Give an answer without the parts that may hold a card number, a track or a PIN; each is an alarm."""
    found: Json = without_card_data(body, _SECRET_PARTS, alarms)
    return found
