"""`python -m devices.trial URL`: open one device and show what it says, for the technician who connects it.

Nothing of a document is shown, only how many lines it had. `--print` puts one test tag or receipt on paper, `--show`
lights each pattern in turn and rings; nothing else is sent but what the driver sends by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from pathlib import Path
from typing import cast

from devices.api import (
    BadDocument,
    BadScan,
    Device,
    DeviceError,
    DocumentLines,
    DocumentReader,
    DoorChanged,
    HeadsetChanged,
    Health,
    Keypad,
    KeyPressed,
    Lights,
    PageCode,
    PageRequest,
    PageText,
    Pattern,
    Printer,
    PrinterCapabilities,
    Reading,
    Scale,
    Scan,
    Scanner,
    Sensed,
    Symbology,
    TagPrinter,
    TagPrinterCapabilities,
)
from devices.loop import supervise
from devices.printing import sample
from devices.registry import open_device
from devices.url import UrlError

BAD_URL, NOT_USABLE = 2, 1
PATTERN_S = 2.0
TEST_TAG = PageRequest(
    1,
    50,
    40,
    (PageText(3, 3, 4, "TEST"), PageCode(3, 12, Symbology.ITF, "0000000000", 0.25, 15)),
)


def main(argv: list[str] | None = None) -> int:
    """Run until the time is over: 0 when the device was usable at the end, 1 when not, 2 for a URL that cannot be."""
    parser = argparse.ArgumentParser(prog="python -m devices.trial", description="Open one device and show it.")
    parser.add_argument("url", help="the device URL, as in [devices] of the settings")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long (10)")
    parser.add_argument("--print", dest="prints", action="store_true", help="a printer: one test tag or receipt")
    parser.add_argument("--show", dest="shows", action="store_true", help="lights: show each pattern, and ring")
    options = parser.parse_args(argv)
    try:
        device = open_device(options.url, secrets=_stored)
    except UrlError as error:
        print(error, file=sys.stderr)
        return BAD_URL
    return asyncio.run(_tried(device, options.seconds, prints=options.prints, shows=options.shows))


async def _tried(device: Device, seconds: float, *, prints: bool, shows: bool) -> int:
    _listen(device)
    task = asyncio.ensure_future(supervise(device, _show_health))
    try:
        if prints:
            await _print_on(device, seconds)
        elif shows:
            await _show_on(device, seconds)
        else:
            await asyncio.sleep(seconds)
        return 0 if device.health.is_usable else NOT_USABLE
    finally:
        device.on_health(lambda _health: None)  # that it is closed now is no news
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _listen(device: Device) -> None:
    if hasattr(device, "on_reading"):
        shown: list[tuple[str, int | None]] = []
        cast(Scale, device).on_reading(lambda reading: _show_reading(reading, shown))
    if hasattr(device, "on_document"):
        cast(DocumentReader, device).on_document(_show_document)
    if hasattr(device, "on_scan"):
        cast(Scanner, device).on_scan(_show_scan)
    if hasattr(device, "on_key"):
        cast(Keypad, device).on_key(_show_key)
    if hasattr(device, "on_sensed"):
        cast(Lights, device).on_sensed(_show_sensed)


async def _print_on(device: Device, seconds: float) -> None:
    model = getattr(device, "capabilities", None)
    if not isinstance(model, TagPrinterCapabilities | PrinterCapabilities):
        print("this device prints no tags and no receipts")
        return
    if not await _is_usable(device, seconds):
        print("not usable: nothing was printed")
        return
    if isinstance(model, PrinterCapabilities):
        what, outcome = "receipt", await cast(Printer, device).print(sample(model))
    else:
        what, outcome = "tag", await cast(TagPrinter, device).print(TEST_TAG)
    reason = f" {outcome.reason.value}" if outcome.reason is not None else ""
    print(f"{what}: {outcome.verdict.value}{reason} {outcome.detail}".rstrip())


async def _is_usable(device: Device, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            while not device.health.is_usable:
                await asyncio.sleep(0.05)
    except TimeoutError:
        return False
    return True


async def _show_on(device: Device, seconds: float) -> None:
    if not hasattr(device, "show"):
        print("this device has no lights")
        return
    lights = cast(Lights, device)
    if not await _is_usable(device, seconds):
        print("not usable: nothing was shown")
        return
    for pattern in (Pattern.FREE, Pattern.BUSY, Pattern.CALL, Pattern.FAULT, Pattern.OFF):
        try:
            await lights.show(pattern)
            print(f"lights: {pattern.value}", flush=True)
            if pattern is Pattern.CALL and lights.capabilities.has_bell:
                await lights.ring()
        except DeviceError as error:
            print(f"lights: {pattern.value}: {error}", flush=True)
        await asyncio.sleep(PATTERN_S)


def _show_health(health: Health) -> None:
    words = " ".join([health.state.value, *(reason.value for reason in health.reasons)])
    print(f"health: {words}{': ' if health.detail else ''}{health.detail}", flush=True)


def _show_reading(reading: Reading, shown: list[tuple[str, int | None]]) -> None:
    seen = (reading.settling.value, reading.weight_g)
    if shown != [seen]:  # five a second would hide what changes
        shown[:] = [seen]
        weight = "no weight" if reading.weight_g is None else f"{reading.weight_g} g"
        print(f"scale: {reading.settling.value}, {weight}, tare {reading.tare_g} g", flush=True)


def _show_sensed(sensed: Sensed) -> None:
    if isinstance(sensed, DoorChanged):
        print(f"door: {'open' if sensed.is_open else 'shut'}", flush=True)
    else:
        print(f"presence: {'somebody' if sensed.is_present else 'nobody'}", flush=True)


def _show_document(document: DocumentLines | BadDocument) -> None:
    said = f"{len(document.lines)} lines" if isinstance(document, DocumentLines) else document.problem
    print(f"document: {said}", flush=True)


def _show_key(event: KeyPressed | HeadsetChanged) -> None:
    if isinstance(event, KeyPressed):
        print(f"key: {event.key}", flush=True)
    else:
        print(f"headset: {'in' if event.is_in else 'out'}", flush=True)


def _show_scan(scan: Scan | BadScan) -> None:
    said = repr(scan.data) if isinstance(scan, Scan) else f"{scan.problem}, {scan.length} bytes"
    print(f"scan: {said}", flush=True)


def _stored(name: str) -> str | None:
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    place = Path(folder, name) if folder else None
    return place.read_text(encoding="utf-8").strip() if place is not None and place.is_file() else None


if __name__ == "__main__":
    raise SystemExit(main())
