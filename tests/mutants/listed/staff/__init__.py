"""Mutants of staff and help: who may come when, do what, and for how long."""

from typing import Final

from tests.mutants.listed.staff import acts, glass, leave

MUTANTS: Final = (*glass.MUTANTS, *acts.MUTANTS, *leave.MUTANTS)
