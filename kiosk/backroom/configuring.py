"""Reads, checks and applies settings for their pages, and looks at signed bundles. Files are read off the loop."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.backroom.places import export_folder
from kiosk.configuring.bundles import SUFFIX, Here, NotTaken, fitted, opened
from kiosk.configuring.changing import Configuring, Draft, Stale
from kiosk.domain.staff.configured import BundleFault, Source, Wrong
from kiosk.flows.base import CLOCK
from kiosk.flows.configure import events as own

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside
    from kiosk.backroom.tables import Table

MOST_FILES: Final = 40
log = logging.getLogger(__name__)


def configuring(inside: Inside) -> Configuring:
    """Return the settings of this kiosk, to be looked at and changed; every caller makes its own."""
    return Configuring(inside.config, inside.profile, inside.data_dir, inside.far.finding.problem)


def table(inside: Inside) -> Table:
    """Return what performs the effects of the settings' pages."""
    desk = _Desk(inside)
    start = inside.tasks.start
    return {
        own.ReadSettings: lambda effect: start(effect, effect.key, desk.told()),
        own.CheckSettings: lambda effect: start(effect, effect.key, desk.checked(effect)),
        own.LookForBundles: lambda effect: start(effect, effect.key, desk.looked()),
        own.OpenBundle: lambda effect: start(effect, effect.key, desk.opened(effect)),
        own.ApplySettings: lambda effect: start(effect, effect.key, desk.applied(effect)),
        own.RestartKiosk: lambda _effect: inside.post(own.RestartTold(inside.far.restart())),
    }


class _Desk:
    """The settings of this kiosk, for its pages."""

    def __init__(self, inside: Inside) -> None:
        self._inside = inside
        self._settings = configuring(inside)

    async def told(self) -> None:
        keys = await asyncio.to_thread(self._settings.known)
        standing = await asyncio.to_thread(self._settings.standing)
        self._inside.post(own.SettingsTold(keys, standing))

    async def checked(self, effect: own.CheckSettings) -> None:
        found = await asyncio.to_thread(self._found, effect.source, effect.typed)
        if isinstance(found, Draft):
            self._inside.post(own.SettingsDrafted(effect.source, effect.typed, _drafted(found, effect.typed)))
        else:
            self._inside.post(own.SettingsDrafted(effect.source, effect.typed, None, found))

    async def looked(self) -> None:
        folder = export_folder(self._inside)
        files = await asyncio.to_thread(_bundles_in, folder)
        self._inside.post(own.BundlesTold(str(folder), files or (), files is not None))

    async def opened(self, effect: own.OpenBundle) -> None:
        try:
            found = await asyncio.to_thread(self._of_bundle, effect.file, self._here())
        except NotTaken as refused:
            log.warning("a bundle is not taken: %s", refused)
            self._inside.post(own.BundleRefused(effect.file, refused.fault, str(refused)))
            return
        self._inside.post(own.BundleOpened(effect.file, _drafted(found, ())))

    async def applied(self, effect: own.ApplySettings) -> None:
        """Everything is read and checked anew: what lies on a stick may be another by now."""
        why = ""
        try:
            generation = await asyncio.to_thread(self._apply, effect.drafted, self._here())
        except (Stale, NotTaken) as changed:
            log.warning("settings are not applied: %s", changed)
            why = "stale"
        except OSError as error:
            log.error("settings are not applied: %s", error)
            why = "storage"
        if why:
            self._inside.post(own.SettingsNotApplied(effect.ask_id, why))
        else:
            log.info("settings: generation %d is applied", generation)
            self._inside.post(own.SettingsApplied(effect.ask_id, generation))

    def _apply(self, drafted: own.Drafted, here: Here) -> int:
        if drafted.bundle is not None:
            found: Draft | tuple[Wrong, ...] = self._of_bundle(drafted.bundle.file, here)
        else:
            found = self._found(drafted.source, drafted.typed)
        if not isinstance(found, Draft) or _drafted(found, drafted.typed) != drafted:
            raise Stale("what would be applied is not what was shown")
        return self._settings.apply(found).generation

    def _found(self, source: Source, typed: own.Typed) -> Draft | tuple[Wrong, ...]:
        return self._settings.to_last() if source is Source.LAST else self._settings.checked(dict(typed))

    def _here(self) -> Here:
        """Return what a bundle must fit; on the loop, for it asks the session how the clock stands."""
        inside = self._inside
        clock = inside.session().site.devices.get(CLOCK)
        site, overlay = inside.settings.site, self._settings.in_force()
        keys = self._settings.settings(overlay).service.public_keys  # those of now: a bundle may have brought one
        return Here(site.name, site.kiosk, keys, inside.utc_ms(), clock is None or clock.is_usable, overlay)

    def _of_bundle(self, file: str, here: Here) -> Draft:
        if Path(file).name != file or file not in (_bundles_in(export_folder(self._inside)) or ()):
            raise NotTaken(Path(file).name, BundleFault.UNREADABLE, "does not lie in the folder any more")
        bundle = opened(export_folder(self._inside) / file, here.keys)
        fitted(bundle, here)
        found = self._settings.drafted(bundle.values, Source.BUNDLE, bundle.facts)
        if not isinstance(found, Draft):
            raise NotTaken(file, BundleFault.BAD_SETTINGS, "; ".join(str(wrong) for wrong in found))
        if not found.changes and here.overlay.bundle_id == bundle.facts.id:
            raise NotTaken(file, BundleFault.IN_FORCE, "is in force already")
        return found


def _drafted(draft: Draft, typed: own.Typed) -> own.Drafted:
    return own.Drafted(draft.source, draft.changes, draft.base.generation, typed, draft.bundle)


def _bundles_in(folder: Path) -> tuple[str, ...] | None:
    """Return the bundles of a folder by name, the first ones; None when it cannot be read."""
    try:
        found = sorted(file.name for file in folder.iterdir() if file.name.endswith(SUFFIX))
    except OSError:
        return None
    return tuple(found[:MOST_FILES])
