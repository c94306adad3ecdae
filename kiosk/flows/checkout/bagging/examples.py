"""Baskets with a doubt of the bagging scale, for gallery and tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.domain.bagging import Bagging, Doubt, Level, Piece, Why, prior
from kiosk.domain.sale import Sale
from kiosk.domain.values import replace
from kiosk.flows.checkout.states import Explained, Scanning

_DOUBT = Doubt(Why.ONE_MORE, 2, 1_030, 1_030, 150, 900, is_told=True)


def examples(sale: Callable[[int], Sale]) -> Mapping[str, Scanning | Explained]:
    """Return the states by name; `sale` gives a basket of so many lines."""

    def doubted(doubt: Doubt) -> Scanning:
        bag = Bagging(last_g=2_060, base_g=2_060 - doubt.rest_g, doubt=doubt, told=1, is_begun=True)
        return Scanning(bagged(bag))

    def bagged(bag: Bagging) -> Sale:
        return replace(sale(3), bag=bag)

    pieces = tuple(Piece(line.n, line.sku, prior(1_030), line.total.minor) for line in sale(3).lines)
    return {
        "Scanning-carried": Scanning(bagged(Bagging(last_g=0, elsewhere=pieces[1:2], is_begun=True))),
        "Scanning-carries-much": Scanning(bagged(Bagging(last_g=0, elsewhere=pieces, is_much=True, is_begun=True))),
        "Explained-unbagged": Explained(bagged(Bagging(last_g=0, waiting=pieces, is_begun=True)), pieces[1].n),
        "Scanning-doubt": doubted(_DOUBT),
        "Scanning-weight": doubted(replace(_DOUBT, why=Why.UNSCANNED, n=None, rest_g=320)),
        "Scanning-inside": doubted(replace(_DOUBT, why=Why.STILL_THERE)),
        "Scanning-unsettled": doubted(replace(_DOUBT, level=Level.HOLD)),
    }
