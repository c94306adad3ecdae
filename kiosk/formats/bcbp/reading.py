"""Reading a boarding pass by the lengths it states, and around the mistakes that real ones make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kiosk.formats.bcbp.forms import ISSUE_DATE, PROOF, find_leg, is_as_standard, leg_at, leg_deviations
from kiosk.formats.bcbp.straight import straight
from kiosk.formats.bcbp.values import (
    LEG_WIDTH,
    REPEATED_ENDS,
    SHORTEST_LEG,
    UNIQUE_ENDS,
    BoardingPassMessage,
    Deviation,
    Leg,
    RepeatedConditional,
    Security,
    UniqueConditional,
)
from kiosk.formats.errors import Malformed

HEADER_WIDTH: Final = 23
SHORTEST: Final = 47
"""Characters: the header, and the first leg through the day of its flight."""
LONGEST: Final = HEADER_WIDTH + 9 * (LEG_WIDTH + 2 + 255) + 4 + 255

_MOST_LEGS: Final = 4
_M: Final = frozenset("Mm")
_DIGITS: Final = frozenset("0123456789")
_VERSIONS: Final = frozenset("12345678")
_HEX: Final = "0123456789ABCDEFabcdef"
_SIZES: Final = {one + other: int(one + other, 16) for one in _HEX for other in _HEX}
_NOTHING_ONCE: Final = UniqueConditional()
_NOTHING_MORE: Final = RepeatedConditional()


def looks_like_one(text: str) -> bool:
    """Whether a text begins as boarding passes do, with M and a digit; `parse` says whether it is one."""
    return text[:1] in _M and text[1:2] in _DIGITS


def parse(text: str) -> BoardingPassMessage:
    """Read a boarding pass; what differs from the standard is told in `deviations`.

    Raises `Malformed` with LENGTH (shorter than 47), TOO_LONG, NOT_ASCII, FORMAT_CODE (not `M`), NUMBER_OF_LEGS, NAME
    (control characters) or NOT_A_LEG. The sentences never quote the message.
    """
    body = text.rstrip("\r\n")
    return straight(body, text) or read_around(body, text)


def read_around(body: str, text: str) -> BoardingPassMessage:
    """Read any message, around what is wrong with it. `body`: without the end of the line. Raises as `parse` does."""
    _refuse_outsiders(body)
    return _Reader(body).read(text)


def _refuse_outsiders(body: str) -> None:
    if not body.isascii():
        raise Malformed("NOT_ASCII", "a boarding pass holds ASCII characters only")
    if body[:1] not in _M:
        raise Malformed("FORMAT_CODE", "a boarding pass starts with M")
    if body[1:2] not in _DIGITS or body[1] == "0":
        raise Malformed("NUMBER_OF_LEGS", "the second character of a boarding pass is the number of its legs, 1 to 9")
    if len(body) < SHORTEST:
        raise Malformed("LENGTH", f"{len(body)} characters, a boarding pass has {SHORTEST} through its first flight")
    if len(body) > LONGEST:
        raise Malformed("TOO_LONG", f"{len(body)} characters, no boarding pass has more than {LONGEST}")


class _Reader:
    """One message while it is read. `_at` is where the next part begins; `_found` keeps the order of what is found."""

    __slots__ = ("_at", "_body", "_found", "_next", "_security", "_unique", "_version")

    def __init__(self, body: str) -> None:
        self._body = body
        self._at = HEADER_WIDTH
        self._found: dict[Deviation, None] = {}
        self._next: tuple[int, str | None] = (0, None)
        self._version: int | None = None
        self._unique = _NOTHING_ONCE
        self._security: Security | None = None

    def read(self, text: str) -> BoardingPassMessage:
        name, indicator = self._header()
        legs = tuple(self._legs(int(self._body[1])))
        self._tail()
        return BoardingPassMessage(
            name, legs, self._version, self._unique, self._security, indicator, tuple(self._found), text
        )

    def _note(self, deviation: Deviation) -> None:
        self._found[deviation] = None

    @property
    def _is_cut(self) -> bool:
        """Whether the message ended too early: then what ends within it is no mistake of its own."""
        return Deviation.TRUNCATED in self._found

    def _header(self) -> tuple[str, str]:
        """Read the name and the mark of the electronic ticket, and find where the first leg begins."""
        body = self._body
        if self._leg_at(HEADER_WIDTH) is None and leg_at(body, HEADER_WIDTH - 1) is not None:
            self._at = HEADER_WIDTH - 1  # the E was left out, and nothing put in its place
        printed, indicator = body[2:22], body[22 : self._at].upper().strip()
        if not printed.isprintable():
            raise Malformed("NAME", "control characters in the name")
        name = printed.upper().strip()
        if body[0] == "m" or name != printed.strip() or (indicator and indicator != body[22]):
            self._note(Deviation.LOWER_CASE)
        if not name:
            self._note(Deviation.NAME_BLANK)
        if indicator not in ("E", "L"):  # L: travel without a ticket
            self._note(Deviation.NO_E)
        if not body.isprintable():
            self._note(Deviation.CONTROL_CHARACTERS)
        return name, indicator

    # --- legs ---------------------------------------------------------------------------------------------------------

    def _leg_at(self, at: int) -> str | None:
        """The same as `leg_at`, looked at once: the end of one leg is the beginning of the next."""
        if self._next[0] != at:
            self._next = at, leg_at(self._body, at)
        return self._next[1]

    def _legs(self, count: int) -> Iterator[Leg]:
        if count > _MOST_LEGS:
            self._note(Deviation.LEGS_OVER_FOUR)
        for number in range(1, count + 1):
            block = self._leg_at(self._at)
            if block is None and number == 1:
                raise Malformed("NOT_A_LEG", "no airports, carrier, flight and day where the first leg must stand")
            if block is None:
                self._miss_a_leg()
                return
            yield self._leg(block, number == 1, number == count)

    def _miss_a_leg(self) -> None:
        self._note(Deviation.LEGS_MISSING)
        rest = self._body[self._at :]
        if len(rest) < SHORTEST_LEG and not rest.startswith("^"):
            self._note(Deviation.TRUNCATED)

    def _leg(self, block: str, is_first: bool, is_last: bool) -> Leg:
        end = self._at + len(block)
        if not is_as_standard(self._body, self._at):
            self._note_form(block, self._body[self._at : end])
        self._at = end
        if len(block) == LEG_WIDTH and end == len(self._body):
            self._note(Deviation.SIZE_MISSING)
        variable = self._variable(is_last)
        conditional, airline_use = self._first_variable(variable) if is_first else self._sized(variable)
        self._check_end(conditional, REPEATED_ENDS)
        return Leg(block, RepeatedConditional(conditional) if conditional else _NOTHING_MORE, airline_use)

    def _note_form(self, block: str, printed: str) -> None:
        if block != printed:
            self._note(Deviation.LOWER_CASE)
        for deviation in leg_deviations(block):
            self._note(deviation)

    def _variable(self, is_last: bool) -> str:
        """Take the part of a leg whose size stands after its status, and say where that size cannot be right."""
        size = self._stated_size(is_last)
        body, start = self._body, self._at
        end = start + size
        self._at = min(end, len(body))
        if size == 0 and body[end : end + 1] == ">":
            self._note(Deviation.SIZE_ZERO)
            self._at = (None if is_last else find_leg(body, start)) or end
            return ""
        if not self._goes_on(end, is_last):
            self._at = self._end_in_spite(start, end, is_last)
        return body[start : self._at]

    def _end_in_spite(self, start: int, end: int, is_last: bool) -> int:
        """Return where a variable part ends that nothing follows where its size says; the size may be right even so."""
        body = self._body
        found = self._proof(start) if is_last else find_leg(body, start)
        if found is not None and not (is_last and found > end):
            self._note(Deviation.SIZE_WRONG)
            return found
        if end > len(body):
            self._note(Deviation.TRUNCATED)
        return min(end, len(body))

    def _stated_size(self, is_last: bool) -> int:
        """Read the size after the status and stand behind it; before it, and zero, when the message has none."""
        body, at = self._body, self._at
        stated = body[at : at + 2]
        if len(stated) < 2:
            self._note(Deviation.TRUNCATED)
            self._at = len(body)
            return 0
        size = _SIZES.get(stated)
        if size is None or not self._goes_on(at + 2 + size, is_last):
            if self._goes_on(at, is_last):
                self._note(Deviation.SIZE_MISSING)
                return 0
            if size is None:
                self._note(Deviation.SIZE_NOT_HEX)
        self._at += 2
        return size or 0

    def _goes_on(self, at: int, is_last: bool) -> bool:
        """Whether what follows a leg stands at a place: the next leg, or the proof behind the last one."""
        return self._body.startswith("^", at) if is_last else self._leg_at(at) is not None

    # --- what stands beside the mandatory fields ----------------------------------------------------------------------

    def _first_variable(self, variable: str) -> tuple[str, str]:
        """Read the version and what the message says once, then the first leg's own part."""
        if not variable:
            return "", ""
        if variable[0] != ">":
            self._note(Deviation.NO_VERSION)
            return "", variable
        version = variable[1:2]
        self._version = int(version) if version.isdigit() else None
        if version not in _VERSIONS and (version or not self._is_cut):
            self._note(Deviation.VERSION)
        unique, rest = self._sized(variable[2:])
        self._unique = UniqueConditional(unique)
        self._check_end(unique, UNIQUE_ENDS)
        if len(unique) > 6 and not ISSUE_DATE.fullmatch(unique[3:7]):
            self._note(Deviation.ISSUE_DATE_FORM)
        return self._sized(rest)

    def _sized(self, text: str) -> tuple[str, str]:
        """Split a text into a block, as long as its first two digits say, and what follows it."""
        if not text:
            return "", ""
        size = _SIZES.get(text[:2])
        if size is None:
            if not (self._is_cut and len(text) < 2):
                self._note(Deviation.SIZE_NOT_HEX)
            return "", text
        end = 2 + size
        if end > len(text) and not self._is_cut:
            self._note(Deviation.SIZE_WRONG)
        printed = text[2:end]
        block = printed.upper()
        if block != printed:
            self._note(Deviation.LOWER_CASE)
        return block, text[end:]

    def _check_end(self, block: str, ends: frozenset[int]) -> None:
        length = len(block)
        if length not in ends and length < max(ends) and not self._is_cut:
            self._note(Deviation.FIELD_CUT)

    # --- the end ------------------------------------------------------------------------------------------------------

    def _tail(self) -> None:
        rest = self._body[self._at :]
        if rest[:1] == "^":
            self._read_proof(self._at)
        elif rest:
            proof = self._proof(self._at)
            explained = Deviation.SIZE_ZERO in self._found or Deviation.LEGS_MISSING in self._found
            if proof is None:
                self._read_rest(rest, explained)
                return
            if not explained:
                self._note(Deviation.SIZE_WRONG)
            self._read_proof(proof)

    def _proof(self, at: int) -> int | None:
        """Find a security field behind a place that ends where the message ends."""
        end = len(self._body.rstrip())
        if "^" not in self._body:
            return None
        found = PROOF.finditer(self._body, at)
        return next((one.start() for one in found if one.end() + int(one[2], 16) in (end, len(self._body))), None)

    def _read_proof(self, at: int) -> None:
        body = self._body
        found = PROOF.match(body, at)
        if found is None:
            self._note(Deviation.TRUNCATED if len(body) < at + 4 else Deviation.SECURITY_FORM)
            self._security = Security(body[at + 1 : at + 2], body[at + 2 :].strip())
            return
        end = found.end() + int(found[2], 16)
        self._security = Security(found[1], body[found.end() : end])
        if end > len(body):
            self._note(Deviation.TRUNCATED)
        self._read_rest(body[end:], is_explained=False)

    def _read_rest(self, rest: str, is_explained: bool) -> None:
        if rest and not rest.strip():
            self._note(Deviation.TRAILING_BLANKS)
        elif rest and not is_explained:
            self._note(Deviation.TRAILING_TEXT)
