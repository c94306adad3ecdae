"""Mutants of check-in, by the part of it they stand in."""

from typing import Final

from tests.mutants.listed.checkin import after, counter, desk, extras, judging, order, papers, ready, ways, wishes

MUTANTS: Final = (
    *ways.MUTANTS, *ready.MUTANTS, *wishes.MUTANTS, *order.MUTANTS, *papers.MUTANTS, *after.MUTANTS,
    *extras.MUTANTS, *desk.MUTANTS, *judging.MUTANTS, *counter.MUTANTS,
)  # fmt: skip
