"""Printers of tags: what is claimed to be on stock is there, once; `tags` of the simulator is the stock."""

from __future__ import annotations

from functools import partial

from devices.api import PageCode, PageRequest, PageText, Symbology
from devices.roles import Kind
from tests.conformance.exercise import Do, Practice
from tests.conformance.kinds.printer import LIMIT_S, Printing


def _tag(number: int, mark: str) -> PageRequest:
    items = (PageText(5, 5, 4, mark), PageCode(5, 15, Symbology.ITF, f"{number:010d}", 0.375, 15))
    return PageRequest(number, 50, 60, items)


def _tags(do: Do) -> list[str]:
    return ["\n".join(map(str, tag["texts"])) for tag in do("tags")["tags"] if tag["whole"]]


PRACTICE = Practice(Kind.TAGS, partial(Printing, _tag, _tags), LIMIT_S, (("head open", "head closed"),))
