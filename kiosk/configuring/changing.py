"""Changes of the settings: checked as a whole before anything is written, put in force at once, and taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from kiosk.configuring import overlay as files
from kiosk.configuring.keys import AT_ONCE, FIXED, at, describe, field_of, kind_of, leaves_of, shown
from kiosk.configuring.naming import keys_near, problem_of
from kiosk.configuring.overlay import NONE, Overlay, OverlayDamaged, folder_in
from kiosk.configuring.saying import reason, why
from kiosk.domain.staff.configured import BundleFacts, Change, Key, Kind, Source, Standing, Wrong
from kiosk.domain.text import text as text_of
from kiosk.settings import Settings, written

UrlProblem = Callable[[str, str], str | None]  # role and URL of a device; what is wrong with it
MOST_TYPED: Final = 500
Wrongs = tuple[Wrong, ...]


class Stale(ValueError):
    """The settings were changed since the difference was made; nothing was applied."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Settings that may be applied: checked, with what they change. `base`: over which they were made."""

    source: Source
    overlay: Overlay
    base: Overlay
    changes: tuple[Change, ...]
    bundle: BundleFacts | None = None

    @property
    def needs_restart(self) -> bool:
        """Whether something of it is read at a start only."""
        return any(change.needs_restart for change in self.changes)


class Configuring:
    """The settings of this kiosk, to be looked at and changed. Reads and writes files: call it off the core's loop."""

    def __init__(self, config: Path, profile: str | None, data_dir: Path, url_problem: UrlProblem) -> None:
        self._config, self._profile = config, profile
        self._folder = folder_in(data_dir)
        self._url_problem = url_problem

    def in_force(self) -> Overlay:
        """Return what lies over the file from the next start on; one that is damaged is none, and says so."""
        try:
            return files.read(self._folder / files.NOW)
        except OverlayDamaged as damaged:
            return replace(NONE, fell_back=str(damaged))

    def settings(self, over: Overlay | None = None) -> Settings:
        """Return the settings as they stand with an overlay. Raises `SettingsError`, `ValidationError`."""
        values = written(self._config, self._profile)
        return Settings.model_validate(files.merged(values, (over or self.in_force()).values))

    def standing(self) -> Standing:
        """Return what is in force."""
        now = self.in_force()
        has_last = (self._folder / files.LAST).is_file()
        return Standing(now.generation, now.bundle_version, has_last, now.fell_back)

    def known(self) -> tuple[Key, ...]:
        """Return every key with its value. Raises `SettingsError`, `ValidationError`."""
        now = self.in_force()
        return describe(self.settings(now), now.values)

    def checked(self, typed: Mapping[str, str]) -> Draft | Wrongs:
        """Check values as they were typed, by whole names of keys; what is wrong with any is said, all at once."""
        values: dict[str, Any] = {}
        wrong: list[Wrong] = []
        for name, text in typed.items():
            value = _read(name, text)
            if isinstance(value, Wrong):
                wrong.append(value)
            else:
                _put(values, name, value)
        return tuple(wrong) or self.drafted(values, Source.SCREEN)

    def drafted(self, values: Mapping[str, Any], source: Source, bundle: BundleFacts | None = None) -> Draft | Wrongs:
        """Check values in the shape of the settings file, to lie over what is in force."""
        base = self.in_force()
        if fixed := [_fixed(name, str(at(values, name))) for name in FIXED if at(values, name) is not None]:
            return tuple(fixed)
        version = base.bundle_version if bundle is None else bundle.version
        bundle_id = base.bundle_id if bundle is None else bundle.id
        fresh = Overlay(base.generation + 1, files.merged(base.values, values), version, bundle_id)
        return self._draft(fresh, base, source, bundle)

    def to_last(self) -> Draft | Wrongs:
        """Return what going back to the settings before these would change."""
        base = self.in_force()
        try:
            last = files.read(self._folder / files.LAST)
        except OverlayDamaged as damaged:
            return (Wrong("", "", str(damaged)),)
        fresh = Overlay(base.generation + 1, last.values, base.bundle_version, base.bundle_id)
        return self._draft(fresh, base, Source.LAST, None)

    def apply(self, draft: Draft, step: Callable[[str], None] = lambda _done: None) -> Standing:
        """Put a draft in force, whole or not at all. Raises `Stale`, `OSError`."""
        if self.in_force() != draft.base:
            raise Stale("the settings were changed meanwhile")
        files.write(self._folder, draft.overlay, draft.base, step)
        return self.standing()

    def _draft(self, fresh: Overlay, base: Overlay, source: Source, bundle: BundleFacts | None) -> Draft | Wrongs:
        before = self.settings(base)
        try:
            after = self.settings(fresh)
        except ValidationError as error:
            return tuple(_wrong(problem) for problem in error.errors())
        changes = tuple(_changes(leaves_of(before), leaves_of(after)))
        if wrong := tuple(self._unusable(after, {change.key for change in changes})):
            return wrong
        return Draft(source, fresh, base, changes, bundle)

    def _unusable(self, after: Settings, changed: set[str]) -> Iterator[Wrong]:
        """Yield what the shape alone does not tell; of what was not changed nothing is said."""
        from kiosk.brand.profile import problems_of
        from kiosk.words.own import own_files
        from kiosk.words.rules import check_files

        for part, url in after.devices.urls.items():
            role = f"devices.{part.partition('-')[0]}"
            problem = self._url_problem(part, url) if role in changed else None
            if problem is not None:
                yield Wrong(role, shown(url), problem, reason(role))
        if "brand.file" in changed:
            yield from (
                Wrong("brand.file", after.brand.file, line, reason("brand.file"))
                for line in problems_of(after.brand.file, self._config)
            )
        if any(name.startswith("site.catalogues") for name in changed):
            own = own_files(after.model_dump(), self._config)
            yield from (Wrong("site.catalogues", "", line) for line in check_files(own))


