"""What is asked of a product, as a text of the catalogue file and back; most products have none."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pydantic import TypeAdapter

from kiosk.domain.goods.terms import NO_TERMS, Terms

_TERMS: Final = TypeAdapter(Terms)


def terms_text(terms: Terms) -> str:
    """Return JSON of the fields that ask something; empty where none does."""
    return "" if terms == NO_TERMS else _TERMS.dump_json(terms, exclude_defaults=True).decode()


@lru_cache(maxsize=1024)  # a shop has a handful of different ones
def terms_of(text: str) -> Terms:
    """Return what `terms_text` wrote. Raises `ValueError`."""
    return _TERMS.validate_json(text) if text else NO_TERMS
