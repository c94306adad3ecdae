"""Mutants of goods and prices."""

from typing import Final

from tests.mutants.listed.goods import prices, selling

MUTANTS: Final = (*prices.MUTANTS, *selling.MUTANTS)
