"""Invented documents of every format, from a seed: the same number gives the same document again."""

from __future__ import annotations

from random import Random

from kiosk.formats.mrz import Content, Format, Mrz, build
from kiosk.formats.mrz.layouts import LAYOUTS
from kiosk.formats.mrz.reading import read

ERIKSSON = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
"""The specimen of ICAO Doc 9303 part 4."""

_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STATES = ("NLD", "PRT", "BRA", "SGP", "D", "ZWE", "ISL")
_SURNAMES = ("Silva", "Obisz", "Kozioł", "de Boer-Bos", "Łoś")
_GIVEN_NAMES = ("Ana", "Bobi Isis", "Zoë", "Ona", "")


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311  # a seed must give the same document again


def specimen(form: Format, rng: Random) -> Mrz:
    """Return a document of which all is right."""

    def some(characters: str, count: int) -> str:
        return "".join(rng.choice(characters) for _ in range(count))

    is_french = form is Format.FRA_ID
    numbers = [some(_DIGITS, 9), some(_LETTERS, 2) + some(_DIGITS, 7), some(_LETTERS + _DIGITS, 9), some(_DIGITS, 8)]
    number = rng.choice([*numbers, some(_DIGITS, 12)] if LAYOUTS[form].has_long_number else numbers)
    first = "" if len(number) > 9 else rng.choice(["", some(_DIGITS, 6), some(_LETTERS + _DIGITS, 5)])
    day = f"{rng.randrange(100):02}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    return build(
        form,
        Content(
            document_code={Format.TD3: "P", Format.MRVA: "V", Format.MRVB: "V"}.get(form, "ID"),
            issuer="FRA" if is_french else rng.choice(_STATES),
            number=some(_DIGITS, 4) + some(_LETTERS + _DIGITS, 3) + some(_DIGITS, 5) if is_french else number,
            surname=rng.choice(_SURNAMES),
            given_names=rng.choice(_GIVEN_NAMES),
            birth=day,
            sex=rng.choice("FM<"),
            expiry="" if is_french else f"{rng.randint(27, 36)}{day[2:]}",
            nationality="" if is_french else rng.choice(_STATES),
            optional=("",) if is_french else (first,),
        ),
    )


def with_characters(zone: Mrz, changes: dict[int, str]) -> Mrz:
    """Return a document as a reader would give it that read other characters at some places."""
    characters = list(zone.text)
    for at, character in changes.items():
        characters[at] = character
    return read("".join(characters), LAYOUTS[zone.format])
