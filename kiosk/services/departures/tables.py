"""Reads the tables check-in goes by: documents, services, prices and cabins, from `assets/flights`.

What each file may hold stands in `assets/flights/README.md`. One fault anywhere and nothing is used.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from kiosk.domain.travel.baggage import BagPrices
from kiosk.domain.travel.cabin.layout import Layout
from kiosk.domain.travel.cabin.plan import Section, layout_from
from kiosk.domain.travel.cabin.rules import SeatPrices
from kiosk.domain.travel.documents import DocumentKind
from kiosk.domain.travel.eligibility import TravelRules
from kiosk.domain.travel.needs import ALL_OTHERS, OWN, DocumentTable, Requirement, ServiceRule, Visa
from kiosk.domain.travel.selling.extras import CODES, MOST_OFFERS, ExtraOffer

FOLDER: Final = Path(__file__).resolve().parents[3] / "assets" / "flights"
Iata = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Model = TypeVar("Model", bound=BaseModel)


class BadTable(ValueError):
    """A table that cannot be used; the text names the file, the line or key, and what is wrong there."""


class _Exact(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _DocumentRow(_Exact):
    country: str = Field(pattern=r"^[A-Z]{2}$")
    group: str = Field(min_length=1)
    kinds: tuple[DocumentKind, ...] = Field(min_length=1)
    months_beyond: int = Field(ge=0, le=24)
    visa: Literal[Visa.OK, Visa.OK_WITH_NOTE, Visa.REFER, Visa.DENY]
    needs_address: bool
    needs_contact: bool
    valid_from: date
    valid_until: date

    @field_validator("kinds", mode="before")
    @classmethod
    def _apart(cls, text: str) -> list[str]:
        return text.split()


class _Nationality(_Exact):
    country: str = Field(pattern=r"^([A-Z]{2})?$")
    letters: str = Field(pattern=r"^[A-Z]{3}$")
    groups: str


class _Service(_Exact):
    code: str = Field(pattern=r"^[A-Z]{4}$")
    needs_staff: bool
    keeps_from_exit: bool
    may_have_kept_seat: bool


class _Services(_Exact):
    service: list[_Service]


class _Bags(_Exact):
    pieces: tuple[int, ...] = Field(min_length=1)
    heavy: int = Field(ge=0, strict=True)
    per_kg: int = Field(ge=0, strict=True)
    most_pieces: int = Field(ge=1, le=20, strict=True)


class _Seats(_Exact):
    standard: int = Field(ge=0, strict=True)
    front: int = Field(ge=0, strict=True)
    legroom: int = Field(ge=0, strict=True)


class _Prices(_Exact):
    is_demo: bool
    seats_go_back: bool = False
    bags_without_scale: bool = False
    bags: dict[str, _Bags]
    seats: dict[str, _Seats]


class _Extra(_Exact):
    code: Literal["PRIORITY", "FAST", "LOUNGE"]
    prices: dict[str, Annotated[int, Field(gt=0, strict=True)]] = Field(min_length=1)
    valid_from: date
    valid_until: date
    cabins: frozenset[Annotated[str, Field(pattern=r"^[A-Z]$")]] = frozenset()
    origins: frozenset[Iata] = frozenset()
    destinations: frozenset[Iata] = frozenset()
    goes_back: bool

    @model_validator(mode="after")
    def _in_order(self) -> _Extra:
        if self.valid_until < self.valid_from:
            raise ValueError("dates in their order are wanted")
        return self


class _Extras(_Exact):
    extra: list[_Extra] = Field(max_length=MOST_OFFERS)


class _Layout(_Exact):
    title: str = Field(min_length=1, max_length=40)
    section: list[Section]  # `extra="forbid"` holds for it, too


def travel_rules(folder: Path = FOLDER) -> TravelRules:
    """Read all tables. Raises `BadTable`."""
    prices = _toml(folder / "prices.toml", _Prices)
    services = _toml(folder / "services.toml", _Services).service
    return TravelRules(
        documents=document_table(folder),
        services=tuple(ServiceRule(**own.model_dump()) for own in services),
        layouts=layouts(folder / "layouts"),
        bag_prices={name: BagPrices(name, **own.model_dump()) for name, own in prices.bags.items()},
        seat_prices={name: SeatPrices(name, **own.model_dump()) for name, own in prices.seats.items()},
        is_demo=prices.is_demo,
        extras=extras(folder),
        seats_go_back=prices.seats_go_back,
        bags_without_scale=prices.bags_without_scale,
    )


def extras(folder: Path = FOLDER) -> tuple[ExtraOffer, ...]:
    """Read what is offered beyond the ticket; without that table nothing is. Raises `BadTable`, also for one twice."""
    file = folder / "extras.toml"
    if not file.exists():
        return ()
    rows = _toml(file, _Extras).extra
    if len({own.code for own in rows}) != len(rows):
        raise BadTable(f"{file.name}: each extra once, of {', '.join(CODES)}")
    return tuple(
        ExtraOffer(
            own.code, own.prices, own.valid_from.isoformat(), own.valid_until.isoformat(), own.cabins, own.origins,
            own.destinations, own.goes_back,
        )
        for own in rows
    )  # fmt: skip


def layouts(folder: Path = FOLDER / "layouts") -> dict[str, Layout]:
    """Read every cabin of a folder, by the name of its file. Raises `BadTable`."""
    return {file.stem: _layout(file) for file in sorted(folder.glob("*.toml"))}


def document_table(folder: Path = FOLDER) -> DocumentTable:
    """Read what countries ask. Raises `BadTable`, also for a group that has no nationality."""
    groups: dict[str, set[str]] = {}
    letters: dict[str, str] = {}
    for _, own in _csv(folder / "nationalities.csv", _Nationality):
        if own.country:
            letters[own.country] = own.letters
        for group in own.groups.split():
            groups.setdefault(group, set()).add(own.letters)
    file = folder / "documents.csv"
    rows = []
    for line, row in _csv(file, _DocumentRow):
        known = {OWN, ALL_OTHERS, *groups}
        if row.country not in letters or row.group not in known or row.valid_until < row.valid_from:
            text = f"{row.country} {row.group}: a known country and group, and dates in their order, are wanted"
            raise BadTable(f"{file.name}, line {line}: {text}; groups: {', '.join(sorted(known))}")
        days = {"valid_from": row.valid_from.isoformat(), "valid_until": row.valid_until.isoformat()}
        rows.append(Requirement(**{**row.model_dump(), **days}))
    return DocumentTable(tuple(rows), {name: frozenset(own) for name, own in groups.items()}, letters)


def _layout(file: Path) -> Layout:
    read = _toml(file, _Layout)
    try:
        return layout_from(file.stem, read.title, read.section)
    except ValueError as error:
        raise BadTable(f"{file.name}: {error}") from error


def _toml(file: Path, model: type[Model]) -> Model:
    def read() -> Any:
        with file.open("rb") as stream:
            return tomllib.load(stream)

    return _checked(file, model, _opened(file, read))


def _csv(file: Path, model: type[Model]) -> Iterator[tuple[int, Model]]:
    """Yield line number and row; lines that begin with # are remarks."""
    lines = _opened(file, lambda: file.read_text(encoding="utf-8").splitlines())
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered:
        raise BadTable(f"{file.name}: there is no row in it")
    names, *rows = csv.reader([line for _, line in numbered])
    for (n, _), fields in zip(numbered[1:], rows, strict=True):
        if len(fields) != len(names):
            raise BadTable(f"{file.name}, line {n}: {len(fields)} fields; {len(names)} are wanted: {', '.join(names)}")
        yield n, _checked(file, model, dict(zip(names, fields, strict=True)), f", line {n}")


Read = TypeVar("Read")


def _opened(file: Path, read: Callable[[], Read]) -> Read:
    try:
        return read()
    except OSError as error:
        raise BadTable(f"{file.name}: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadTable(f"{file.name}: {error}") from error


def _checked(file: Path, model: type[Model], raw: Any, where: str = "") -> Model:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadTable(f"{file.name}{where}: {_place(first['loc'])}: {first['msg']}") from error


def _place(parts: Sequence[int | str]) -> str:
    return ".".join(map(str, parts)) or "the file"
