"""Mutants of staff and help: who may come when, do what, and for how long; what help finds."""

from typing import Final

from tests.mutants.listed.staff import acts, badges, bundles, glass, leave, search

MUTANTS: Final = (
    *glass.MUTANTS, *acts.MUTANTS, *leave.MUTANTS, *badges.MUTANTS, *bundles.MUTANTS, *search.MUTANTS,
)  # fmt: skip
