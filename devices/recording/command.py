"""`python main.py wire record|replay|show`: what passes on a device's line, as a file.

Exit status 0 when it was done, 1 for a divergence or a device that was never usable, 2 for a call that cannot be.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from devices.api import DeviceError, DriverUrl, Health
from devices.loop import supervise
from devices.recording.recorder import Recorder
from devices.recording.replay import DeviceReplay, Divergence, HostReplay
from devices.recording.rules import masks_of
from devices.recording.script import DEVICE, HOST, NO_LINE, device_of, read
from devices.recording.through import serve_through
from devices.registry import open_device
from devices.transport import open_port
from devices.url import UrlError, parse

DONE, DIVERGED, BAD_CALL = 0, 1, 2
UrlsOf = Callable[[Path | None], Mapping[str, str] | None]
Secrets = Callable[[str], str | None]


def arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Parse what stands behind `wire`."""
    parser = argparse.ArgumentParser(prog="main.py wire", description="Record a device's line, and play it back.")
    commands = parser.add_subparsers(dest="do", required=True)
    record = commands.add_parser("record", help="write what passes, masked, to a new file")
    record.add_argument("--device", required=True, metavar="ROLE|URL", help="as in [devices] of the settings, or a URL")
    record.add_argument("--seconds", type=float, default=60.0, help="how long (60)")
    record.add_argument("--through", metavar="PORT", type=int, help="stand between the kiosk and the device: see docs")
    record.add_argument("--config", type=Path, metavar="FILE", help="settings (default: config/kiosk.toml)")
    replay = commands.add_parser("replay", help="play a file to its driver, or to a simulator")
    replay.add_argument("--at", metavar="ADDRESS", help="be the host, at tcp://HOST:PORT or serial:///PATH")
    replay.add_argument("--pace", type=float, default=1.0, help="10: ten times as fast (1)")
    show = commands.add_parser("show", help="print a file with its times")
    for command in (record, replay, show):
        command.add_argument("file", type=Path, metavar="FILE.wire")
    return parser.parse_args(argv)


def main(argv: Sequence[str], urls_of: UrlsOf, secrets: Secrets) -> int:
    """Run one command; every complaint is a sentence on standard error."""
    options = arguments(argv)
    try:
        match options.do:
            case "record":
                return _record(options, urls_of, secrets)
            case "replay":
                return asyncio.run(_replay(options.file, options.at, max(options.pace, 0.001)))
            case _:
                return _show(options.file)
    except (UrlError, ValueError, OSError) as problem:
        print(f"wire {options.do}: {problem}", file=sys.stderr)
        return BAD_CALL


# --- record ---------------------------------------------------------------------------------------------------------


def _record(options: argparse.Namespace, urls_of: UrlsOf, secrets: Secrets) -> int:
    text = options.device
    if "://" not in text:
        urls = urls_of(options.config)
        if urls is None:
            return BAD_CALL
        if text not in urls:
            raise ValueError(f"no device {text!r} in the settings; there is {', '.join(sorted(urls)) or 'none'}")
        text = urls[text]
    url = parse(text)
    if url.transport in NO_LINE:
        raise ValueError(f"{url.driver} over {url.transport} has no line: {NO_LINE[url.transport]} never recorded")
    with suppress(KeyboardInterrupt):
        return asyncio.run(_recorded(url, text, options, secrets))
    print(f"recorded: {options.file}")
    return DONE


async def _recorded(url: DriverUrl, text: str, options: argparse.Namespace, secrets: Secrets) -> int:
    device = open_device(text, secrets=secrets) if options.through is None else None  # a bad URL leaves no file
    recorder = Recorder(options.file, url)
    heard: list[Health] = []
    try:
        if device is None:
            await serve_through(recorder, url, options.through, options.seconds)
            return DONE
        device = open_device(text, secrets=secrets, open_port=recorder.open_port)
        task = asyncio.ensure_future(supervise(device, lambda health: _said(health, heard)))
        await asyncio.sleep(options.seconds)
        was_usable = any(health.is_usable for health in heard)
        device.on_health(lambda _health: None)  # that it is closed now is no news
        await _ended(task)
    finally:
        recorder.close()
    print(f"recorded: {options.file}")
    return DONE if was_usable else DIVERGED


def _said(health: Health, heard: list[Health]) -> None:
    heard.append(health)
    words = " ".join([health.state.value, *(reason.value for reason in health.reasons)])
    print(f"health: {words}{': ' if health.detail else ''}{health.detail}", flush=True)


async def _ended(task: asyncio.Future[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


# --- replay and show ------------------------------------------------------------------------------------------------


async def _replay(file: Path, at: str | None, pace: float) -> int:
    read(file)  # says what is wrong with it, if anything is
    recorded = device_of(file)
    if recorded is None:
        raise ValueError(f"{file.name} names no device in its head (a line `# device: URL`)")
    try:
        if at is not None:
            place = parse(f"{parse(recorded).driver}+{at}")
            await HostReplay(file, masks_of(place), pace).play(place, open_port)
        else:
            await _played(file, recorded, pace)
    except Divergence as found:
        print(f"diverged: {found}", file=sys.stderr)
        return DIVERGED
    except DeviceError as problem:
        print(f"no answer: {problem}", file=sys.stderr)
        return DIVERGED
    print(f"played to the end: {file}")
    return DONE


async def _played(file: Path, recorded: str, pace: float) -> None:
    replay = DeviceReplay(file, masks_of(parse(recorded)), pace)
    device = open_device(recorded, open_port=replay.open_port)
    task = asyncio.ensure_future(supervise(device, lambda health: _said(health, [])))
    try:
        await replay.reached_the_end()
    finally:
        device.on_health(lambda _health: None)
        await _ended(task)
    await replay.finish()


def _show(file: Path) -> int:
    who = {HOST: "host  >", DEVICE: "device<"}
    for number, steps in enumerate(read(file), 1):
        now_s = 0.0
        print(f"connection {number}")
        for step in steps:
            now_s += step.seconds
            if step.kind in who:
                text = "".join(chr(byte) if 0x20 <= byte < 0x7F else "." for byte in step.sent)
                print(f"{step.line:5} {now_s:9.2f} s {who[step.kind]} {step.sent.hex(' ')}  {text}")
            elif step.kind != "wait":
                print(f"{step.line:5} {now_s:9.2f} s {step.kind}")
    return DONE
