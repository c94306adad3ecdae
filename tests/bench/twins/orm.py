"""Products by GTIN as most programs would find them: mapped classes, a session per call, one query."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from kiosk.domain.basket import Product
from kiosk.domain.money import Money
from kiosk.domain.text import LocalText
from kiosk.services.catalogue.terms import terms_of


class Base(DeclarativeBase):
    """What is mapped."""


class ProductRow(Base):
    """A product as the catalogue's file holds it."""

    __tablename__ = "product"
    id: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str]
    gtin: Mapped[str]
    names: Mapped[str]
    details: Mapped[str]
    art: Mapped[str]
    price_minor: Mapped[int]
    vat_bp: Mapped[int]
    is_weighed: Mapped[bool]
    category: Mapped[str]
    deposit_minor: Mapped[int]
    expected_g: Mapped[int | None]
    tare_g: Mapped[int]
    plu: Mapped[str]
    terms: Mapped[str]


class CodeRow(Base):
    """A code that leads to a product."""

    __tablename__ = "code"
    gtin: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), primary_key=True)
    pack_qty: Mapped[int]


class OrmCatalogue:
    """The catalogue's file through the ORM, with an engine that is kept."""

    def __init__(self, path: Path) -> None:
        self._engine = create_engine(f"sqlite:///{path}")

    def find(self, code: str) -> Product | None:
        """Find by GTIN-14."""
        with Session(self._engine) as session:
            query = select(ProductRow, CodeRow.pack_qty).join(CodeRow, CodeRow.product_id == ProductRow.id)
            row = session.execute(query.where(CodeRow.gtin == int(code))).one_or_none()
            return None if row is None else _product(*row)

    def close(self) -> None:
        """Let the file go."""
        self._engine.dispose()


def _product(row: ProductRow, pack_qty: int) -> Product:
    return Product(
        row.sku, row.gtin, _texts(row.names), _texts(row.details), row.art, Money(row.price_minor, "EUR"), row.vat_bp,
        row.is_weighed, 1, row.category, pack_qty, row.deposit_minor, row.expected_g, row.tare_g, row.plu,
        terms_of(row.terms),
    )  # fmt: skip


def _texts(encoded: str) -> LocalText:
    return LocalText(tuple((language, text) for language, text in json.loads(encoded)))
