"""One fault put into the product by hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]


class DoesNotFit(ValueError):
    """The source has changed: the old text of a mutant is not there, or not only once."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """In `file`, `old` (there exactly once) becomes `new`. `danger`: what a customer or a shop would lose by it.

    `tests` are looked at in this order: paths or node ids for pytest.
    """

    name: str
    file: str
    old: str
    new: str
    danger: str
    tests: tuple[str, ...]

    @property
    def module(self) -> str:
        """The name under which the file is imported."""
        return self.file.removesuffix(".py").replace("/", ".")

    def applied(self, source: str) -> str:
        """Return the changed source. Raises `DoesNotFit`."""
        found = source.count(self.old)
        if found != 1:
            raise DoesNotFit(f"{self.name}: the old text stands {found} times in {self.file}")
        return source.replace(self.old, self.new)

    def changed(self, root: Path = ROOT) -> str:
        """Return the changed source of the checkout. Raises `DoesNotFit`, `OSError`."""
        return self.applied((root / self.file).read_text(encoding="utf-8"))
