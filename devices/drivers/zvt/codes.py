"""What ZVT's code bytes mean: results, conditions of the terminal, and prompts to the customer.

Source: PA00P015 rev. 13.08 ch. 10 and 11, in our words; classes of protocols.md 2.6.
"""

from __future__ import annotations

from devices.api import HealthState, Prompt, Reason, Refusal

APPROVED = 0x00
NOT_REGISTERED = 0x6B
NOT_POSSIBLE = 0x83
PLEASE_WAIT = 0x9C

_CLASSES = {
    Refusal.CARD: "67 68 6E 71 76 78 79 7A 7B 7C 7E C3 C8 C9 CD D2 E9 EA",
    Refusal.UNREADABLE: "64 65 66 72 73 DC DD DE",
    Refusal.CANCELLED: "6C",
    Refusal.RULE: "6F B4 B5 B7 B8 C5 C6 CB 9C",
    Refusal.NEEDS_PERSON: "6A 77 B1 B2 CC E3 F0 C2",
    Refusal.LINK: "7D 9B A0 A1 A3",
    Refusal.SETUP: "6B 83 85 A5 C4 EB EC E4 F6 FD FE",
    Refusal.HARDWARE: "74 89 BF C0 E2 ED FB FC FF",
    Refusal.PROTOCOL: "9A",
}
_REFUSALS = {code: refusal for refusal, row in _CLASSES.items() for code in bytes.fromhex(row)}

_TEXTS = {
    0x64: "the card's stripe cannot be read",
    0x65: "the card holds no data",
    0x66: "processing error",
    0x67: "not allowed for this debit card",
    0x68: "not allowed for this credit card",
    0x6A: "turnover store full",
    0x6B: "not registered",
    0x6C: "cancelled or timed out at the terminal",
    0x6E: "card is on the block list",
    0x6F: "wrong currency",
    0x71: "not enough credit on the chip",
    0x72: "chip error",
    0x73: "the card's data is wrong",
    0x74: "the terminal's keys are used up (DUKPT)",
    0x76: "card number is not on the allowed list",
    0x77: "end of day not possible",
    0x78: "card expired",
    0x79: "card not valid yet",
    0x7A: "card unknown",
    0x7B: "no stripe in place of the chip (girocard)",
    0x7C: "no stripe in place of the chip",
    0x7D: "communication error",
    0x7E: "no stripe in place of the chip, debit advice only",
    0x83: "function not possible",
    0x85: "key missing",
    0x89: "PIN pad defective",
    0x9A: "protocol error",
    0x9B: "error of the line to the host",
    0x9C: "please wait",
    0xA0: "host not ready",
    0xA1: "host does not answer",
    0xA3: "no connection to the host",
    0xA5: "not allowed by PCI rules",
    0xB1: "memory full",
    0xB2: "journal full",
    0xB4: "already reversed",
    0xB5: "reversal not possible",
    0xB7: "amount not allowed here",
    0xB8: "pre-authorisation wrong",
    0xBF: "supply voltage too low",
    0xC0: "card lock defective",
    0xC2: "diagnosis needed",
    0xC3: "above the card's limit",
    0xC4: "card profiles invalid: load them",
    0xC5: "means of payment not supported",
    0xC6: "currency not usable here",
    0xC8: "amount too small",
    0xC9: "amount below the card's minimum",
    0xCB: "only in euro",
    0xCC: "printer not ready",
    0xCD: "no cash back",
    0xD2: "not allowed for service cards",
    0xDC: "card inserted",
    0xDD: "the card did not come out",
    0xDE: "the card did not go in",
    0xE2: "card reader defective",
    0xE3: "shutter closed",
    0xE4: "activation needed",
    0xE9: "restriction code not allowed",
    0xEA: "card code not allowed",
    0xEB: "PIN method unknown",
    0xEC: "PIN cannot be checked",
    0xED: "PIN pad defective",
    0xF0: "end of day needed",
    0xF6: "no OPT data",
    0xFB: "turnover record defective",
    0xFC: "a part is missing or defective",
    0xFD: "baud rate not supported",
    0xFE: "register unknown",
    0xFF: "system error",
}

# Refusals that say nothing about what the terminal has stored: the question has to be asked again.
_PASSING = {Refusal.LINK, Refusal.HARDWARE, Refusal.PROTOCOL, Refusal.CANCELLED}
_PASSING_CODES = frozenset({0x9C, 0x6B, 0xDC})


def refusal(code: int) -> Refusal | None:
    """Give the class of a result code, None for approved. Codes that nobody listed are of class SETUP."""
    if code == APPROVED:
        return None
    if 0x01 <= code <= 0x63:
        return Refusal.CARD
    return _REFUSALS.get(code, Refusal.SETUP)


def is_passing(code: int) -> bool:
    """True when a refused query may be answered otherwise a little later."""
    return code in _PASSING_CODES or refusal(code) in _PASSING


