"""Events as canonical JSON and back, by the types of their fields.

A field may hold str, int, bool, None, a `StrEnum`, a frozen dataclass of such, a tuple of them, a union of them (a
dataclass in a union carries its name), or `Private[T]`. Of a str marked `NOT_KEPT` only whether it was empty is kept.
Canonical: keys sorted, no spaces, ASCII (so that a scanner's garbage, lone surrogates included, never fails to be
kept). No float: money and weights are integers.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import json
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from json.encoder import encode_basestring_ascii as quoted
from typing import Any, Final, Protocol, TypeAlias, Union, cast, get_args, get_origin

from kiosk.domain.private import Private
from kiosk.flows.base import MASK, NOT_KEPT, Event
from kiosk.store.private import Seal

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
_TAG = "$"


class NotEncodable(TypeError):
    """An event holds, or its class declares, what the journal cannot keep: a fault of the program."""


class NotDecodable(ValueError):
    """A payload does not fit the event's class: written by another version, or damaged."""


class NotOpened(NotDecodable):
    """The payload holds personal fields, and no key to open them was given."""


class UnknownKind(NotDecodable):
    """No event of this program has this name."""


_CANONICAL: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical(value: Json) -> str:
    """Return the one text of a JSON value: the same value gives the same bytes."""
    return _CANONICAL.encode(value)


class _Shape(Protocol):
    def text(self, value: Any, seal: Seal | None) -> str:
        """Return the canonical JSON of a value, written straight from its type: no tree of it is made before."""
        ...

    def load(self, raw: Json, seal: Seal | None) -> object: ...


_PLAIN: Final[dict[type, Callable[[Any], str]]] = {
    str: quoted,
    int: int.__repr__,
    bool: {True: "true", False: "false"}.__getitem__,
}


@dataclasses.dataclass(frozen=True, slots=True)
class _Plain:
    kind: type

    def fits(self, value: object) -> bool:
        return isinstance(value, self.kind) and (self.kind is bool or not isinstance(value, bool))

    def text(self, value: Any, seal: Seal | None) -> str:
        if type(value) is not self.kind and not self.fits(value):
            raise NotEncodable(f"{value!r} is no {self.kind.__name__}")
        return _PLAIN[self.kind](value)

    def load(self, raw: Json, seal: Seal | None) -> object:
        if not self.fits(raw):
            raise NotDecodable(f"{raw!r} is no {self.kind.__name__}")
        return raw


@dataclasses.dataclass(frozen=True, slots=True)
class _Masked:
    """A text that is not kept: only whether there was one."""

    def text(self, value: Any, seal: Seal | None) -> str:
        if not isinstance(value, str):
            raise NotEncodable("only a text can be left out")  # and what it is stays out of the words, too
        return quoted(MASK if value else "")

    def load(self, raw: Json, seal: Seal | None) -> object:
        if raw not in (MASK, ""):
            raise NotDecodable("a text that is not kept was kept")
        return raw


@dataclasses.dataclass(frozen=True, slots=True)
class _Choice:
    kind: type[StrEnum]

    def text(self, value: Any, seal: Seal | None) -> str:
        if not isinstance(value, self.kind):
            raise NotEncodable(f"{value!r} is no {self.kind.__name__}")
        return quoted(value.value)

    def load(self, raw: Json, seal: Seal | None) -> object:
        try:
            return self.kind(cast(str, raw))
        except ValueError as error:
            raise NotDecodable(str(error)) from error


@dataclasses.dataclass(frozen=True, slots=True)
class _Row:
    """A tuple: `items` one by one, or any number of `each`."""

    each: _Shape | None
    items: tuple[_Shape, ...] = ()

    def text(self, value: Any, seal: Seal | None) -> str:
        if not isinstance(value, tuple) or (self.each is None and len(value) != len(self.items)):
            raise NotEncodable(f"{value!r} is not the tuple its type says")
        if self.each is not None:
            text = self.each.text
            return f"[{','.join([text(item, seal) for item in value])}]"
        return f"[{','.join([shape.text(item, seal) for shape, item in zip(self.items, value, strict=True)])}]"

    def load(self, raw: Json, seal: Seal | None) -> object:
        if not isinstance(raw, list) or (self.each is None and len(raw) != len(self.items)):
            raise NotDecodable(f"{raw!r} is not the list its type says")
        shapes = self.items if self.each is None else (self.each,) * len(raw)
        return tuple(shape.load(item, seal) for shape, item in zip(shapes, raw, strict=True))


@dataclasses.dataclass(frozen=True, slots=True)
class _Pairs:
    """Any number of pairs of text, as names in several languages are: written often, so written without detours."""

    row: _Row

    def text(self, value: Any, seal: Seal | None) -> str:
        found = []
        for item in value if type(value) is tuple else ():
            if type(item) is tuple and len(item) == 2:
                first, second = item
                if type(first) is str and type(second) is str:
                    found.append(f"[{quoted(first)},{quoted(second)}]")
        return f"[{','.join(found)}]" if found and len(found) == len(value) else self.row.text(value, seal)

    def load(self, raw: Json, seal: Seal | None) -> object:
        return self.row.load(raw, seal)


