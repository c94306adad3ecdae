"""GS1 Digital Link URIs: web addresses that carry GS1 elements.

The path ends in a primary key and its qualifiers, in a fixed order; attributes follow in the query. Other parts of
the query are not GS1 and are passed over. Source: GS1 Digital Link Standard, URI Syntax 1.6, 4 and 5; RFC 3986.
"""

from __future__ import annotations

import ipaddress
import re
import string
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from kiosk.formats.errors import Malformed, Problem, shown
from kiosk.formats.gs1.associations import Element, association_problems
from kiosk.formats.gs1.elements import value_problem
from kiosk.formats.gs1.spec import Identifier
from kiosk.formats.gs1.table import IDENTIFIERS

CANONICAL_STEM: Final = "https://id.gs1.org"

_URI_CHARACTERS: Final = frozenset(string.ascii_letters + string.digits + "-._~:/?#[]@!$&'()*+,;=%")
_ADDRESS: Final = re.compile(r"(?i:https?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#.*)?")
_HOST_AND_PORT: Final = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::([0-9]{1,5}))?")
_LABEL: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_PERCENT: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_QUERY_BREAK: Final = re.compile(r"[&;]")
_SHORT_GTIN: Final = frozenset({8, 12, 13})


@dataclass(frozen=True, slots=True)
class Link:
    """The elements of a Digital Link: key, qualifiers, attributes, in the order of the address.

    `remarks`: it can be read, but is not as the standard wants it or elements contradict each other.
    """

    elements: tuple[Element, ...]
    remarks: tuple[Problem, ...] = ()


def is_web_address(text: str) -> bool:
    """Whether `text` starts like an address of the web."""
    return text[:8].lower().startswith(("http://", "https://"))


def parse(uri: str) -> Link:
    """Read a Digital Link.

    A GTIN written with fewer than 14 digits, as old links do, is read and remarked on (SHORT_GTIN). Raises
    `Malformed`: URI, HOST, NO_PRIMARY_KEY, QUALIFIER, QUALIFIER_IN_QUERY, NOT_AN_ATTRIBUTE, REPEATED, UNKNOWN_AI,
    or the fault of a value.
    """
    path, query = _split(uri)
    remarks: list[Problem] = []
    in_path = [_element(ai, unescape(value), remarks) for ai, value in _path_pairs(path)]
    in_query = [_element(ai, value, remarks) for ai, value in _query_pairs(query)]
    elements = (*in_path, *in_query)
    _require_single(elements)
    for element in in_query:
        _require_attribute(element.ai, [one.ai for one in in_path])
    return Link(elements, (*remarks, *association_problems(elements)))


def unescape(text: str, *, is_query: bool = False) -> str:
    """Undo percent-encoding; in a query `+` is a space too. A percent sign without two hexadecimal digits stays."""
    spaced = text.replace("+", " ") if is_query else text
    return _PERCENT.sub(lambda match: chr(int(match[1], 16)), spaced)


def _split(uri: str) -> tuple[str, str]:
    """Return path and query of a web address with a host that can exist."""
    if not _URI_CHARACTERS.issuperset(uri):
        raise Malformed("URI", f"{shown(uri)}: a character that no address has")
    match = _ADDRESS.fullmatch(uri)
    if match is None:
        raise Malformed("URI", f"{shown(uri)} is no address of the web")
    _require_host(match[1])
    return match[2], match[3] or ""


def _require_host(authority: str) -> None:
    match = _HOST_AND_PORT.fullmatch(authority)
    if match is None or not _is_host(match[1]) or int(match[2] or 0) > 65535:
        raise Malformed("HOST", f"{shown(authority)} is no host")


def _is_host(host: str) -> bool:
    if host[0] == "[":
        try:
            ipaddress.IPv6Address(host[1:-1])
        except ValueError:
            return False
        return True
    return len(host) <= 253 and all(_LABEL.fullmatch(label) for label in host.removesuffix(".").split("."))


def _path_pairs(path: str) -> list[tuple[str, str]]:
    """Return key and qualifiers of the path; what stands before them is the stem and means nothing."""
    parts = path.split("/")[1:]
    for at in range(len(parts) - 2, -1, -2):
        key = IDENTIFIERS.get(parts[at])
        if key is not None and key.paths is not None:
            pairs = list(zip(parts[at::2], parts[at + 1 :: 2], strict=True))
            _require_order(key, [ai for ai, _ in pairs[1:]])
            return pairs
    raise Malformed("NO_PRIMARY_KEY", f"{shown(path)}: no GS1 key and value at its end")


