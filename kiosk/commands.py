"""The commands for technicians and outside judges: each returns an exit status and never a traceback."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from kiosk.arguments import DEMO_GOODS
from kiosk.configuring.starting import in_force
from kiosk.pictures import ReadPicture
from kiosk.settings import DEFAULT_FILE, ROOT, Settings, SettingsError, data_dir_of, load

REFUSED = 1
BAD_CALL = 2
MOST_WARNINGS = 20
Faces = Callable[[], Callable[[str], bool]]  # opens the bundled faces; then says whether one has a character
UrlProblem = Callable[[str, str], str | None]  # role and URL of a device; what is wrong with it


def decoded(options: argparse.Namespace, read: ReadPicture) -> int:
    """Carry out `decode`, of standard input or of pictures."""
    return decode_images(options.image, read) if options.image else decode(options.in_store, options.today)


class NoTime(ValueError):
    """What was given is no time of day."""


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
    try:
        for line in decode_stream(_standard_input(), in_store=table, today=day):
            print(line, flush=True)
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(0)  # the reader is gone: nothing is left to say, and flushing would raise again
    return 0


def _standard_input() -> TextIO:
    """Return the lines of standard input, whatever bytes they have; it stays open."""
    return open(sys.stdin.fileno(), encoding="utf-8", errors="surrogateescape", newline="\n", closefd=False)


def decode_images(files: list[str], read: ReadPicture) -> int:
    """One JSON object per picture; a file that cannot be read is told in its object, and the status is 0."""
    from kiosk.pictures import decode_pictures

    try:
        for line in decode_pictures(files, read):
            print(line, flush=True)
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(0)  # as above
    return 0


def basket(options: argparse.Namespace) -> int:
    """Try a basket: one scan per line on standard input, one JSON object per scan and one of the basket out."""
    from kiosk.services.benefits.lists import BenefitsUnusable
    from kiosk.services.catalogue import ImportRefused, NoCatalogue
    from kiosk.services.in_store import BadTable, NoTable
    from kiosk.services.offers import BadOffers
    from kiosk.wiring.trial.opening import opened

    goods = DEMO_GOODS if options.sim else None
    try:
        settings = in_force(options.config, options.profile, options.data)
        local = _local_time(options.at, settings.site.timezone)
        with opened(options.config, settings, options.data, goods, local, options.language) as trial:
            for line in _standard_input():
                for told in trial.taken(line):
                    print(json.dumps(told), flush=True)
            print(json.dumps({"basket": trial.told()}), flush=True)
    except (NoCatalogue, ImportRefused, BadOffers, BenefitsUnusable, NoTable, BadTable) as error:
        print(f"basket: {error}", file=sys.stderr)
        return REFUSED
    except (SettingsError, NoTime) as error:
        print(error, file=sys.stderr)
        return BAD_CALL
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(0)  # as above
    return 0


def _local_time(at: str, zone: str) -> datetime:
    """Return the time at the site that was asked for, else that of now; without a zone. Raises `NoTime`."""
    try:
        return (datetime.fromisoformat(at) if at else datetime.now(ZoneInfo(zone))).replace(tzinfo=None)
    except ValueError:
        raise NoTime(f"basket: --at {at!r}: allowed is a time as YYYY-MM-DDTHH:MM") from None


def import_catalogue(
    file: Path, config: Path | None, data_dir: Path | None, faces: Faces | None = None, mapping: Path | None = None
) -> int:
    """Read a CSV of products; every problem with its line, and nothing half imported.

    A character that no face has is a warning: the goods can be sold.
    """
    from kiosk.services.catalogue import ImportRefused, import_products

    try:
        settings = load(config or DEFAULT_FILE) if config is not None or data_dir is None else None
        folder = data_dir or data_dir_of(settings or load(DEFAULT_FILE))
        report = import_products(file, folder, mapping, _rates_of(settings))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return BAD_CALL
    except ImportRefused as refused:
        for problem in refused.problems:
            print(f"{file}: {problem}", file=sys.stderr)
        print(f"nothing was imported: {len(refused.problems)} problems", file=sys.stderr)
        return REFUSED
    print(f"{report.products} products imported as catalogue version {report.version}")
    try:
        _warn_of_undrawn(((place, character) for character, place in report.places.items()), faces)
    except FileNotFoundError as problem:
        print(f"warning: {problem}: whether every name can be shown is not known", file=sys.stderr)
    return 0


def _rates_of(settings: Settings | None) -> frozenset[int]:
    """Return the rates of tax of the site's table; none where the settings name no table."""
    from kiosk.services.tax import tax_table

    country = settings.site.tax if settings is not None else ""
    return tax_table(country).rates_from(date.today()) if country else frozenset()


