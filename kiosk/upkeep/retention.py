"""What is kept for a time only: keys of personal values where a damaged file was set aside, and log files."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from kiosk.store.quarantine import erase_due_keys_aside

LOG_DAYS: Final = 14
LOGS_NAME: Final = "logs"
_DAY_S: Final = 24 * 3600


def purge_files(folder: Path, utc_ms: int) -> None:
    """Begin a new log file, remove those of 14 days ago, and erase due keys in what was set aside. Raises OSError."""
    erase_due_keys_aside(folder, utc_ms)
    roll_over()
    for file in _logs(folder):
        if file.stat().st_mtime < utc_ms / 1000 - LOG_DAYS * _DAY_S:
            if _is_rolled(file):
                file.unlink()
            else:
                os.truncate(file, 0)  # somebody writes to it: what it holds goes, the file stays


def thin_logs(folder: Path) -> None:
    """Begin a new log file and remove all older ones but the newest: the disk is nearly full. Raises OSError."""
    rolled = sorted(filter(_is_rolled, _logs(folder)), key=lambda file: file.stat().st_mtime)
    if len(rolled) > 1:
        for file in rolled:
            file.unlink()
        roll_over()


def roll_over() -> None:
    """Let every rotating log of this process begin a new file, unless it holds nothing yet."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, RotatingFileHandler):
            handler.acquire()
            try:
                if handler.stream is not None and handler.stream.tell():
                    handler.doRollover()
            finally:
                handler.release()


def _logs(folder: Path) -> Iterable[Path]:
    return sorted((folder / LOGS_NAME).glob("*.log*"))


def _is_rolled(file: Path) -> bool:
    return not file.name.endswith(".log")
