"""Tax numbers of sellers and customers by their check digits: Portugal, Spain, the Netherlands, Brazil.

Sources: PT Decreto-Lei 14/2013 (NIF, modulo 11). ES Orden EHA/451/2008 (NIF of legal persons), Real Decreto 1065/2007
art. 19 (DNI and NIE letter, modulo 23). NL Besluit of 2020 on the btw-id (ISO 7064 MOD 97-10), before it the BSN's
modulo 11. BR Instrucao Normativa RFB 2.119/2022 and 2.229/2024 (CNPJ with letters: the character's code less 48).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

_DNI: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
_CIF: Final = "JABCDEFGHI"


def written(number: str) -> str:
    """Return a number as it is checked: capitals and digits, without spaces, dots, dashes and slashes."""
    return re.sub(r"[\s./-]", "", number).upper()


def problem_of(country: str, number: str) -> str:
    """Return what is wrong with a number: `LENGTH` for its form, `CHECK_DIGIT`; empty for a right one.

    Raises KeyError for a country whose numbers are not known here.
    """
    return _CHECKS[country](written(number))


def _judged(*, is_right: bool) -> str:
    return "" if is_right else "CHECK_DIGIT"


def _weighed(values: str, weights: range | tuple[int, ...]) -> int:
    """Sum characters times weights; a letter counts as its ASCII code less 48, a digit as itself."""
    return sum((ord(own) - 48) * weight for own, weight in zip(values, weights, strict=True))


def _portugal(number: str) -> str:
    own = number.removeprefix("PT")
    if not re.fullmatch(r"[1-9][0-9]{8}", own):
        return "LENGTH"
    rest = _weighed(own[:8], range(9, 1, -1)) % 11
    return _judged(is_right=int(own[8]) == (0 if rest < 2 else 11 - rest))


def _spain(number: str) -> str:
    own = number.removeprefix("ES") if len(number) == 11 else number
    if re.fullmatch(r"[0-9XYZ][0-9]{7}[A-Z]", own):
        digits = own[:8].translate(str.maketrans("XYZ", "012"))
        return _judged(is_right=own[8] == _DNI[int(digits) % 23])
    if re.fullmatch(r"[A-HJNP-SUVW][0-9]{7}[0-9A-J]", own):
        return _judged(is_right=_is_cif(own))
    return "LENGTH"


def _is_cif(own: str) -> bool:
    odd = sum(sum(divmod(2 * int(digit), 10)) for digit in own[1:8:2])
    check = -(odd + sum(int(digit) for digit in own[2:8:2])) % 10
    takes_letter, takes_digit = own[0] not in "ABEH", own[0] not in "NPQRSW"
    return (takes_letter and own[8] == _CIF[check]) or (takes_digit and own[8] == str(check))


def _netherlands(number: str) -> str:
    if not re.fullmatch(r"NL[0-9]{9}B[0-9]{2}", number):
        return "LENGTH"
    if int("".join(str(int(own, 36)) for own in number)) % 97 == 1:
        return ""
    rest = _weighed(number[2:10], range(9, 1, -1)) % 11
    return _judged(is_right=rest == int(number[10]))


def _brazil(number: str) -> str:
    if re.fullmatch(r"[0-9]{11}", number):
        return _judged(is_right=_is_cpf(number))
    if not re.fullmatch(r"[0-9A-Z]{12}[0-9]{2}", number):
        return "LENGTH"
    weights = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)
    first, second = _mod11(number[:12], weights[1:]), _mod11(number[:13], weights)
    return _judged(is_right=number[12:] == f"{first}{second}" and len(set(number)) > 1)


def _is_cpf(number: str) -> bool:
    first, second = _mod11(number[:9], range(10, 1, -1)), _mod11(number[:10], range(11, 1, -1))
    return number[9:] == f"{first}{second}" and len(set(number)) > 1


def _mod11(values: str, weights: range | tuple[int, ...]) -> int:
    rest = _weighed(values, weights) % 11
    return 0 if rest < 2 else 11 - rest


_CHECKS: Final[Mapping[str, Callable[[str], str]]] = {
    "PT": _portugal,
    "ES": _spain,
    "NL": _netherlands,
    "BR": _brazil,
}
COUNTRIES: Final = frozenset(_CHECKS)