def import_departures(
    files: list[Path], config: Path | None, data_dir: Path | None, now_utc_ms: int | None = None
) -> int:
    """Read flights, seats and bookings; every problem with its line, and nothing half imported."""
    import time

    from kiosk.services.departures.embedded.opening import NoDepartures
    from kiosk.services.departures.importing.reading import ImportRefused
    from kiosk.services.departures.importing.taking import import_departures as take
    from kiosk.services.departures.tables import BadTable, travel_rules

    try:
        settings = in_force(config or DEFAULT_FILE, None, data_dir)
        place = data_dir or settings.departures.url or data_dir_of(settings)
        filled = take(files, place, travel_rules().layouts, now_utc_ms or time.time_ns() // 1_000_000)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return BAD_CALL
    except (NoDepartures, BadTable) as error:
        print(f"import-departures: {error}", file=sys.stderr)
        return REFUSED
    except ImportRefused as refused:
        for problem in refused.problems:
            print(problem, file=sys.stderr)
        print(f"nothing was imported: {len(refused.problems)} problems", file=sys.stderr)
        return REFUSED
    print(f"{filled.flights} flights and {filled.bookings} bookings imported")
    if filled.left:
        print(f"{len(filled.left)} bookings were used here meanwhile and stay as they are: {' '.join(filled.left)}")
    return 0


def receipt_page(out: Path, keys: list[str], config: Path | None, data_dir: Path | None) -> int:
    """Write the page that shows receipts, with this kiosk's public key and those of `keys` (`ID=PUBLIC`)."""
    from kiosk.services.receipt_key import id_of, receipt_key
    from kiosk.services.receipt_page import page

    known: dict[str, str] = {}
    for given in keys:
        name, _, public = given.partition("=")
        if id_of(public) != name:
            print(f"receipt-page: --key {given!r}: allowed is ID=PUBLIC as this command prints it", file=sys.stderr)
            return BAD_CALL
        known[name] = public
    try:
        own = receipt_key(data_dir or data_dir_of(load(config or DEFAULT_FILE)))
        out.write_text(page({**known, own.id: own.public_text}), encoding="utf-8")
    except SettingsError as error:
        print(error, file=sys.stderr)
        return BAD_CALL
    except OSError as error:
        print(f"receipt-page: {error}", file=sys.stderr)
        return REFUSED
    print(f"{out}: {len(known | {own.id: ''})} keys; this kiosk's is {own.id}={own.public_text}")
    return 0


def check_config(config: Path | None, profile: str | None, url_problem: UrlProblem, faces: Faces | None = None) -> int:
    """Name every problem of a settings file and of the shop's files that it names, or say that there is none.

    A warning is what the kiosk runs with: a character that no face has, which is an empty box; a promotion of goods
    that are not there.
    """
    from kiosk.brand.profile import problems_of
    from kiosk.services.catalogue import NoCatalogue
    from kiosk.wiring.shop_files import looked_at
    from kiosk.words.own import own_files
    from kiosk.words.rules import check, check_files

    file = config or DEFAULT_FILE
    try:
        settings = load(file, profile)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return BAD_CALL
    problems = url_problems(file, settings.devices.urls, url_problem)
    problems += problems_of(settings.brand.file, file)
    if why := settings.fiscal.refusal(is_demo=False):
        problems.append(f"{file}: {why}")
    own = own_files(settings.model_dump(), file)
    problems += [*check(), *check_files(own)]
    warned = 0
    try:
        told = looked_at(file, settings, ROOT / settings.store.data_dir)
        problems += told.problems
        if not problems:
            warned = _warn_of_undrawn(shown_texts(file, settings, own), faces) + _warn_of_doubts(told.doubts)
    except (FileNotFoundError, NoCatalogue) as unreadable:
        problems.append(str(unreadable))
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        return BAD_CALL
    print(f"{file}: no problems found" + (f", but {warned} to look at" if warned else ""))
    for role, url in settings.devices.urls.items():
        if "+keys://" in url:
            print(f"{file}: devices.{role} reads the keys of the kiosk's own window: it needs no device file, no group")
    return 0


def bundle(argv: list[str], url_problem: UrlProblem) -> int:
    """Make or check a bundle of signed settings."""
    from kiosk.configuring.command import main

    return main(argv, url_problem)


def device_urls(config: Path | None) -> Mapping[str, str] | None:
    """Give the settings' device URLs by role; None, with the problems said, when the settings cannot be read."""
    try:
        return in_force(config or DEFAULT_FILE).devices.urls
    except SettingsError as error:
        print(error, file=sys.stderr)
        return None


def shown_texts(file: Path, settings: Settings, own: Mapping[str, Path]) -> Iterator[tuple[str, str]]:
    """Yield every text that may stand on the glass, with its place: the site's, the catalogues', the goods'."""
    from kiosk.services.catalogue import stored_texts
    from kiosk.words import CATALOGUES, LANGUAGES
    from kiosk.words.catalogue import entries

    site = settings.site.model_dump(exclude={"catalogues"})
    yield from ((f"{file}: site.{key}", text) for key, text in _leaves(site))
    for language in LANGUAGES:
        source = own.get(language, CATALOGUES / f"{language}.po")
        for key, entry in entries(source, language).items():
            yield from ((f"{source}: {key}", form) for form in entry.forms)
    yield from stored_texts(ROOT / settings.store.data_dir)


def _leaves(values: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{place}{key}.")
        elif isinstance(value, str):
            yield f"{place}{key}", value


def _warn_of_undrawn(texts: Iterable[tuple[str, str]], faces: Faces | None) -> int:
    """Print a warning for each character that no face has, the first ones only; return how many there are.

    Raises FileNotFoundError when a bundled face cannot be read.
    """
    from kiosk.words.glyphs import lacking

    told = 0
    for told, warning in enumerate(lacking(texts, faces()) if faces is not None else (), 1):
        if told <= MOST_WARNINGS:
            print(f"warning: {warning}", file=sys.stderr)
    if told > MOST_WARNINGS:
        print(f"warning: {told - MOST_WARNINGS} more characters have no glyph", file=sys.stderr)
    return told


def _warn_of_doubts(doubts: Sequence[str]) -> int:
    """Print a warning for each, the first ones only; return how many there are."""
    for doubt in doubts[:MOST_WARNINGS]:
        print(f"warning: {doubt}", file=sys.stderr)
    if len(doubts) > MOST_WARNINGS:
        print(f"warning: {len(doubts) - MOST_WARNINGS} more lines to look at", file=sys.stderr)
    return len(doubts)


def say_settings_problems(file: Path, profile: str | None, error: Exception) -> int:
    """The first look at the settings failed with `error`: name every problem, as `check_config` does."""
    try:
        load(file, profile)
    except SettingsError as problems:
        print(problems, file=sys.stderr)
    else:
        print(f"{file}: {type(error).__name__}: {error}", file=sys.stderr)
    return BAD_CALL


def url_problems(file: Path, urls: Mapping[str, str], url_problem: UrlProblem) -> list[str]:
    """Return one line for each device URL that cannot be used."""
    found = ((role, url, url_problem(role, url)) for role, url in urls.items())
    return [f"{file}: devices.{role} = {url!r}: {problem}" for role, url, problem in found if problem is not None]


def credential(name: str) -> str | None:
    """Return a secret by its name from the folder that systemd hands to the service, None when there is none."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    file = Path(folder) / name if folder else None
    return file.read_text(encoding="utf-8").strip() if file is not None and file.is_file() else None
