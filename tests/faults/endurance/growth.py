"""What a process holds, sample by sample, and by how much it grows."""

from __future__ import annotations

import gc
import os
import statistics
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MOST_BYTES_A_SCREEN: Final = 200.0
WARM_SHARE: Final = 1 / 3  # of the samples: caches fill, and the allocator takes what it needs
LEAST_SAMPLES: Final = 12
POOLED: Final = "asyncio_"  # a pool of four more than there are processors at most; it fills when it is first used
CONSTANTS: Final = (None, True, False)


@dataclass(frozen=True, slots=True)
class Sample:
    """What is held after so many screens."""

    screens: int
    memory_bytes: int
    descriptors: int
    threads: int
    references: int  # to None, True and False: a binding that loses them ends the process one day


def taken(screens: int) -> Sample:
    """Measure this process; what is only waiting to be collected does not count."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return Sample(
        screens,
        pages * os.sysconf("SC_PAGE_SIZE"),
        len(os.listdir("/proc/self/fd")),
        sum(1 for thread in threading.enumerate() if not thread.name.startswith(POOLED)),
        sum(sys.getrefcount(one) for one in CONSTANTS),
    )


@dataclass(frozen=True, slots=True)
class Growth:
    """Slopes after the warm-up, each a screen."""

    screens: int
    memory_bytes: float
    descriptors: float
    threads: float
    references: float
    first: Sample
    last: Sample

    @property
    def problems(self) -> list[str]:
        """Say what grows beyond its figure. One descriptor or thread more in all may be under way."""
        found = []
        if self.memory_bytes > MOST_BYTES_A_SCREEN:
            found.append(f"memory grows by {self.memory_bytes:.0f} bytes a screen")
        for name, slope in (("descriptors", self.descriptors), ("threads", self.threads)):
            if slope * self.screens > 1:
                found.append(f"{name} grow by {slope * 1000:.2f} in 1,000 screens")
        if self.references * self.screens < -self.screens / 2:
            found.append(f"{-self.references:.2f} references to None, True and False are lost a screen")
        return found

    def lines(self) -> list[str]:
        """Say the slopes."""
        first, last = self.first, self.last
        return [
            f"memory: {first.memory_bytes / 1e6:.1f} to {last.memory_bytes / 1e6:.1f} MB, "
            f"{self.memory_bytes:+.0f} bytes a screen (at most {MOST_BYTES_A_SCREEN:.0f})",
            f"descriptors: {first.descriptors} to {last.descriptors}, {self.descriptors * 1000:+.2f} in 1,000 screens",
            f"threads: {first.threads} to {last.threads}, {self.threads * 1000:+.2f} in 1,000 screens",
            f"references to None, True and False: {self.references:+.2f} a screen",
        ]


def grown(samples: Sequence[Sample]) -> Growth:
    """Fit a line through what came after the warm-up. Raises ValueError for fewer than twelve samples."""
    if len(samples) < LEAST_SAMPLES:
        raise ValueError(f"{len(samples)} samples are too few to see a slope")
    warm = samples[int(len(samples) * WARM_SHARE) :]
    at = [sample.screens for sample in warm]

    def slope(values: list[int]) -> float:
        return statistics.linear_regression(at, values).slope

    return Growth(
        warm[-1].screens - warm[0].screens,
        slope([sample.memory_bytes for sample in warm]),
        slope([sample.descriptors for sample in warm]),
        slope([sample.threads for sample in warm]),
        slope([sample.references for sample in warm]),
        warm[0],
        warm[-1],
    )
