"""The log file: rotating, short, in UTC, and nothing personal in it."""

from __future__ import annotations

import logging
import sys
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

from kiosk.health.redaction import Redacting

FORMAT = "%(asctime)s.%(msecs)03dZ %(levelname)-7s %(name)s: %(message)s"
MAX_BYTES = 2_000_000
KEPT_FILES = 14  # a new one begins every day, see `kiosk.upkeep.retention`


def start_logging(folder: Path, *, level: int = logging.INFO) -> None:
    """Log to `folder`/kiosk.log, and warnings to standard error; to standard error alone where that cannot be."""
    root = logging.getLogger()
    root.setLevel(level)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # its plug-ins are news to nobody
    console = logging.StreamHandler(sys.stderr)
    console.setLevel(logging.WARNING)
    formatter = Redacting(FORMAT, datefmt="%Y-%m-%d %H:%M:%S")
    formatter.converter = time.gmtime  # no hour comes twice in autumn, and files of two kiosks agree
    console.setFormatter(formatter)
    root.addHandler(console)
    try:
        folder.mkdir(exist_ok=True)  # its parent is the data folder: missing, it may be a disk that is not mounted
        file = RotatingFileHandler(folder / "kiosk.log", maxBytes=MAX_BYTES, backupCount=KEPT_FILES, encoding="utf-8")
    except OSError as error:
        root.warning("no log file: %s: %s", folder, error.strerror)
        return
    file.setFormatter(formatter)
    root.addHandler(file)
