"""Whether training is on, and what is run then; light enough for the first frame.

`<data>/training/on` is the mark, `<data>/training/kiosk` the data folder of the training. Everything else in the data
folder stays as it is while training is on: nothing opens it.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Final

from kiosk.arguments import Plan
from kiosk.configuring.starting import data_dir_in

FOLDER: Final = "training"
OWN: Final = "kiosk"
MARK: Final = "on"


def own_folder(data_dir: Path) -> Path:
    """Return the data folder of a training, in the real one."""
    return data_dir / FOLDER / OWN


def mark_of(own: Path) -> Path:
    """Return the mark of the training whose data folder is `own`."""
    return own.parent / MARK


def is_on(data_dir: Path) -> bool:
    """Whether a start with this data folder is a training."""
    own = own_folder(data_dir)
    return own.is_dir() and mark_of(own).is_file()


def planned_by_file(plan: Plan) -> Plan:
    """Return what to run; a settings file that cannot be read leaves the plan, and is said by who reads it next."""
    if plan.data_dir is not None or plan.is_demo:
        return plan if plan.data_dir is None else planned(plan, plan.data_dir)
    try:
        written = tomllib.loads(plan.config.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return plan
    return planned(plan, data_dir_in(written))


def planned(plan: Plan, data_dir: Path) -> Plan:
    """Return what to run: as asked for, or a training where one is on. `data_dir` is the real data folder."""
    if plan.is_demo or not is_on(data_dir):
        return plan
    own = own_folder(data_dir)
    return replace(plan, urls=None, is_demo=True, is_training=True, data_dir=own, sim_dir=own / "sim")
