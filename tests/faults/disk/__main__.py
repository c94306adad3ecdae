"""`python -m tests.faults.disk --images N --seed S`, `--sweep`: the large tier, with its figures and exit status."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.disk.pictures import look
from tests.faults.disk.record import SETTINGS, recorded
from tests.faults.disk.shim import build


def main() -> int:
    """Run what was asked for; 1 when something was lost or broken."""
    given = argparse.ArgumentParser(prog="python -m tests.faults.disk", description=__doc__)
    given.add_argument("--images", type=int, default=10_000, help="power-cut pictures to make and open")
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--synchronous", choices=tuple(SETTINGS), default="FULL", help="weaker ones must lose")
    given.add_argument("--sweep", action="store_true", help="fail every write and flush instead")
    wanted = given.parse_args()
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    with tempfile.TemporaryDirectory(prefix="kiosk-disk-", dir=memory if memory.is_dir() else None) as name:
        return _sweep(Path(name)) if wanted.sweep else _pictures(wanted, Path(name))


def _pictures(wanted: argparse.Namespace, work: Path) -> int:
    began = time.monotonic()
    record = recorded(build(work), work, wanted.synchronous, 12)
    seen = look(record, wanted.images, wanted.seed, work)
    took_s = time.monotonic() - began
    print(*seen.words[:20], sep="\n")
    print(
        f"T2 seed {wanted.seed}, synchronous {wanted.synchronous}: {len(record)} operations, {seen.images} pictures, "
        f"{seen.opened} unlike each other, in {took_s:.0f} s, {seen.lost} lost, {seen.corrupt} corrupt"
    )
    return 0 if seen.is_good else 1


def _sweep(work: Path) -> int:
    from tests.faults.disk.sweep import swept

    seen = swept(build(work), work)
    print(*seen.words[:20], sep="\n")
    said = f"{seen.told} told cleanly, {seen.unnoticed} without effect, {len(seen.words)} wrong"
    print(f"T3: {seen.points} points, {said}")
    return 1 if seen.words else 0


if __name__ == "__main__":
    sys.exit(main())
