"""The command `devices`: every device of the settings, how it is and what it did, for a technician."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sqlite3
import sys
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from devices.api import Device, Health, HealthState
from kiosk.configuring.starting import in_force
from kiosk.health.board import Board
from kiosk.health.report import as_json, lines
from kiosk.health.view import Fitting, View
from kiosk.settings import Settings, SettingsError, data_dir_of
from kiosk.store.database import FILE_NAME
from kiosk.store.tallies import Tallies, stored_tallies
from kiosk.upkeep.keeping import JSON_NAME, TEXT_NAME, is_running

AWAY, BAD_CALL = 1, 2
WAIT_S = 5.0
Opened: TypeAlias = tuple[Mapping[str, Device], Sequence[Fitting]]
Open: TypeAlias = Callable[[Path, Settings], Opened]  # raises SettingsError
Supervise: TypeAlias = Callable[[Device, Callable[[Health], None]], Coroutine[Any, Any, None]]


def devices(
    file: Path, profile: str | None, data_dir: Path | None, is_json: bool, open_all: Open, supervise: Supervise
) -> int:
    """Print the view of all devices; 0 when every required one can be used, 1 when one cannot, 2 for bad settings.

    While a kiosk runs on the data folder its own view is printed and no device is touched: a second host at a terminal
    or a printer would disturb a customer.
    """
    try:
        settings = in_force(file, profile, data_dir)
        opened, fittings = open_all(file, settings)
        folder = data_dir or data_dir_of(settings)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return BAD_CALL
    if is_running(folder):
        return _print_running(folder, is_json)
    tallies = _stored(folder / FILE_NAME)
    view = asyncio.run(look(opened, fittings, tallies, supervise))
    print(as_json(view) if is_json else "\n".join(lines(view)) or f"{file}: names no device")
    return 0 if all(part.is_usable for part in view.parts if part.is_required) else AWAY


def asked(options: argparse.Namespace, open_all: Open, supervise: Supervise) -> int:
    """Carry out `devices`, `report`, `replay` or `badge`, whichever was asked for on the command line."""
    if options.command == "badge":
        from kiosk.upkeep.badge import badge

        return badge(options)
    if options.command == "replay":
        from kiosk.upkeep.incident.command import replayed

        return replayed(options.bundle)
    if options.command == "devices":
        return devices(options.config, options.profile, options.data, options.json, open_all, supervise)
    if options.what == "day":
        from kiosk.upkeep.days.report import day

        return day(options)
    if options.what == "service-levels":
        from kiosk.upkeep.service_levels import service_levels

        return service_levels(options)
    if options.what == "help":
        from kiosk.upkeep.help_report import help_report

        return help_report(options)
    from kiosk.upkeep.day import end_of_day

    return end_of_day(options, open_all, supervise)


def _print_running(folder: Path, is_json: bool) -> int:
    print("A kiosk is running on this data folder: this is what it sees, and no device was touched.", file=sys.stderr)
    try:
        print((folder / (JSON_NAME if is_json else TEXT_NAME)).read_text(encoding="utf-8"), end="")
    except OSError as error:
        print(f"{folder}: it has written nothing yet: {error.strerror}", file=sys.stderr)
        return AWAY
    return 0


def _stored(file: Path) -> Tallies:
    try:
        return stored_tallies(file)
    except sqlite3.Error as error:
        print(f"{file}: no counters: {error}", file=sys.stderr)
        return Tallies()


async def look(
    opened: Mapping[str, Device], fittings: Sequence[Fitting], tallies: Tallies, supervise: Supervise
) -> View:
    """Open every device, wait for the first word of each or 5 s, and close them again."""
    loop = asyncio.get_running_loop()
    board = Board(fittings, tallies, loop.time, lambda: time.time_ns() // 1_000_000)
    silent, all_heard = set(opened), asyncio.Event()

    def heard(part: str, health: Health) -> None:
        board.heard(part, health)
        if health.state is not HealthState.STARTING:
            silent.discard(part)
        if not silent:
            all_heard.set()

    def listener(part: str) -> Callable[[Health], None]:
        return lambda health: heard(part, health)

    tasks = [asyncio.ensure_future(supervise(device, listener(part))) for part, device in opened.items()]
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(WAIT_S if tasks else 0):
            await all_heard.wait()
    view = board.view(is_counting=False)  # what this look counted is kept nowhere
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return view
