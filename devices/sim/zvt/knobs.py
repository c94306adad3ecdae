"""The terminal's settings: what differs between makers, acquirers and sites."""

from __future__ import annotations

from dataclasses import dataclass

from devices.sim import paying

CURRENCIES = {"EUR": 978, "GBP": 826, "USD": 840, "CHF": 756, "BRL": 986}
_CHOICES = {
    "missing_ack": ("reverse", "keep", "declined"),
    "copies": ("customer", "both", "none"),
    "empty_repeat": ("abort", "completion", "refuse"),
    "currency": tuple(CURRENCIES),
}


@dataclass(slots=True)
class Knobs(paying.Knobs):
    """Settings of one terminal; times in seconds.

    `missing_ack`: what becomes of a booking whose acknowledgements are missing. `password`: six digits, empty takes
    any. `copies`: which receipts are sent as text. `empty_repeat`: the answer to 06 20 when nothing is stored.
    `condition`: the byte of 05 01 (hex), `00` ready; another one also refuses payments.
    """

    missing_ack: str = "reverse"
    password: str = ""
    terminal_id: str = "65000028"
    currency: str = "EUR"
    copies: str = "customer"
    decline_receipt: bool = True
    empty_repeat: str = "abort"
    condition: str = "00"
    answer_s: float = 30.0
    t3_s: float = 5.0
    reversal_s: float = 0.0

    def word(self, name: str, text: str) -> str:
        """Give a text as it may stand in a setting. Raises `ValueError` naming what is allowed."""
        if name in _CHOICES and text not in _CHOICES[name]:
            raise ValueError(f"{name} is one of {', '.join(_CHOICES[name])}")
        if name == "terminal_id" and not (len(text) == 8 and text.isdecimal()):
            raise ValueError("terminal_id has 8 digits")
        if name == "password" and text and not (len(text) == 6 and text.isdecimal()):
            raise ValueError("password has 6 digits or is empty")
        if name == "condition" and not (len(text) == 2 and all(c in "0123456789abcdefABCDEF" for c in text)):
            raise ValueError("condition is two hex digits")
        return text
