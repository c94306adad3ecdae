"""The receipt as a code, for the glass and for the foot of the paper."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import Any

from babel.numbers import get_currency_precision

from kiosk.domain.sale import Sale
from kiosk.flows.base import Effect, Event
from kiosk.flows.checkout.events import CodeMade, MakeCode
from kiosk.papers.digital import MOST_CHARACTERS, Frame, Signer, receipt_link, return_link

log = logging.getLogger(__name__)


def no_code(_effect: Effect) -> None:
    """Stand in where a site has no page for receipts: the glass shows none."""


class Receipts:
    """Makes the links of receipts. Without `site` there are none, and nobody is told of any."""

    def __init__(self, site: str, seller: tuple[str, str], zone: tzinfo, signer: Signer, *, is_demo: bool) -> None:
        self._site = site
        self._seller = seller
        self._zone = zone
        self._signer = signer
        self._is_demo = is_demo

    def link(self, sale: Sale, about: str, language: str, utc_ms: int, most: int = MOST_CHARACTERS) -> str:
        """Return the link, empty where there is none; what cannot be made is logged, and the paper stays.

        `about`: the attempt that gave money back; empty for the receipt of the sale.
        """
        if not self._site:
            return ""
        at = datetime.fromtimestamp(utc_ms // 1000, UTC).astimezone(self._zone).isoformat()
        shop, kiosk = self._seller
        frame = Frame(
            self._site, shop, kiosk, language, at, get_currency_precision(sale.currency), self._is_demo
        )  # fmt: skip
        try:
            if about:
                return return_link(sale, about, frame, self._signer, most)
            return receipt_link(sale, frame, self._signer, lambda name: name.in_language(language), most)
        except ValueError as error:
            log.error("no code for sale %s: %s", sale.id, error)
            return ""

    def performer(self, post: Callable[[Event], None]) -> Callable[[Any], None]:
        """Return what performs `MakeCode`."""

        def make(effect: MakeCode) -> None:
            if link := self.link(effect.sale, effect.about, effect.language, effect.utc_ms):
                post(CodeMade(effect.sale.id, link, effect.about))

        return make
