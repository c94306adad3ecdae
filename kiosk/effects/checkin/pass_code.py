"""The boarding pass as a code on the glass, for a phone: what a traveller has when no paper comes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

from kiosk.domain.private import Private
from kiosk.effects.print import finished
from kiosk.flows.base import Event
from kiosk.flows.checkin.events import MakePassCode, PassCodeMade
from kiosk.papers.boarding.digital import pass_link
from kiosk.papers.boarding.document import Issue, boarding_pass
from kiosk.papers.boarding.message import PassSigner
from kiosk.papers.digital import Frame, Signer
from kiosk.phrases import Speaker

log = logging.getLogger(__name__)


class PassCodes:
    """Performs `MakePassCode`. Without `site`, the address of the page, every answer is an empty link.

    `seller`: shop and kiosk. `signer` signs the link, as receipts; `pass_signer` the barcode's message.
    """

    def __init__(
        self, site: str, seller: tuple[str, str], zone: tzinfo, signers: tuple[Signer | None, PassSigner | None],
        words: Callable[[str], Speaker], *, is_demo: bool,
    ) -> None:  # fmt: skip
        self._site = site
        self._seller = seller
        self._zone = zone
        self._signer, self._pass_signer = signers
        self._words = words
        self._is_demo = is_demo

    def link(self, effect: MakePassCode, utc_ms: int) -> str:
        """Return the link, empty where there is none; what cannot be made is logged, and names nobody."""
        if not self._site or self._signer is None:
            return ""
        at = datetime.fromtimestamp(utc_ms // 1000, UTC).astimezone(self._zone).isoformat()
        words = self._words(effect.language)
        frame = Frame(self._site, *self._seller, effect.language, at, 0, self._is_demo)
        issue = Issue(utc_ms, is_demo=self._is_demo)
        try:
            own = boarding_pass(effect.booking, effect.passenger_id, effect.segment_n, issue, self._pass_signer)
            return pass_link(own, frame, self._signer, lambda printable: finished(printable, words))
        except ValueError as error:
            log.error("no boarding pass for a phone: %s", error)
            return ""

    def performer(self, post: Callable[[Event], None]) -> Callable[[MakePassCode], None]:
        """Return what performs `MakePassCode`."""

        def make(effect: MakePassCode) -> None:
            link = self.link(effect, time.time_ns() // 1_000_000)
            post(PassCodeMade(effect.key, Private(link)))

        return make
