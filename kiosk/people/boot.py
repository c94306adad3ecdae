"""The running time of this boot: what no setting of the clock changes."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kiosk.people.lockout import Now

_NAME: Final = Path("/proc/sys/kernel/random/boot_id")


def boot_clock(name: Path = _NAME) -> Callable[[], Now]:
    """Return what tells the boot and the milliseconds since it began, suspended time included.

    Where the system names no boot, this process is the boot: its time begins now, so that nothing before is counted.
    """
    try:
        boot_id = name.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        boot_id = ""
    if boot_id:
        return lambda: Now(boot_id, time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000)
    own, began_ns = str(uuid.uuid4()), time.monotonic_ns()
    return lambda: Now(own, (time.monotonic_ns() - began_ns) // 1_000_000)
