"""How a shop's own CSV becomes the columns of this one: a TOML file with their names, so that nothing is exported anew.

The format is described in docs/how-to/import-catalogue.md.
"""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kiosk.services.catalogue.cells import Wrong

_UTF_8: Final = "utf-8-sig"


class Layout(BaseModel):
    """Their columns and signs. Without any, a file has our own columns."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    encoding: str = _UTF_8
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] = ","
    decimal: Literal[".", ","] = "."
    columns: Mapping[str, str | tuple[str, ...]] = {}
    constants: Mapping[str, str | int] = {}
    factors: Mapping[str, Annotated[int, Field(ge=1, le=1_000_000)]] = {}
    values: Mapping[str, Mapping[str, str]] = {}

    @field_validator("encoding")
    @classmethod
    def _known(cls, encoding: str) -> str:
        try:
            name = codecs.lookup(encoding).name
        except LookupError:
            raise ValueError("no known encoding, such as utf-8 or cp1252") from None
        return _UTF_8 if name == "utf-8" else encoding

    @property
    def is_ours(self) -> bool:
        """True while the file has our own columns."""
        return not self.columns

    def named(self, theirs: Sequence[str]) -> tuple[str, ...]:
        """Return our columns that a file with their header gives, each once; those of constants last."""
        if self.is_ours:
            return tuple(theirs)
        own = [ours for their in theirs for ours in self.ours_of(their)]
        return (*own, *self.constants)

    def lacking(self, theirs: Sequence[str]) -> Iterator[str]:
        """Yield their columns that are named here and that the file has not, or has twice."""
        yield from (their for their in self.columns if theirs.count(their) != 1)

    def row(self, theirs: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
        """Return a row in our columns, as it is written."""
        if self.is_ours:
            return dict(zip(theirs, cells, strict=True))
        found = {ours: cell for their, cell in zip(theirs, cells, strict=True) for ours in self.ours_of(their)}
        return {**found, **{ours: str(value) for ours, value in self.constants.items()}}

    def label(self, ours: str) -> str:
        """Return how a fault names a column: ours, with theirs where it is another."""
        their = next((their for their in self.columns if ours in self.ours_of(their)), ours)
        return ours if their == ours else f"{ours} ({their})"

    def converted(self, ours: str, value: str) -> str:
        """Return a cell as ours is written: its value by the table, its number times the factor. Raises `Wrong`."""
        if ours in self.constants:
            return value
        value = self.values.get(ours, {}).get(value, value)
        factor = self.factors.get(ours)
        return value if factor is None or not value else self._times(value, factor)

    def ours_of(self, their: str) -> tuple[str, ...]:
        """Return what one of their columns fills."""
        ours = self.columns.get(their, ())
        return (ours,) if isinstance(ours, str) else ours

    def _times(self, value: str, factor: int) -> str:
        allowed = f"a number such as 1{self.decimal}29 that is whole when taken {factor} times"
        other = "." if self.decimal == "," else ","
        if other in value or len(value) > 20 or not value.isascii():
            raise Wrong(allowed)  # 1.234,50 may be a thousand: nothing is guessed
        try:
            number = Decimal(value.replace(self.decimal, ".")) * factor
            whole = int(number)
        except (InvalidOperation, ValueError, OverflowError):
            raise Wrong(allowed) from None
        if whole != number or whole < 0 or len(str(whole)) > 9 or "e" in value.lower():
            raise Wrong(allowed)
        return str(whole)


OURS: Final = Layout()


class BadLayout(ValueError):
    """A mapping cannot be used; `problems` are `(key, value, allowed)`."""

    def __init__(self, problems: Sequence[tuple[str, str, str]]) -> None:
        super().__init__("; ".join(": ".join(own) for own in problems))
        self.problems = tuple(problems)


def read_layout(file: Path) -> Layout:
    """Read a mapping. Raises `BadLayout`, `OSError`."""
    try:
        found = tomllib.loads(file.read_text("utf-8"))
        layout = Layout.model_validate(found)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadLayout([("", str(file), f"it cannot be read as TOML: {error}")]) from error
    except ValidationError as error:
        told = ((".".join(map(str, own["loc"])), str(own["input"]), own["msg"]) for own in error.errors())
        raise BadLayout(list(told)) from error
    own = [ours for their in layout.columns for ours in layout.ours_of(their)]
    twice = sorted({ours for ours in [*own, *layout.constants] if [*own, *layout.constants].count(ours) > 1})
    if twice or not own:
        allowed = "each of our columns once, from a column of theirs or a constant; one column at least"
        raise BadLayout([("columns", ", ".join(twice), allowed)])
    return layout
