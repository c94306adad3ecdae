"""When a simulator's process ends: a signal, or the end of its standard input."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys


def ending(with_parent: bool) -> asyncio.Event:
    """Set by SIGTERM, SIGINT and, `with_parent`, by the end of standard input."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    if with_parent:
        loop.add_reader(sys.stdin.fileno(), lambda: _end_of_input(ended))
    return ended


def _end_of_input(ended: asyncio.Event) -> None:
    with contextlib.suppress(OSError):
        if os.read(sys.stdin.fileno(), 4096):
            return
    asyncio.get_running_loop().remove_reader(sys.stdin.fileno())
    ended.set()