@dataclasses.dataclass(slots=True)
class _Record:
    """A dataclass; `fields` is filled after construction, because records may contain themselves."""

    kind: type
    fields: tuple[tuple[str, _Shape], ...] = ()
    required: frozenset[str] = frozenset()
    written: tuple[tuple[str, str, Callable[[Any, Seal | None], str]], ...] = ()
    """Name, what stands before its value, and how it is written, of each field in canonical order."""

    def fill(self, fields: tuple[tuple[str, _Shape], ...], required: frozenset[str]) -> None:
        self.fields, self.required = fields, required
        self.written = tuple((name, f"{quoted(name)}:", shape.text) for name, shape in sorted(fields, key=_name_of))

    def text(self, value: Any, seal: Seal | None) -> str:
        return f"{{{self.inner(value, seal)}}}"

    def inner(self, value: Any, seal: Seal | None) -> str:
        if type(value) is not self.kind:
            raise NotEncodable(f"{value!r} is no {self.kind.__name__}")
        return ",".join([before + text(getattr(value, name), seal) for name, before, text in self.written])

    def load(self, raw: Json, seal: Seal | None) -> object:
        if not isinstance(raw, dict):
            raise NotDecodable(f"{raw!r} is no {self.kind.__name__}")
        shapes = dict(self.fields)
        if not self.required <= raw.keys() <= shapes.keys() | {_TAG}:
            raise NotDecodable(f"{self.kind.__name__} has {sorted(shapes)}, the payload {sorted(raw)}")
        return self.kind(**{name: shapes[name].load(item, seal) for name, item in raw.items() if name != _TAG})


@dataclasses.dataclass(frozen=True, slots=True)
class _OneOf:
    plain: tuple[_Plain, ...]
    records: Mapping[str, _Record]
    is_optional: bool

    def text(self, value: Any, seal: Seal | None) -> str:
        if value is None and self.is_optional:
            return "null"
        record = self.records.get(type(value).__name__)
        if record is not None:  # the tag sorts before every name of a field
            inner = record.inner(value, seal)
            return f'{{"{_TAG}":{quoted(record.kind.__name__)}{"," if inner else ""}{inner}}}'
        return self._plain_for(value, NotEncodable).text(value, seal)

    def load(self, raw: Json, seal: Seal | None) -> object:
        if raw is None and self.is_optional:
            return None
        if isinstance(raw, dict):
            record = self.records.get(cast(str, raw.get(_TAG)))
            if record is None:
                raise NotDecodable(f"{raw!r} is none of {sorted(self.records)}")
            return record.load(raw, seal)
        return self._plain_for(raw, NotDecodable).load(raw, seal)

    def _plain_for(self, value: object, error: type[Exception]) -> _Plain:
        for shape in self.plain:
            if shape.fits(value):
                return shape
        raise error(f"{value!r} is none of the types allowed")


@dataclasses.dataclass(frozen=True, slots=True)
class _Maybe:
    shape: _Shape

    def text(self, value: Any, seal: Seal | None) -> str:
        return "null" if value is None else self.shape.text(value, seal)

    def load(self, raw: Json, seal: Seal | None) -> object:
        return None if raw is None else self.shape.load(raw, seal)


@dataclasses.dataclass(frozen=True, slots=True)
class _Sealed:
    shape: _Shape
    place: str

    def text(self, value: Any, seal: Seal | None) -> str:
        if not isinstance(value, Private) or seal is None:
            raise NotEncodable(f"{self.place} wants a Private value and a session to seal it")
        plain = self.shape.text(value.value, seal).encode("ascii")
        return quoted(base64.b64encode(seal.close(plain, self.place)).decode("ascii"))

    def load(self, raw: Json, seal: Seal | None) -> object:
        if seal is None:
            raise NotOpened(f"{self.place} wants a session to open it")
        if not isinstance(raw, str):
            raise NotDecodable(f"{self.place} wants a ciphertext")
        try:
            sealed = base64.b64decode(raw, validate=True)
        except binascii.Error as error:
            raise NotDecodable(f"{self.place}: {error}") from error
        return Private(self.shape.load(json.loads(seal.open(sealed, self.place)), seal))