def _is_path(key: Identifier, qualifiers: Sequence[str]) -> bool:
    """Whether `qualifiers` are some of those the key takes, in their order."""
    wanted = list(qualifiers)
    return any([ai for ai in allowed if ai in wanted] == wanted for allowed in key.paths or ())


def _require_order(key: Identifier, qualifiers: Sequence[str]) -> None:
    if not _is_path(key, qualifiers):
        order = " or ".join(" ".join(f"({ai})" for ai in allowed) or "none" for allowed in key.paths or ())
        found = " ".join(f"({shown(ai)[1:-1]})" for ai in qualifiers)
        raise Malformed("QUALIFIER", f"({key.ai}) takes as qualifiers {order}, in this order, not {found}")


def _query_pairs(query: str) -> Iterator[tuple[str, str]]:
    """Yield the GS1 elements of a query: names of digits only. Other names belong to somebody else."""
    for part in _QUERY_BREAK.split(query):
        name, _, value = part.partition("=")
        if name.isdigit():
            yield name, unescape(value, is_query=True)


def _element(ai: str, value: str, remarks: list[Problem]) -> Element:
    identifier = IDENTIFIERS.get(ai)
    if identifier is None:
        raise Malformed("UNKNOWN_AI", f"({shown(ai)[1:-1]}) is no application identifier")
    if ai == "01" and len(value) in _SHORT_GTIN:
        remarks.append(Problem("SHORT_GTIN", f"(01) {shown(value)}: a Digital Link has all 14 digits of a GTIN"))
        value = value.zfill(14)
    problem = value_problem(identifier, value)
    if problem is not None:
        raise Malformed(problem.code, problem.text)
    return Element(ai, value)


def _require_single(elements: Iterable[Element]) -> None:
    seen: set[str] = set()
    for element in elements:
        if element.ai in seen:
            raise Malformed("REPEATED", f"({element.ai}) stands twice in one address")
        seen.add(element.ai)


def _require_attribute(ai: str, path: Sequence[str]) -> None:
    """Raise unless `ai` may stand in the query after the key and qualifiers of `path`."""
    if not IDENTIFIERS[ai].is_attribute:
        raise Malformed("NOT_AN_ATTRIBUTE", f"({ai}) may not stand in the query of a Digital Link")
    if _fits_path(ai, path):
        raise Malformed("QUALIFIER_IN_QUERY", f"({ai}) is a qualifier of ({path[0]}) and belongs in the path")


def _fits_path(ai: str, path: Sequence[str]) -> bool:
    key, qualifiers = IDENTIFIERS[path[0]], list(path[1:])
    return any(_is_path(key, [*qualifiers[:at], ai, *qualifiers[at:]]) for at in range(len(path)))


def build(elements: Iterable[Element], stem: str = CANONICAL_STEM, *, is_canonical: bool = False) -> str:
    """Return the Digital Link of `elements`: the first that is a key leads, its qualifiers follow in their order.

    `is_canonical`: attributes sorted by application identifier (URI Syntax 5); otherwise they keep their order, those
    of predefined length first, as an element string is best written (General Specifications 7.8.5). Elements that come
    twice alike stand once. Raises `Malformed`: UNKNOWN_AI, REPEATED, NO_PRIMARY_KEY (none can carry the others).
    """
    values = _quoted(elements)
    for ai in values:
        for path in _paths(ai, values):
            rest = [other for other in values if other not in path]
            if any(not IDENTIFIERS[other].is_attribute or _fits_path(other, path) for other in rest):
                continue
            rest.sort(key=str if is_canonical else _needs_separator)
            query = "&".join(f"{other}={values[other]}" for other in rest)
            return "".join((stem, *(f"/{one}/{values[one]}" for one in path), "?" if query else "", query))
    raise Malformed("NO_PRIMARY_KEY", "no GS1 key that could lead a Digital Link of these elements")


def _quoted(elements: Iterable[Element]) -> dict[str, str]:
    values: dict[str, str] = {}
    for element in elements:
        if element.ai not in IDENTIFIERS:
            raise Malformed("UNKNOWN_AI", f"({shown(element.ai)[1:-1]}) is no application identifier")
        value = quote(element.value, safe="")
        if values.setdefault(element.ai, value) != value:
            raise Malformed("REPEATED", f"({element.ai}) stands for two values")
    return values


def _needs_separator(ai: str) -> bool:
    return IDENTIFIERS[ai].predefined_length is None


def _paths(ai: str, values: Iterable[str]) -> Iterator[list[str]]:
    """Yield the paths that key `ai` could make with its qualifiers among `values`."""
    present = set(values)
    for allowed in IDENTIFIERS[ai].paths or ():
        yield [ai, *(qualifier for qualifier in allowed if qualifier in present)]
