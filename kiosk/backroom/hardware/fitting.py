"""Finds what may replace a device, asks it who it is, and writes it into the settings."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from kiosk.backroom.configuring import configuring
from kiosk.configuring.changing import Draft, Stale
from kiosk.flows.fitting.events import (
    DeviceFitted,
    DeviceNotFitted,
    FindDevices,
    FitDevice,
    FitFound,
    FitListed,
    FitPart,
    FitPartsListed,
    FitProof,
    FitProved,
    ListParts,
    ProveDevice,
)
from kiosk.flows.fitting.flow import SIMULATED

if TYPE_CHECKING:
    from kiosk.backroom.inside import Inside
    from kiosk.backroom.tables import Table


def table(inside: Inside) -> Table:
    """Return what performs the effects of a replacement."""
    start = inside.tasks.start
    return {
        ListParts: lambda _effect: inside.post(_parts(inside)),
        FindDevices: lambda effect: start(effect, "", _find(inside, effect)),
        ProveDevice: lambda effect: start(effect, effect.key, _prove(inside, effect)),
        FitDevice: lambda effect: start(effect, effect.key, _fit(inside, effect)),
    }


def _known(inside: Inside) -> dict[str, str]:
    """Return the URLs in use, by part: of simulators when there are only those."""
    return {fitting.part: fitting.url for fitting in inside.fittings if fitting.url}


def _parts(inside: Inside) -> FitPartsListed:
    parts = []
    for fitting in inside.fittings:
        device = inside.devices.get(fitting.part)
        is_usable = device is not None and device.health.is_usable
        place = fitting.url.partition("://")[2].partition("?")[0]
        parts.append(FitPart(fitting.part, fitting.driver, place, is_usable, fitting.is_required))
    return FitPartsListed(tuple(parts))


async def _find(inside: Inside, effect: FindDevices) -> None:
    found = await asyncio.to_thread(inside.far.finding.find, effect.part, _known(inside), effect.address)
    listed = tuple(FitFound(one.url, one.driver, one.place, one.name, one.is_same) for one in found)
    inside.post(FitListed(effect.part, listed))


async def _prove(inside: Inside, effect: ProveDevice) -> None:
    """Ask a device. One that is in use answers its own driver already: asking it twice would disturb it."""
    device = inside.devices.get(effect.part)
    if device is not None and device.health.is_usable and _known(inside).get(effect.part) == effect.url:
        health = device.health
        reasons = tuple(reason.value for reason in health.reasons)
        told = FitProof(True, True, True, health.state.value, reasons, health.detail)
    else:
        proof = await inside.far.finding.prove(effect.url)
        told = FitProof(proof.answers, proof.is_open, proof.is_usable, proof.state, tuple(proof.reasons), proof.detail)
    inside.post(FitProved(effect.ask, told))


async def _fit(inside: Inside, effect: FitDevice) -> None:
    """Write the new URL over the settings; what is wrong with it is told, and nothing is written then."""
    if inside.session().site.is_demo:
        inside.post(DeviceNotFitted(effect.part, SIMULATED))
        return
    problem = await asyncio.to_thread(_written, inside, *setting_of(inside, effect))
    if problem:
        inside.post(DeviceNotFitted(effect.part, problem))
        return
    inside.post(DeviceFitted(effect.part, effect.driver))
    inside.far.restart()


def _written(inside: Inside, key: str, value: str) -> str:
    """Put one setting in force from the next start on; return what is wrong with it, else nothing. Raises `OSError`."""
    settings = configuring(inside)
    draft = settings.checked({key: value})
    if not isinstance(draft, Draft):
        return "; ".join(str(wrong) for wrong in draft)
    try:
        settings.apply(draft)
    except Stale as stale:
        return str(stale)
    return ""


def setting_of(inside: Inside, effect: FitDevice) -> tuple[str, str]:
    """Return the key of the settings and its value as it is typed: scanners stand together."""
    role = effect.part.partition("-")[0]
    if role != "scanner":
        return f"devices.{role}", effect.url
    urls = inside.settings.devices.urls
    scanners = {part: url for part, url in urls.items() if part.partition("-")[0] == role} | {effect.part: effect.url}
    return "devices.scanner", " ".join(scanners[part] for part in sorted(scanners))
