"""The commands for technicians and outside judges: each returns an exit status and never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from kiosk.settings import DEFAULT_FILE, SettingsError, data_dir_of, load

REFUSED = 1
BAD_CALL = 2


def decode(in_store: str | None, today: str | None) -> int:
    """One scan per line on standard input, one JSON object per line out."""
    from kiosk.formats.decode import decode_stream
    from kiosk.services.in_store import NoTable, in_store_table

    try:
        day = date.fromisoformat(today) if today is not None else None
    except ValueError:
        print(f"decode: --today {today!r}: allowed is a day as YYYY-MM-DD", file=sys.stderr)
        return BAD_CALL
    try:
        table = in_store_table(in_store) if in_store is not None else None
    except (ValueError, NoTable) as error:
        print(f"decode: --in-store {in_store!r}: {error}", file=sys.stderr)
        return BAD_CALL
    lines = open(sys.stdin.fileno(), encoding="utf-8", errors="surrogateescape", newline="\n", closefd=False)  # noqa: SIM115  # standard input stays open
    try:
        for line in decode_stream(lines, in_store=table, today=day):
            print(line, flush=True)
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(0)  # the reader is gone: nothing is left to say, and flushing would raise again
    return 0


def import_catalogue(file: Path, config: Path | None, data_dir: Path | None) -> int:
    """Read a CSV of products; every problem with its line, and nothing half imported."""
    from kiosk.services.catalogue import ImportRefused, import_products

    try:
        folder = data_dir or data_dir_of(load(config or DEFAULT_FILE))
        report = import_products(file, folder)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return BAD_CALL
    except ImportRefused as refused:
        for problem in refused.problems:
            print(problem, file=sys.stderr)
        print(f"nothing was imported: {len(refused.problems)} problems", file=sys.stderr)
        return REFUSED
    print(f"{report.products} products imported as catalogue version {report.version}")
    return 0


def check_config(
    config: Path | None, profile: str | None, url_problem: Callable[[str], str | None]
) -> int:  # fmt: skip
    """Name every problem of a settings file, or say that there is none. `url_problem` judges a device's URL."""
    from kiosk.brand.profile import problems_of

    file = config or DEFAULT_FILE
    try:
        settings = load(file, profile)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return BAD_CALL
    problems = url_problems(file, settings.devices.model_dump(), url_problem)
    problems += problems_of(settings.brand.file, file)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        return BAD_CALL
    print(f"{file}: no problems found")
    return 0


def say_settings_problems(file: Path, profile: str | None, error: Exception) -> int:
    """The first look at the settings failed with `error`: name every problem, as `check_config` does."""
    try:
        load(file, profile)
    except SettingsError as problems:
        print(problems, file=sys.stderr)
    else:
        print(f"{file}: {type(error).__name__}: {error}", file=sys.stderr)
    return BAD_CALL


def url_problems(file: Path, urls: Mapping[str, str], url_problem: Callable[[str], str | None]) -> list[str]:
    """Return one line for each device URL that cannot be used."""
    found = ((role, url, url_problem(url)) for role, url in urls.items() if url)
    return [f"{file}: devices.{role} = {url!r}: {problem}" for role, url, problem in found if problem is not None]
