"""The mutants, by the code they stand in."""

from typing import Final

from tests.mutants.listed import (
    asking,
    checkin,
    departures,
    giving_back,
    goods,
    journal,
    money,
    paper,
    passes,
    staff,
    starting,
    travel_papers,
    travelling,
    wire,
    zones,
)  # fmt: skip

ALL: Final = (
    *money.MUTANTS, *asking.MUTANTS, *giving_back.MUTANTS, *journal.MUTANTS,
    *paper.MUTANTS, *passes.MUTANTS, *starting.MUTANTS, *travel_papers.MUTANTS, *wire.MUTANTS, *travelling.MUTANTS,
    *zones.MUTANTS, *departures.MUTANTS, *checkin.MUTANTS, *staff.MUTANTS, *goods.MUTANTS,
)  # fmt: skip
