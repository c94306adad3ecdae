"""Settings at a start: a change that the kiosk does not come into service with is left, and the last good one taken.

Light enough for the first frame: the schema is asked only on the first starts after a change.
"""

from __future__ import annotations

import json
import logging
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kiosk.configuring.overlay import LAST, NONE, NOW, Overlay, OverlayDamaged, folder_in, merged, put, read
from kiosk.disk.durable import replacing

if TYPE_CHECKING:
    from kiosk.settings import Settings

STARTS: Final = "starts.json"
MOST_STARTS: Final = 2
MOST_SAID: Final = 300
ROOT: Final = Path(__file__).resolve().parents[2]
Check = Callable[[Mapping[str, Any]], str]  # values over the file; what is wrong with both together, or nothing
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Starts:
    """How often the kiosk started with one generation, and whether it came into service."""

    generation: int = 0
    starts: int = 0
    has_served: bool = False


def data_dir_in(values: Mapping[str, Any]) -> Path:
    """Return the data folder that unchecked values of the settings file name."""
    store = values.get("store", {})
    return ROOT / str(store.get("data_dir", "var/kiosk") if isinstance(store, Mapping) else "var/kiosk")


class Start:
    """The settings of one start, for `main`: opened before the first frame, told at the end whether they serve."""

    def __init__(self, config: Path, profile: str | None, data_dir: Path | None) -> None:
        self._config, self._profile, self._data_dir = config, profile, data_dir
        self._overlay = NONE

    def values(self) -> dict[str, Any]:
        """Return file and overlay, unchecked. Raises `OSError`, `ValueError` when the file cannot be read."""
        written = tomllib.loads(self._config.read_text(encoding="utf-8"))
        self._data_dir = self._data_dir or data_dir_in(written)
        self._overlay = begin(self._data_dir, settings_check(self._config, self._profile))
        return merged(written, self._overlay.values)

    def settings(self) -> Settings:
        """Return the settings, checked. Raises `SettingsError`."""
        from kiosk.settings import load

        return load(self._config, self._profile, self._overlay.values)

    def ended(self, *, is_in_service: bool) -> bool:
        """Take note how the start ended. True: a change was left for the last good settings; start again."""
        if is_in_service:
            served(self._data_dir or ROOT, self._overlay)
            return False
        return self.failed("the kiosk did not come into service", is_tried=has_served(self._data_dir, self._overlay))

    def refused(self, error: BaseException) -> bool:
        """Leave a change that does not fit the schema or the drivers any more; other errors are not its fault."""
        from kiosk.settings import SettingsError

        return isinstance(error, SettingsError) and self.failed(str(error))

    def failed(self, why: str, *, is_tried: bool = False) -> bool:
        """Leave a change that a start failed with; one that `is_tried` is not at fault. True: start again."""
        if self._data_dir is None or not self._overlay.values or is_tried:
            return False
        leave(self._data_dir, self._overlay, why, settings_check(self._config, self._profile))
        return True


def in_force(config: Path, profile: str | None = None, data_dir: Path | None = None) -> Settings:
    """Return the settings as the kiosk has them, for the commands beside it. Raises `SettingsError`."""
    from kiosk.settings import data_dir_of, load

    settings = load(config, profile)
    try:
        overlay = read(folder_in(data_dir or data_dir_of(settings)) / NOW)
        return load(config, profile, overlay.values) if overlay.values else settings
    except OverlayDamaged as damaged:
        log.error("%s: the settings file alone counts", damaged)
        return settings


def begin(data_dir: Path, check: Check) -> Overlay:
    """Return what lies over the settings file at this start; one that served before is not checked anew.

    One that is damaged, does not fit, or was started with `MOST_STARTS` times without coming into service, is left:
    the last good one lies there then, with the reason in `fell_back`.
    """
    folder = folder_in(data_dir)
    try:
        overlay = read(folder / NOW)
    except OverlayDamaged as damaged:
        return _fallen(folder, NONE, str(damaged), check)
    if not overlay.generation:
        return overlay
    starts = _starts(folder, overlay.generation)
    if starts.has_served:
        return overlay
    if starts.starts >= MOST_STARTS:
        return _fallen(folder, overlay, f"{starts.starts} starts did not come into service", check)
    if why := check(overlay.values):
        return _fallen(folder, overlay, why, check)
    _note(folder, replace(starts, starts=starts.starts + 1))
    return overlay


def served(data_dir: Path, overlay: Overlay) -> None:
    """Take note that the kiosk came into service with an overlay: from now on it is good."""
    folder = folder_in(data_dir)
    if overlay.generation and not (starts := _starts(folder, overlay.generation)).has_served:
        _note(folder, replace(starts, has_served=True))


def has_served(data_dir: Path | None, overlay: Overlay) -> bool:
    """Whether the kiosk came into service with an overlay before."""
    return data_dir is not None and _starts(folder_in(data_dir), overlay.generation).has_served


def leave(data_dir: Path, overlay: Overlay, why: str, check: Check) -> Overlay:
    """Leave an overlay that a start failed with, for the last good one; the next start takes that."""
    return _fallen(folder_in(data_dir), overlay, why, check)


def settings_check(config: Path, profile: str | None) -> Check:
    """Return what checks values over a settings file by the schema; imported when it is asked first."""

    def check(over: Mapping[str, Any]) -> str:
        from kiosk.settings import SettingsError, load

        try:
            load(config, profile, over)
        except SettingsError as error:
            return str(error)
        return ""

    return check


def _fallen(folder: Path, left: Overlay, why: str, check: Check) -> Overlay:
    log.error("alert: changed settings are left for the last good ones: %s", why)
    try:
        last = read(folder / LAST)
    except OverlayDamaged as damaged:
        log.error("%s: the settings file alone counts", damaged)
        last = NONE
    if last.values == left.values:
        last = replace(last, values={})
    elif why_last := check(last.values):
        log.error("the last good settings do not fit either: %s", why_last)
        last = replace(last, values={})
    fallen = replace(
        last, generation=max(left.generation, last.generation) + 1, fell_back=why[:MOST_SAID],
        bundle_version=max(left.bundle_version, last.bundle_version), bundle_id=left.bundle_id or last.bundle_id,
    )  # fmt: skip
    try:
        put(folder, NOW, fallen)
    except OSError as error:
        log.error("which settings count could not be written: %s", error)
    return fallen


def _starts(folder: Path, generation: int) -> _Starts:
    try:
        found = _Starts(**json.loads((folder / STARTS).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        found = _Starts()
    return found if found.generation == generation else _Starts(generation)


def _note(folder: Path, starts: _Starts) -> None:
    """Write durably; what cannot be written stops no start: it is not counted then."""
    said = {"generation": starts.generation, "starts": starts.starts, "has_served": starts.has_served}
    try:
        with replacing(folder / STARTS) as stream:
            stream.write(json.dumps(said).encode())
    except OSError as error:
        log.error("starts are not counted: %s", error)
