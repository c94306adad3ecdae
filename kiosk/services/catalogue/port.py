"""What the kiosk asks of a catalogue, wherever the products are kept."""

from __future__ import annotations

from typing import Protocol

from kiosk.domain.basket import Product
from kiosk.services.catalogue.finding import MOST_FOUND, Group


class Catalogue(Protocol):
    """Finds products. Answers at once: a lookup is part of a scan."""

    def find(self, code: str) -> Product | None:
        """Find by the 14 digits of a GTIN, or by the shop's own number (SKU)."""
        ...

    def find_plu(self, plu: str) -> Product | None:
        """Find by the four or five digits of a price look-up number."""
        ...

    def find_in_store(self, item: str) -> Product | None:
        """Find by the item number inside an in-store number, leading zeros included."""
        ...

    def search(
        self, asked: str, language: str, category: str = "", limit: int = MOST_FOUND, *, is_loose: bool = True
    ) -> tuple[Product, ...]:
        """Find by the words of a name, the best first, with mistakes in them; nothing asked: what sells now.

        `is_loose`: among the goods that are weighed or chosen on the glass only. Any text may be asked.
        """
        ...

    def groups(self) -> tuple[Group, ...]:
        """Tell the categories of loose goods, and how many there are of each."""
        ...

    def refresh(self) -> bool:
        """Take a newer edition if there is one; between customers. True when there was."""
        ...

    def close(self) -> None:
        """Let its files go."""
        ...


class NoGoods:
    """Stands in where nothing is sold."""

    def find(self, code: str) -> Product | None:
        """Find nothing."""
        return None

    def find_plu(self, plu: str) -> Product | None:
        """Find nothing."""
        return None

    def find_in_store(self, item: str) -> Product | None:
        """Find nothing."""
        return None

    def search(
        self, _asked: str, _language: str, _category: str = "", _limit: int = MOST_FOUND, *, is_loose: bool = True
    ) -> tuple[Product, ...]:
        """Find nothing."""
        return ()

    def groups(self) -> tuple[Group, ...]:
        """There are none."""
        return ()

    def refresh(self) -> bool:
        """Nothing is ever newer."""
        return False

    def close(self) -> None:
        """There are no files."""
