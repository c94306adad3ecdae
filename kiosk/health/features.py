"""Optional parts of the machine: what is missing switches a feature off and is said, and never stops the start."""

from __future__ import annotations

import ctypes.util
import logging
import shutil
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feature:
    """One optional part: whether it is here, and what is off without it."""

    name: str
    is_here: bool
    off_without: str


def features() -> tuple[Feature, ...]:
    """Return the optional parts of this machine; looks only, loads nothing."""
    return (
        Feature("libzbar", ctypes.util.find_library("zbar") is not None, "second reading of blurred pictures"),
        Feature("espeak-ng", shutil.which("espeak-ng") is not None, "speech; captions stay"),
    )


def say_missing(log: logging.Logger) -> None:
    """Say in the log what is not here, and what is off without it."""
    for feature in features():
        if not feature.is_here:
            log.info("%s is not installed: without it no %s", feature.name, feature.off_without)