def text(code: int) -> str:
    """Give a code's meaning for a technician."""
    known = _TEXTS.get(code)
    if known is not None:
        return known
    found = refusal(code)
    return "approved" if found is None else f"refused, class {found.value}"


Condition = tuple[HealthState, tuple[Reason, ...], str]

_READY: Condition = (HealthState.READY, (), "")
_CONDITIONS: dict[int, Condition] = {
    0x00: _READY,
    0x51: (HealthState.FAULT, (Reason.INITIALISATION_REQUIRED,), "initialisation needed (06 93)"),
    0x62: (HealthState.FAULT, (Reason.SOFTWARE_ERROR,), "clock wrong: diagnosis needed (06 70)"),
    0x9C: (HealthState.BUSY, (), "please wait"),
    0xB1: (HealthState.FAULT, (Reason.RECONCILIATION_REQUIRED,), "memory full: end of day needed (06 50)"),
    0xB2: (HealthState.FAULT, (Reason.RECONCILIATION_REQUIRED,), "memory full: end of day needed (06 50)"),
    0xC2: (HealthState.FAULT, (Reason.SOFTWARE_ERROR,), "diagnosis needed (06 70)"),
    0xCC: (HealthState.NEEDS_PERSON, (Reason.MEDIA_EMPTY,), "the terminal's printer is not ready"),
    0xDC: (HealthState.NEEDS_PERSON, (), "a card is inserted"),
    0xE1: (HealthState.NEEDS_PERSON, (), "a card was not removed"),
    0xE3: (HealthState.NEEDS_PERSON, (), "the shutter is closed"),
    0xF0: (HealthState.FAULT, (Reason.RECONCILIATION_REQUIRED,), "end of day needed (06 50)"),
    0xF6: (HealthState.FAULT, (Reason.INITIALISATION_REQUIRED,), "OPT action needed"),
    0xE4: (HealthState.FAULT, (Reason.INITIALISATION_REQUIRED,), "activation needed"),
}


def condition_of_status(code: int) -> Condition:
    """Give the condition behind the status byte of a status enquiry (05 01)."""
    return _CONDITIONS.get(code, (HealthState.FAULT, (Reason.HARDWARE_ERROR,), f"terminal status {code:02X}"))


def status_of_registration(status: int) -> int:
    """Give the status byte behind bitmap 19 of a registration: bit 0 initialise, bit 1 diagnosis, bit 2 OPT."""
    return next((code for bit, code in ((0x01, 0x51), (0x02, 0xC2), (0x04, 0xF6)) if status & bit), 0x00)


# The end of day (B1, B2, F0) is no remedy that the driver chooses: it prints the day's report and may forget the last
# payment, so it is the kiosk's to ask for. F6 and the rest are a technician's.
_REMEDIES = {
    0x51: (0x0693, "initialisation"),
    0x62: (0x0670, "diagnosis"),
    0xC2: (0x0670, "diagnosis"),
    0xDC: (0x06B0, "giving the card back"),
}


def remedy(status: int) -> tuple[int, str] | None:
    """Give the command that puts a status right, and its name; None where there is none.

    Source: protocols.md 2.6.
    """
    return _REMEDIES.get(status)


_PROMPTS = {
    0x00: Prompt.CONFIRM_AMOUNT,
    0x01: Prompt.ENTER_PIN,
    0x02: Prompt.ENTER_PIN,
    0x04: Prompt.BANK,
    0x0A: Prompt.PRESENT_CARD,
    0x0B: Prompt.REMOVE_CARD,
    0x15: Prompt.WRONG_PIN,
}


def prompt(code: int) -> Prompt:
    """Give what an intermediate status (04 FF) asks of the customer; 41-5D are 01-1D with the card to be removed."""
    if 0x41 <= code <= 0x5D:
        return Prompt.REMOVE_CARD
    return _PROMPTS.get(code, Prompt.WAIT)


_CURRENCIES = {
    "ALL": 8, "AUD": 36, "BAM": 977, "BGN": 975, "BRL": 986, "CAD": 124, "CHF": 756, "CNY": 156, "CZK": 203, "DKK": 208,
    "EUR": 978, "GBP": 826, "HKD": 344, "HUF": 348, "ILS": 376, "INR": 356, "ISK": 352, "JPY": 392, "MDL": 498,
    "MKD": 807, "MXN": 484, "NOK": 578, "NZD": 554, "PLN": 985, "RON": 946, "RSD": 941, "SEK": 752, "SGD": 702,
    "TRY": 949, "UAH": 980, "USD": 840, "ZAR": 710,
}  # fmt: skip
_CURRENCY_LETTERS = {number: letters for letters, number in _CURRENCIES.items()}


def currency_number(letters: str) -> int | None:
    """Give the ISO 4217 number of a currency, None for one that is not listed here."""
    return _CURRENCIES.get(letters)


def currency_letters(number: int) -> str:
    """Give the ISO 4217 letters of a currency, or its three digits when it is not listed here: never a near one."""
    return _CURRENCY_LETTERS.get(number, f"{number:03d}")
