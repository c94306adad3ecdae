"""Changed answers of payment terminals: bytes that no terminal meant, made from those that one did.

`MUTANTS=1000000` in the environment asks for that many in all; the seed is fixed, so that a find can be found again.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence

SEED = 20261121
USUAL = 200_000
TOTAL = int(os.environ.get("MUTANTS", USUAL))
_TELLING = (0x00, 0x01, 0x03, 0x04, 0x05, 0x06, 0x0F, 0x10, 0x1E, 0x27, 0x49, 0x6C, 0x7F, 0x80, 0x84, 0x87, 0x99, 0xFF)


def share(of: float) -> int:
    """Give how many mutants a test makes that was given this part of all."""
    return round(TOTAL * of)


def mutants(
    originals: Sequence[bytes], count: int, tokens: Sequence[bytes] = (), *, is_spliced: bool = True
) -> Iterator[tuple[int, bytes]]:
    """Give changed byte strings with the number of the original that each was made of.

    One to three changes each: a bit, a byte, a byte that means something, a piece cut out, doubled, moved, taken from
    another original (`is_spliced`; else of its own), or replaced by one of `tokens`, a shortened end.
    """
    chance = random.Random(SEED)  # noqa: S311 - repeatable, no secret
    for nth in range(count):
        number = nth % len(originals)
        octets = bytearray(originals[number])
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            _change(octets, chance, originals if is_spliced else [originals[number]], tokens)
        yield number, bytes(octets)


def _change(octets: bytearray, chance: random.Random, originals: Sequence[bytes], tokens: Sequence[bytes]) -> None:
    if not octets:
        octets += chance.randbytes(4)
    at = chance.randrange(len(octets))
    piece = slice(at, min(len(octets), at + chance.randint(1, 12)))
    match chance.randrange(9 if tokens else 8):
        case 0:
            octets[at] ^= 1 << chance.randrange(8)
        case 1:
            octets[at] = chance.randrange(256)
        case 2:
            octets[at] = chance.choice(_TELLING)
        case 3:
            del octets[piece]
        case 4:
            octets[at:at] = octets[piece]
        case 5:
            moved = octets[piece]
            del octets[piece]
            to = chance.randrange(len(octets) + 1)
            octets[to:to] = moved
        case 6:
            other = chance.choice(originals)
            start = chance.randrange(len(other))
            octets[piece] = other[start : start + chance.randint(1, 40)]
        case 7:
            del octets[at:]
        case _:
            _swap_token(octets, chance, tokens)


def _swap_token(octets: bytearray, chance: random.Random, tokens: Sequence[bytes]) -> None:
    """Put one word of the protocol in place of another that stands there."""
    there = [token for token in tokens if token in octets]
    if there:
        old = chance.choice(there)
        at = octets.find(old, chance.randrange(len(octets)))
        at = octets.find(old) if at < 0 else at
        octets[at : at + len(old)] = chance.choice(tokens)