class Codec:
    """Encodes and decodes events. Knows every event class that was imported; shapes are worked out once per class."""

    def __init__(self) -> None:
        self._records: dict[type, _Record] = {}
        self._kinds: dict[str, type[Event]] = {}
        self._privacy: dict[type, bool] = {}

    def encode(self, event: Event, seal: Seal | None = None) -> str:
        """Return canonical JSON. Raises `NotEncodable`; `seal` is needed when `is_private`."""
        return self._record(type(event)).text(event, seal)

    def decode(self, kind: str, payload: str, seal: Seal | None = None) -> Event:
        """Return the event. Raises `UnknownKind`, `NotDecodable`, `Erased`, `NotAuthentic`."""
        try:
            raw = json.loads(payload)
        except ValueError as error:
            raise NotDecodable(f"{kind}: {error}") from error
        return cast(Event, self._record(self._class_of(kind)).load(raw, seal))

    def is_private(self, event: Event) -> bool:
        """True when the event has personal fields."""
        kind = type(event)
        if kind not in self._privacy:
            self._privacy[kind] = _holds_private(self._record(kind), set())
        return self._privacy[kind]

    def _class_of(self, kind: str) -> type[Event]:
        if kind not in self._kinds:
            self._kinds = kinds()
        try:
            return self._kinds[kind]
        except KeyError:
            raise UnknownKind(kind) from None

    def _record(self, kind: type) -> _Record:
        record = self._records.get(kind)
        if record is None:
            record = self._records[kind] = _Record(kind)
            hints = typing.get_type_hints(kind)
            own = tuple(field for field in dataclasses.fields(kind) if not _is_left_out(field, hints[field.name]))
            fields = tuple((f.name, self._shape_of(f, hints[f.name], f"{kind.__name__}.{f.name}")) for f in own)
            record.fill(fields, frozenset(f.name for f in own if _has_no_default(f)))
        return record

    def _shape_of(self, own: dataclasses.Field[Any], hint: Any, place: str) -> _Shape:
        if own.metadata != NOT_KEPT:
            return self._shape(hint, place)
        if hint is not str:
            raise NotEncodable(f"{place}: only a text can be left out, and this is a {hint}")
        return _Masked()

    def _shape(self, hint: Any, place: str) -> _Shape:
        if hint in (str, int, bool):
            return _Plain(hint)
        origin = get_origin(hint)
        if origin is tuple:
            return self._row(get_args(hint), place)
        if origin in (Union, types.UnionType):
            return self._union(get_args(hint), place)
        if origin is Private:
            return _Sealed(self._shape(get_args(hint)[0], place), place)
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            return _Choice(hint)
        if isinstance(hint, type) and dataclasses.is_dataclass(hint):
            return self._record(hint)
        raise NotEncodable(f"{place}: the journal cannot keep a {hint}")

    def _row(self, hints: tuple[Any, ...], place: str) -> _Shape:
        if len(hints) == 2 and hints[1] is Ellipsis:
            row = _Row(self._shape(hints[0], place))
            return _Pairs(row) if hints[0] == tuple[str, str] else row
        return _Row(None, tuple(self._shape(hint, place) for hint in hints))

    def _union(self, hints: tuple[Any, ...], place: str) -> _Shape:
        is_optional = type(None) in hints
        shapes = [self._shape(hint, place) for hint in hints if hint is not type(None)]
        if len(shapes) == 1:
            return _Maybe(shapes[0])
        plain = tuple(shape for shape in shapes if isinstance(shape, _Plain))
        records = {shape.kind.__name__: shape for shape in shapes if isinstance(shape, _Record)}
        if len(plain) + len(records) != len(shapes):
            raise NotEncodable(f"{place}: a union may hold str, int, bool, None and dataclasses only")
        return _OneOf(plain, records, is_optional)


def _name_of(field: tuple[str, _Shape]) -> str:
    return field[0]


def _has_no_default(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _is_left_out(own: dataclasses.Field[Any], hint: Any) -> bool:
    """Tell whether a field that is not kept has a default to come back as, and so no place in the journal at all."""
    return own.metadata == NOT_KEPT and hint is not str and not _has_no_default(own)


def _holds_private(shape: _Shape, seen: set[type]) -> bool:
    match shape:
        case _Sealed():
            return True
        case _Maybe(inner):
            return _holds_private(inner, seen)
        case _Row(each, items) | _Pairs(_Row(each, items)):
            return any(_holds_private(own, seen) for own in (each, *items) if own is not None)
        case _Record(kind, fields) if kind not in seen:
            seen.add(kind)
            return any(_holds_private(own, seen) for _, own in fields)
        case _OneOf(_, records):
            return any(_holds_private(own, seen) for own in records.values())
        case _:
            return False


def event_classes(base: type[Event] = Event) -> Iterator[type[Event]]:
    """Walk all event classes that were imported.

    `dataclass(slots=True)` leaves the class it replaced among `__subclasses__` until it is collected: only the
    slotted one counts.
    """
    for kind in base.__subclasses__():
        if "__slots__" in kind.__dict__:
            yield kind
        yield from event_classes(kind)


def kinds(base: type[Event] = Event) -> dict[str, type[Event]]:
    """Return event classes by name. Raises `NotEncodable` when two share one: the journal tells them by name."""
    found: dict[str, type[Event]] = {}
    for kind in event_classes(base):
        other = found.setdefault(kind.__name__, kind)
        if other is not kind:
            raise NotEncodable(f"{kind.__name__} is in {other.__module__} and in {kind.__module__}")
    return found