def _fixed(name: str, value: str) -> Wrong:
    return Wrong(name, value, "only the settings file changes it", text_of("configure.why.fixed"))


def _read(name: str, text: str) -> Any:
    """Return a typed value in the shape that is checked, or what is wrong with it before."""
    own = field_of(name)
    if own is None:
        near = f"there is no such key; nearest: {keys_near(name, Settings)}"
        return Wrong(name, text[:60], near, text_of("configure.why.no_key"))
    if name in FIXED:
        return _fixed(name, text[:60])
    if len(text) > MOST_TYPED:
        longest = text_of("configure.why.longest", most=MOST_TYPED)
        return Wrong(name, f"{text[:60]}…", f"at most {MOST_TYPED} characters", longest)
    match kind_of(own):
        case Kind.LIST:
            if ";" in text:  # parts that hold spaces themselves
                return [part.strip() for part in text.split(";") if part.strip()]
            return re.split(r"[,\s]*\s[,\s]*|,$", text.strip()) if text.strip() else []
        case Kind.NUMBER:
            return text.strip().replace(",", ".")
        case Kind.TABLE if own is field_of(name.rpartition(".")[0]):
            return text
        case Kind.TABLE:
            allowed = "a table: the settings file or a bundle changes it"
            return Wrong(name, text[:60], allowed, text_of("configure.why.table"))
        case _:
            return text


def _put(values: dict[str, Any], name: str, value: Any) -> None:
    *tables, own = name.split(".")
    for table in tables:
        values = values.setdefault(table, {})
    values[own] = value


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys((*after, *before)):
        if before.get(name) != after.get(name):
            is_read_at_start = not name.startswith(AT_ONCE)
            yield Change(name, _said(before, name), _said(after, name), is_read_at_start)


def _said(values: Mapping[str, Any], name: str) -> str:
    return shown(values[name]) if name in values else ""


def _wrong(problem: Any) -> Wrong:
    key, value, allowed = problem_of(problem, Settings)
    return Wrong(key, shown(value.strip("'"))[:120], allowed, why(key, problem, field_of(key)))
