"""The command line of `main.py`; light enough for the first frame."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONFIG = ROOT / "config" / "kiosk.toml"
PROFILES = ("store", "airport", "both")
SIMULATED = ROOT / "var" / "sim"
DEMO_GOODS = ROOT / "assets" / "catalogue" / "demo-store.csv"


def arguments(argv: list[str]) -> argparse.Namespace:
    """Parse the command line. The first word may be a command; without one the kiosk runs."""
    parser = argparse.ArgumentParser(prog="main.py", description="Pronto, an open-source kiosk.")
    parser.set_defaults(command="run")
    add = parser.add_argument
    add("--config", type=Path, metavar="FILE", default=CONFIG, help="settings (default: config/kiosk.toml)")
    add("--profile", choices=PROFILES, help="values beneath the settings")
    add("--data", type=Path, metavar="DIR", help="data folder in place of the settings'")
    add("--sim", action="store_true", help="simulated devices, their bench window, and a DEMO mark")
    add("--terminal", choices=("zvt", "nexo"), default="zvt", help="with --sim: which payment terminal")
    add("--scanner", choices=("linescan", "wedge", "camera"), default="linescan", help="with --sim: which scanner")
    add("--windowed", action="store_true", help="in a window that fits the screen")
    add("--kiosk", action="store_true", help="lock-down: for a kiosk in service")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    decode = commands.add_parser("decode", help="read scans from standard input, one JSON object per line out")
    decode.add_argument("--in-store", metavar="CC", help="country of the in-store number table, such as FI")
    decode.add_argument("--today", metavar="YYYY-MM-DD", help="the day that dates without a year are read by")
    decode.add_argument("--image", nargs="+", metavar="FILE", help="read the codes of pictures instead")
    decode.set_defaults(command="decode")
    basket = commands.add_parser(
        "basket", help="try a basket: scans from standard input, what a kiosk makes of them out"
    )
    basket.add_argument("--at", default="", metavar="YYYY-MM-DDTHH:MM", help="the time at the site (default: now)")
    basket.add_argument("--language", default="", metavar="LANGUAGE", help="of names and words (default: the site's)")
    basket.add_argument("--sim", action="store_true", default=argparse.SUPPRESS, help="the goods of the demo store")
    basket.set_defaults(command="basket")
    catalogue = commands.add_parser("import-catalogue", help="read products from a CSV file; all of it or nothing")
    catalogue.add_argument("file", type=Path, metavar="FILE.csv")
    catalogue.add_argument(
        "--map", type=Path, metavar="FILE", help="a TOML file: what the columns of the CSV are called"
    )
    catalogue.set_defaults(command="import-catalogue")
    departures = commands.add_parser(
        "import-departures", help="read flights, seats and bookings from CSV or JSON files; all of it or nothing"
    )
    departures.add_argument("files", nargs="+", type=Path, metavar="FILE")
    departures.set_defaults(command="import-departures")
    check = commands.add_parser("check-config", help="name every problem of the settings")
    check.set_defaults(command="check-config")
    devices = commands.add_parser("devices", help="every device: how it is, why, what to do, what it did")
    devices.add_argument("--json", action="store_true", help="one JSON object, with the names of CUSS and XFS4IoT")
    devices.set_defaults(command="devices")
    page = commands.add_parser("receipt-page", help="write the page that shows receipts on a phone")
    page.add_argument("--out", type=Path, metavar="FILE.html", required=True)
    page.add_argument("--key", action="append", default=[], metavar="ID=PUBLIC", help="the key of another kiosk")
    page.set_defaults(command="receipt-page")
    badge = commands.add_parser("badge", help="make a staff badge as a picture, while the kiosk does not run")
    badge.add_argument("person", metavar="PERSON", help="the staff ID")
    badge.add_argument("--out", type=Path, metavar="FILE.png|FILE.svg", required=True)
    badge.set_defaults(command="badge")
    report = commands.add_parser(
        "report", help="the end of the day, how soon people came who were called, or what help was asked for"
    )
    report.add_argument("what", choices=("day", "end-of-day", "service-levels", "help"))
    report.add_argument("--z", type=int, metavar="N", help="day: the report that closed it with this number")
    day = "by the site's clock; today without it"
    report.add_argument("--since", "--from", dest="since", metavar="YYYY-MM-DD", help=f"from this day on, {day}")
    report.add_argument("--to", dest="until", metavar="YYYY-MM-DD", help=f"not end-of-day: to this day, {day}")
    report.add_argument("--csv", action="store_true", help="not end-of-day: comma-separated values")
    report.add_argument("--close", action="store_true", help="let the terminal close its day, and compare")
    report.set_defaults(command="report")
    replay = commands.add_parser("replay", help="play an incident's bundle again, state by state")
    replay.add_argument("bundle", type=Path, metavar="BUNDLE")
    replay.set_defaults(command="replay")
    staff = commands.add_parser("staff", help="the call board: who calls a person, and who comes")
    staff.add_argument("kiosk", nargs="*", metavar="ADDRESS:PORT", help="each kiosk (default: [staff] listen)")
    staff.add_argument("--key", type=Path, metavar="FILE", help="the site's staff.key (default: in the data folder)")
    staff.add_argument("--name", default="", metavar="NAME", help="who comes, as customers read it")
    staff.add_argument("--level", type=int, choices=range(4), default=0, help="escalation from which it shows calls")
    staff.set_defaults(command="staff")
    wire = commands.add_parser(
        "wire", help="record what passes on a device's line, masked; play it back", add_help=False
    )
    wire.add_argument("rest", nargs=argparse.REMAINDER)  # its own command line: see `devices.recording.command`
    bundle = commands.add_parser("bundle", help="sign changed settings for kiosks; check them", add_help=False)
    bundle.add_argument("rest", nargs=argparse.REMAINDER)  # its own command line: see `kiosk.configuring.command`
    bundle.set_defaults(command="bundle")
    for command in (basket, catalogue, departures, check, devices, page, badge, report, staff):
        command.add_argument("--config", type=Path, metavar="FILE", default=argparse.SUPPRESS)
    for command in (basket, catalogue, departures, devices, page, badge, report):
        command.add_argument("--data", type=Path, metavar="DIR", default=argparse.SUPPRESS)
    for command in (basket, check, devices, badge, report):
        command.add_argument("--profile", choices=PROFILES, default=argparse.SUPPRESS)
    return parser.parse_args(argv)


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: settings file, data folder, device URLs (None: start simulators), and how the glass stands."""

    config: Path = CONFIG
    profile: str | None = None
    data_dir: Path | None = None
    urls: Mapping[str, str] | None = None
    is_demo: bool = False
    is_training: bool = False  # a demo that staff began: see `kiosk.training`
    is_windowed: bool = False
    is_locked: bool = False
    is_full: bool = True  # False: the panel's own size, whatever the screen has (pictures, tests)
    sim_dir: Path = SIMULATED
    terminal: str = "zvt"  # which payment terminal is simulated
    scanner: str = "linescan"  # which scanner is


def plan_of(options: argparse.Namespace) -> Plan:
    """Return what `run` is to run."""
    return Plan(
        config=options.config, profile=options.profile, data_dir=options.data, urls=None if options.sim else {},
        is_demo=options.sim, is_windowed=options.windowed, is_locked=options.kiosk,
        sim_dir=options.data / "sim" if options.data is not None and options.data.is_dir() else SIMULATED,
        terminal=options.terminal, scanner=options.scanner,
    )  # fmt: skip
