"""Invented documents of Utopia, the state of specimens. Source: ICAO 9303 parts 4 to 6."""

from __future__ import annotations

FORMATS = ("TD1", "TD2", "TD3")
_STATE, _NUMBER, _BIRTH, _SEX, _EXPIRY = "UTO", "SPEC01234", "840213", "F", "340820"
_NAMES = "VOORBEELD<<SAM<NOVA"


def check_digit(text: str) -> str:
    """Weights 7, 3, 1; digits count as they are, A to Z as 10 to 35, the filler as 0."""
    values = (0 if sign == "<" else int(sign, 36) for sign in text)
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


def specimen(name: str) -> tuple[str, ...]:
    """The lines of one document."""
    number, birth, expiry = (part + check_digit(part) for part in (_NUMBER, _BIRTH, _EXPIRY))
    if name == "TD1":
        first = f"I<{_STATE}{number}".ljust(30, "<")
        second = f"{birth}{_SEX}{expiry}{_STATE}".ljust(29, "<")
        whole = check_digit(first[5:30] + second[0:7] + second[8:15] + second[18:29])
        return first, second + whole, _NAMES.ljust(30, "<")
    width, code = (36, "I<") if name == "TD2" else (44, "P<")
    second = f"{number}{_STATE}{birth}{_SEX}{expiry}".ljust(width - 1, "<")
    if name == "TD3":
        second = second[:42] + "0"
    whole = check_digit(second[0:10] + second[13:20] + second[21 : width - 1])
    return f"{code}{_STATE}{_NAMES}".ljust(width, "<"), second + whole
