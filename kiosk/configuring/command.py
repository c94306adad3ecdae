"""`main.py bundle`: signed settings, made at the office and checked before they travel."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from kiosk.configuring.bundles import SUFFIX, Here, Manifest, NotTaken, fitted, opened, part, public_text, signed
from kiosk.configuring.changing import Configuring, Draft, UrlProblem
from kiosk.configuring.naming import problem_of
from kiosk.domain.staff.configured import Source
from kiosk.people.settings import public_key
from kiosk.services.key_file import kept_secret
from kiosk.settings import DEFAULT_FILE, SettingsError, data_dir_of, load

WELL, REFUSED, BAD_CALL = 0, 1, 2
DAY_S: Final = 86_400


def main(argv: list[str], url_problem: UrlProblem) -> int:
    """Make or check a bundle; 0 when it is good, 1 when it is refused, 2 for a bad call."""
    options = _arguments(argv)
    try:
        return _make(options) if options.what == "make" else _check(options, url_problem)
    except NotTaken as refused:
        print(f"bundle: {refused}", file=sys.stderr)
        return REFUSED
    except SettingsError as problems:
        print(problems, file=sys.stderr)
        return BAD_CALL
    except (OSError, ValueError) as error:
        print(f"bundle: {_said(error)}", file=sys.stderr)
        return BAD_CALL


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="main.py bundle", description="Settings in a signed file.")
    what = parser.add_subparsers(dest="what", required=True)
    make = what.add_parser("make", help="sign the values of a TOML file; the first call makes the key")
    add = make.add_argument
    add("settings", type=Path, metavar="FILE.toml", help="what shall change, in the shape of config/kiosk.toml")
    add("--key", type=Path, required=True, metavar="FILE", help="the private key; it stays at the office")
    add("--key-id", required=True, metavar="ID", help="its name in service.bundle_keys of the kiosks")
    add("--version", dest="number", type=int, required=True, metavar="N", help="higher than the one before")
    add("--site", required=True, metavar="NAME", help="site.name of the kiosks")
    add("--kiosk", action="append", default=[], metavar="NAME", help="site.kiosk; several times; none: all of the site")
    add("--days", type=int, default=30, metavar="N", help="valid for so many days (default: 30)")
    add("--out", type=Path, metavar=f"FILE{SUFFIX}", required=True)
    check = what.add_parser("check", help="say whether a kiosk with these settings would take it, and what it changes")
    check.add_argument("bundle", type=Path, metavar=f"FILE{SUFFIX}")
    check.add_argument("--config", type=Path, default=DEFAULT_FILE, metavar="FILE")
    check.add_argument("--data", type=Path, metavar="DIR")
    return parser.parse_args(argv)


def _make(options: argparse.Namespace) -> int:
    if options.out.suffix != SUFFIX:
        raise ValueError(f"--out {options.out}: allowed is a name that ends in {SUFFIX}")
    if not 1 <= options.days <= 3650:
        raise ValueError(f"--days {options.days}: allowed are 1 to 3650")
    now_s = time.time_ns() // 1_000_000_000
    manifest = Manifest(
        version=options.number, site=options.site, kiosks=options.kiosk, not_before_s=now_s - now_s % 60,
        not_after_s=now_s + options.days * DAY_S, parts=[part(options.settings.read_text(encoding="utf-8"))],
    )  # fmt: skip
    secret = kept_secret(options.key)
    options.out.write_bytes(signed(manifest, options.key_id, secret))
    public = public_text(secret)
    bundle = opened(options.out, {options.key_id: public_key(public)})
    facts = bundle.facts
    print(f"{options.out}: version {facts.version}, {facts.id}, valid until {facts.valid_until} UTC")
    print(f'kiosks take it with: [service] bundle_keys = {{ {options.key_id} = "{public}" }}')
    return WELL


def _check(options: argparse.Namespace, url_problem: UrlProblem) -> int:
    data_dir = options.data or data_dir_of(load(options.config))
    own = Configuring(options.config, None, data_dir, url_problem)
    settings, now_ms = own.settings(), time.time_ns() // 1_000_000
    keys = settings.service.public_keys
    bundle = opened(options.bundle, keys)
    fitted(bundle, Here(settings.site.name, settings.site.kiosk, keys, now_ms, True, own.in_force()))
    found = own.drafted(bundle.values, Source.BUNDLE, bundle.facts)
    if not isinstance(found, Draft):
        for wrong in found:
            print(f"{options.bundle}: {wrong}", file=sys.stderr)
        return REFUSED
    print(f"{options.bundle}: version {bundle.facts.version} by {bundle.facts.signer}: {len(found.changes)} changes")
    for change in found.changes:
        print(f"  {change.key}: {change.before or '(empty)'} -> {change.after or '(empty)'}")
    return WELL


def _said(error: OSError | ValueError) -> str:
    """Say what is wrong with the options; the manifest's names are near enough to theirs."""
    if isinstance(error, ValidationError):
        named = (problem_of(problem, Manifest) for problem in error.errors())
        return "; ".join(f"{key} = {value}: {said}" for key, value, said in named)
    return str(error)
