"""The terminal's settings: what differs between makers, acquirers and sites."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

CURRENCIES = {"EUR": 978, "GBP": 826, "USD": 840, "CHF": 756, "BRL": 986}
_CHOICES = {
    "missing_ack": ("reverse", "keep", "declined"),
    "copies": ("customer", "both", "none"),
    "empty_repeat": ("abort", "completion", "refuse"),
    "currency": tuple(CURRENCIES),
}


@dataclass(slots=True)
class Knobs:
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
    host_s: float = 0.8
    pin_s: float = 1.5
    card_timeout_s: float = 60.0
    answer_s: float = 30.0
    t3_s: float = 5.0
    reversal_s: float = 0.0

    def set(self, name: str, value: object) -> None:
        """Change one setting. Raises `ValueError` naming what is allowed."""
        known = {f.name: f.type for f in fields(self)}
        if name not in known:
            raise ValueError(f"unknown knob {name!r}; known: {', '.join(known)}")
        setattr(self, name, _fitting(name, str(known[name]), value))

    def shown(self) -> dict[str, object]:
        """Every setting with its value."""
        return asdict(self)


def _fitting(name: str, kind: str, value: object) -> object:
    if kind == "bool":
        if str(value).lower() not in ("true", "false"):
            raise ValueError(f"{name} is true or false")
        return str(value).lower() == "true"
    if kind == "float":
        try:
            seconds = float(str(value))
        except ValueError as error:
            raise ValueError(f"{name} is a number of seconds") from error
        if not 0 <= seconds <= 86_400:
            raise ValueError(f"{name} is 0 to 86400 s")
        return seconds
    text = str(value)
    if name in _CHOICES and text not in _CHOICES[name]:
        raise ValueError(f"{name} is one of {', '.join(_CHOICES[name])}")
    if name == "terminal_id" and not (len(text) == 8 and text.isdecimal()):
        raise ValueError("terminal_id has 8 digits")
    if name == "password" and text and not (len(text) == 6 and text.isdecimal()):
        raise ValueError("password has 6 digits or is empty")
    if name == "condition" and not (len(text) == 2 and all(c in "0123456789abcdefABCDEF" for c in text)):
        raise ValueError("condition is two hex digits")
    return text
