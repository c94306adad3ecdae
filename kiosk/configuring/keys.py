"""Every key of the settings with what is allowed: from the schema, and what it does: from the catalogues of words."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kiosk.configuring.saying import bounds_of, choices_of, does
from kiosk.domain.staff.configured import MASK, Key, Kind
from kiosk.settings import Settings

FIXED: Final = frozenset({"store.data_dir"})
"""Keys of the file alone: the overlay lies in this folder."""
NOT_TYPED: Final = ("people.badge_keys", "service.bundle_keys")
"""Tables that the file or a signed bundle changes, and nobody types."""
AT_ONCE: Final = ("service.bundle_keys",)
"""Keys that are read when they are needed; all others are read at a start."""
UNITS: Final = {"mm": "mm", "px": "px", "in": "inch", "dba": "dBA", "s": "s"}
_SECRET: Final = re.compile(r"(?<=://)[^/@\s]+:[^/@\s]+(?=@)|(?<=[?&])(pin|password|secret|token|key)=[^&\s]+", re.I)


def describe(values: Settings, changed: Mapping[str, Any]) -> tuple[Key, ...]:
    """Return every key with its value in `values`, in the order of the schema. `changed`: the overlay's values."""
    return tuple(_key(name, own, value, changed) for name, own, value in _leaves(Settings, values.model_dump()))


def field_of(name: str) -> FieldInfo | None:
    """Return the schema of a key, None when there is no such key; an entry of a table has the table's."""
    part: Any = Settings
    own: FieldInfo | None = None
    for step in name.split("."):
        if not (isinstance(part, type) and issubclass(part, BaseModel)):
            return own if get_origin(part) is dict else None
        own = part.model_fields.get(step)
        if own is None:
            return None
        part = own.annotation
    return None if isinstance(part, type) and issubclass(part, BaseModel) else own


def shown(value: Any) -> str:
    """Return a value as it is shown and typed; what a URL holds of secrets is masked."""
    return _SECRET.sub(_masked, written(value))


def written(value: Any) -> str:
    """Return a value as it is typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return " ".join(f"{key}={written(own)}" for key, own in value.items())
    if isinstance(value, list | tuple):
        parts = [str(item) for item in value]
        return "".join(f"{part}; " for part in parts).strip() if any(" " in part for part in parts) else " ".join(parts)
    return f"{value:g}" if isinstance(value, float) else str(value)


def leaves_of(values: Settings) -> dict[str, Any]:
    """Return the value of every key."""
    return {name: value for name, _own, value in _leaves(Settings, values.model_dump(mode="json"))}


def at(values: Mapping[str, Any], name: str) -> Any:
    """Return the value of a key in values of the settings' shape, None where there is none."""
    found: Any = values
    for step in name.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def kind_of(own: FieldInfo) -> Kind:
    """Return how the values of a field are written."""
    hint = _bare(own.annotation)
    if hint is bool:
        return Kind.YES_NO
    if hint in (int, float):
        return Kind.NUMBER
    origin = get_origin(hint)
    kinds = {Literal: Kind.CHOICE, tuple: Kind.LIST, dict: Kind.TABLE}
    return kinds.get(origin, Kind.TEXT)


def _leaves(part: type[BaseModel], values: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, FieldInfo, Any]]:
    for name, own in part.model_fields.items():
        hint = own.annotation
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            yield from _leaves(hint, values[name], f"{place}{name}.")
        elif get_origin(hint) is dict and _is_text(hint) and values[name]:
            for entry, value in values[name].items():
                yield f"{place}{name}.{entry}", own, value
        else:
            yield f"{place}{name}", own, values[name]


def _is_text(hint: Any) -> bool:
    """Whether a table's entries are texts that staff may type, such as the desk in each language."""
    return get_args(hint)[0] is str and _bare(get_args(hint)[1]) is str


def _key(name: str, own: FieldInfo, value: Any, changed: Mapping[str, Any]) -> Key:
    text, masked = written(value), shown(value)
    is_entry = get_origin(own.annotation) is dict and not isinstance(value, Mapping)
    suffix = name.rpartition("_")[2]
    return Key(
        name,
        Kind.TEXT if is_entry else kind_of(own),
        masked,
        UNITS.get(suffix, "") if kind_of(own) is Kind.NUMBER else "",
        _allowed(own),
        does(name.rpartition(".")[0] if is_entry else name),
        choices_of(own.annotation),
        name in FIXED or name.startswith(NOT_TYPED) or (kind_of(own) is Kind.TABLE and not is_entry),
        at(changed, name) is not None,
        text != masked,
    )


def _allowed(own: FieldInfo) -> str:
    bounds = bounds_of(own)
    return f"{bounds['ge']} – {bounds['le']}" if len(bounds) == 2 else " | ".join(choices_of(own.annotation))


def _bare(hint: Any) -> Any:
    origin = get_origin(hint)
    if origin is typing.Annotated:
        return get_args(hint)[0]
    if origin in (typing.Union, types.UnionType):
        return next((own for own in get_args(hint) if own is not type(None)), hint)
    return hint


def _masked(found: re.Match[str]) -> str:
    return f"{found[1]}={MASK}" if found[1] else MASK
