"""Mutants of what goods and prices came with: bags, receipts, returns, coupons, tax, symbols and explanations."""

from typing import Final

from tests.mutants.listed.goods.further import cards, freed, papers, pieces, signer, stakes, traced

MUTANTS: Final = (
    *stakes.MUTANTS, *papers.MUTANTS, *pieces.MUTANTS, *freed.MUTANTS, *traced.MUTANTS, *signer.MUTANTS,
    *cards.MUTANTS,
)  # fmt: skip
