"""Our table beside the GS1 Barcode Syntax Dictionary: every difference stands here with its clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.formats.gs1.spec import Component, Identifier
from kiosk.formats.gs1.table import IDENTIFIERS
from tests.unit.formats.vectors.rows import path_of

# Components of ours that the dictionary has otherwise, as the dictionary writes them.
DIFFERENCES = {
    # General Specifications 3.6: HHMI is 9999 when a delivery date has no time; the dictionary's `hhmi` refuses that.
    "4324": "N6,yymmd0 N4,hhmi",
    "4325": "N6,yymmd0 N4,hhmi",
}
# The dictionary gives these no title.
UNTITLED = {"8110", "8112"}


@dataclass(frozen=True)
class Entry:
    ai: str
    is_predefined: bool
    is_attribute: bool
    components: str
    needs: frozenset[str]
    excludes: frozenset[str]
    path: str | None
    title: str


def entries() -> Iterator[Entry]:
    for line in path_of("gs1/gs1-syntax-dictionary.txt").read_text(encoding="utf-8").splitlines():
        facts, _, title = line.partition(" # ")
        words = facts.split()
        if not words or line.startswith("#"):
            continue
        first, _, last = words[0].partition("-")
        flags = words[1] if set(words[1]) <= set("*?") else ""
        rest = words[2 if flags else 1 :]
        attributes = [word for word in rest if word.startswith(("req=", "ex=", "dlpkey"))]
        for number in range(int(first), int(last or first) + 1):
            yield Entry(
                str(number).zfill(len(first)),
                "*" in flags,
                "?" in flags,
                " ".join(word for word in rest if word not in attributes),
                frozenset(word[4:] for word in attributes if word.startswith("req=")),
                frozenset(",".join(word[3:] for word in attributes if word.startswith("ex=")).split(",")) - {""},
                next((word.partition("=")[2] for word in attributes if word.startswith("dlpkey")), None),
                title.strip(),
            )


def written(component: Component) -> str:
    """Write a component the way the dictionary does."""
    is_fixed = component.shortest == component.longest
    kind = component.letter.upper() + (f"{component.longest}" if is_fixed else f"..{component.longest}")
    return ",".join([f"[{kind}]" if component.is_optional else kind, *component.check_names])


def as_entry(identifier: Identifier) -> Entry:
    paths = identifier.paths
    return Entry(
        identifier.ai,
        identifier.predefined_length is not None,
        identifier.is_attribute,
        " ".join(written(component) for component in identifier.components),
        frozenset(",".join("+".join(group) for group in one) for one in identifier.needs),
        frozenset(identifier.excludes),
        None if paths is None else "|".join(",".join(path) for path in paths),
        identifier.title,
    )


def test_the_table_has_the_identifiers_of_the_dictionary_and_no_others() -> None:
    assert {entry.ai for entry in entries()} == set(IDENTIFIERS)


def test_every_fact_of_the_table_is_that_of_the_dictionary_but_for_the_listed_differences() -> None:
    different = []
    for theirs in entries():
        ours = as_entry(IDENTIFIERS[theirs.ai])
        for fact in ("is_predefined", "is_attribute", "components", "needs", "excludes", "path", "title"):
            mine, told = getattr(ours, fact), getattr(theirs, fact)
            if fact == "components" and theirs.ai in DIFFERENCES:
                assert told == DIFFERENCES[theirs.ai], f"({theirs.ai}) no longer differs as described"
                assert mine != told, f"({theirs.ai}) does not differ any more"
                continue
            if fact == "title" and theirs.ai in UNTITLED:
                continue
            if mine != told:
                different.append(f"({theirs.ai}) {fact}: ours {mine}, theirs {told}")
    assert different == []
