"""What was changed at the kiosk, as a file over the settings file. Light enough for the first frame.

`<data>/settings/now.json` lies over the settings file; `last.json` is what lay there before it. Each is written whole
under another name, made durable and renamed, `last` before `now`: a power cut leaves the old or the new. A hash in the
file tells what a bad disk did to it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kiosk.disk.durable import flush

FOLDER: Final = "settings"
NOW: Final = "now.json"
LAST: Final = "last.json"
MAX_BYTES: Final = 1_000_000
_FORM: Final = 1
_INTEGERS: Final = ("generation", "bundle_version")
_TEXTS: Final = ("bundle_id", "fell_back")


class OverlayDamaged(ValueError):
    """An overlay that is there and cannot be used; the message names the file."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """Values over the settings file, in its shape. `generation` counts what was applied at this kiosk.

    `bundle_version` and `bundle_id` are of the newest bundle that ever was in force: rolling back does not lower them.
    `fell_back`: why a start left a newer one, until something is applied again.
    """

    generation: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)
    bundle_version: int = 0
    bundle_id: str = ""
    fell_back: str = ""


NONE: Final = Overlay()


def folder_in(data_dir: Path) -> Path:
    """Return where overlays lie in a data folder."""
    return data_dir / FOLDER


def read(file: Path) -> Overlay:
    """Read an overlay; one that was never written is empty. Raises `OverlayDamaged`."""
    try:
        with file.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return NONE
    except OSError as error:
        raise OverlayDamaged(f"{file}: cannot be read: {error.strerror}") from None
    if len(content) > MAX_BYTES:
        raise OverlayDamaged(f"{file}: more than {MAX_BYTES} bytes")
    try:
        return _overlay(json.loads(content))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise OverlayDamaged(f"{file}: is damaged: {error}") from None


def write(folder: Path, overlay: Overlay, before: Overlay, step: Callable[[str], None] = lambda _done: None) -> None:
    """Put `overlay` in force from the next start on; `before` is kept to go back to. Raises `OSError`.

    `step` is told of each durable step, for tests that end the process there.
    """
    folder.mkdir(exist_ok=True)  # the data folder is there: one that is not may be a disk that is away
    put(folder, LAST, before, step)
    put(folder, NOW, overlay, step)


def put(folder: Path, name: str, overlay: Overlay, step: Callable[[str], None] = lambda _done: None) -> None:
    """Replace one file, durably. Raises `OSError`."""
    _replace(folder / name, encoded(overlay), step)


def merged(values: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values` with `over` above them, table by table."""
    whole = dict(values)
    for key, value in over.items():
        below = whole.get(key)
        both = isinstance(value, Mapping) and isinstance(below, Mapping)
        whole[key] = merged(below, value) if both and isinstance(below, Mapping) else value
    return whole


def encoded(overlay: Overlay) -> bytes:
    """Return the content of the file: JSON with the hash of what it says."""
    said = {name: getattr(overlay, name) for name in (*_INTEGERS, *_TEXTS, "values")}
    return json.dumps({"form": _FORM, "sha256": _hash(said), **said}, indent=1, ensure_ascii=False).encode()


def _overlay(found: Any) -> Overlay:
    if not isinstance(found, dict) or found.pop("form", None) != _FORM:
        raise ValueError("is not of this form")
    if found.pop("sha256", None) != _hash(found):
        raise ValueError("its hash is not that of its content")
    shapes = {**dict.fromkeys(_INTEGERS, int), **dict.fromkeys(_TEXTS, str), "values": dict}
    if set(found) != set(shapes) or any(type(found[name]) is not shape for name, shape in shapes.items()):
        raise ValueError("it has other fields")
    return Overlay(**found)


def _hash(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _replace(file: Path, content: bytes, step: Callable[[str], None]) -> None:
    draft = file.with_suffix(".new")
    with draft.open("wb") as stream:
        stream.write(content[: len(content) // 2])
        step(f"half of {draft.name}")
        stream.write(content[len(content) // 2 :])
        stream.flush()
        os.fsync(stream.fileno())
    step(draft.name)
    draft.replace(file)
    flush(file.parent)
    step(file.name)
