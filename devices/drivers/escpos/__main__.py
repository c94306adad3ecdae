"""`python -m devices.drivers.escpos URL --logo FILE`: give a printer a picture to keep, for the technician.

The printer prints it once. What was kept is noted as JSON: the hash of its dots names it later.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path

from devices.api import Health, KeptLogo, PrintOutcome, PrintVerdict
from devices.drivers.escpos import OPTIONS, open
from devices.drivers.escpos.printer import EscposPrinter
from devices.loop import supervise
from devices.transport import TRANSPORT_OPTIONS, open_port
from devices.url import UrlError, check, parse

BAD_URL, NOT_KEPT = 2, 1


def main(argv: list[str] | None = None) -> int:
    """Store one picture: 0 when the printer proved that it took it, 1 when not, 2 for a URL that cannot be."""
    parser = argparse.ArgumentParser(prog="python -m devices.drivers.escpos", description="Give a printer a logo.")
    parser.add_argument("url", help="the device URL, as in [devices] of the settings")
    parser.add_argument("--logo", type=Path, required=True, metavar="FILE", help="a PNG or another picture")
    parser.add_argument("--number", type=int, default=1, help="under which number it is kept (1)")
    parser.add_argument("--note", type=Path, default=Path("var/printer-logo.json"), help="where it is noted")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long to wait for the printer (20)")
    options = parser.parse_args(argv)
    try:
        url = parse(options.url)
        check(url, {**TRANSPORT_OPTIONS.get(url.transport, {}), **OPTIONS})
        printer = open(url, open_port)
    except UrlError as error:
        print(error, file=sys.stderr)
        return BAD_URL
    if not isinstance(printer, EscposPrinter):
        print("device URL, option prints: a logo is kept by prints=receipts", file=sys.stderr)
        return BAD_URL
    try:
        kept, outcome = asyncio.run(_kept(printer, options.number, options.logo.read_bytes(), options.seconds))
    except (OSError, ValueError) as problem:
        print(f"not kept: {problem}", file=sys.stderr)
        return NOT_KEPT
    return _noted(kept, outcome, options.note)


async def _kept(printer: EscposPrinter, number: int, picture: bytes, seconds: float) -> tuple[KeptLogo, PrintOutcome]:
    task = asyncio.ensure_future(supervise(printer, _show))
    try:
        async with asyncio.timeout(seconds):
            while not printer.health.is_usable:
                await asyncio.sleep(0.05)
        return await printer.keep_logo(number, picture)
    except TimeoutError:
        raise ValueError("the printer was not usable in time") from None
    finally:
        printer.on_health(lambda _health: None)  # that it is closed now is no news
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _show(health: Health) -> None:
    print(f"health: {' '.join([health.state.value, *health.reasons])}", flush=True)


def _noted(kept: KeptLogo, outcome: PrintOutcome, note: Path) -> int:
    reason = f" {outcome.reason.value}" if outcome.reason is not None else ""
    print(f"logo {kept.number}: {outcome.verdict.value}{reason} {outcome.detail}".rstrip())
    if outcome.verdict is not PrintVerdict.DONE:
        return NOT_KEPT
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps(asdict(kept), indent=2) + "\n", encoding="utf-8")
    print(f"{kept.width_dots} x {kept.height_dots} dots, sha256 {kept.sha256[:16]}..., noted in {note}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
