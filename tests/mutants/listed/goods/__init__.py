"""Mutants of goods and prices."""

from typing import Final

from tests.mutants.listed.goods import bags, benefits, further, prices, receipts, selling

MUTANTS: Final = (
    *prices.MUTANTS, *selling.MUTANTS, *bags.MUTANTS, *benefits.MUTANTS, *receipts.MUTANTS,
    *further.MUTANTS,
)  # fmt: skip
