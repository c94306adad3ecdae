"""A reader of machine-readable zones behind a port, whatever its frames: implements `devices.api.DocumentReader`.

What is read is personal. It goes to the listener and nowhere else: no log, no exception, no text of a value holds it,
and the buffers forget it at once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from devices.api import BadDocument, DocumentLines, DriverUrl, HealthState, Reason
from devices.scanning.judge import Doubt, Judged
from devices.scanning.pages import Page, PageFramer
from devices.transport import OpenPort
from devices.url import whole

LEFT = whole("left_s", 5, 600, "seconds until a document that stays in the reader is an alarm", default=20)

log = logging.getLogger(__name__)


class PageReader(Judged):
    """One reader. `make_framer` gives a framer that has seen nothing; `doubt`: what bad documents are a sign of."""

    def __init__(
        self, url: DriverUrl, open_port: OpenPort, make_framer: Callable[[], PageFramer], doubt: Doubt
    ) -> None:
        super().__init__(doubt)
        self._url = url
        self._open_port = open_port
        self._make_framer = make_framer
        self._framer = make_framer()
        self._left_s = LEFT.of(url)
        self._listener: Callable[[DocumentLines | BadDocument], None] | None = None
        self._inside_since: float | None = None
        self._timers: dict[str, asyncio.TimerHandle] = {}

    def on_document(self, listener: Callable[[DocumentLines | BadDocument], None]) -> None:
        """Tell `listener` each document."""
        self._listener = listener

    async def reset(self) -> None:
        """Forget half a document and the count of bad ones; a document that is still inside stays known."""
        self._framer = self._make_framer()
        self._judge.forget()
        if self.health.state is not HealthState.ABSENT:
            self._settle()

    async def run(self) -> None:
        """Open the port and serve it. Raises `Unplugged`."""
        try:
            await self._judge.serve(self._url, self._open_port, self._begin, self._hear)
        finally:
            self._framer = self._make_framer()
            for timer in self._timers.values():
                timer.cancel()

    async def _begin(self) -> None:
        self._inside_since = None
        await self.reset()

    def _hear(self, chunk: bytes) -> None:
        pages = self._framer.feed(chunk)
        self._judge.heard(is_read=bool(pages))
        self._take(pages)
        patience_s = self._framer.patience_s
        self._stop("more")
        if patience_s is not None:
            loop = asyncio.get_running_loop()
            self._timers["more"] = loop.call_later(patience_s, lambda: self._take(self._framer.give_up()))

    def _take(self, pages: list[Page]) -> None:
        now = asyncio.get_running_loop().time()
        for page in pages:
            if page.is_inside is not None:
                since = self._inside_since if self._inside_since is not None else now
                self._inside_since = since if page.is_inside else None
            if page.problem:
                if page.problem != "incomplete" and not self._judge.count():  # incomplete: taken away too early
                    continue
                log.info("document reader: bad document, %s", page.problem)
                self._tell(BadDocument(page.problem, now))
            elif page.lines and not self._judge.is_flooded:
                self._tell(DocumentLines(page.lines, now))
        self._settle()

    def _tell(self, document: DocumentLines | BadDocument) -> None:
        if self._listener is not None:
            self._listener(document)

    def _settle(self) -> None:
        """Decide the condition; comes back by itself when time will change it."""
        self._stop("inside")
        if self._inside_since is None:
            self._judge.settle()
            return
        self._judge.stop()
        loop = asyncio.get_running_loop()
        alarm_at = self._inside_since + self._left_s
        if loop.time() < alarm_at:
            detail = "a document is in the reader"
            self._judge.condition.set(HealthState.BUSY, Reason.MEDIA_PRESENT, detail=detail)
            self._timers["inside"] = loop.call_at(alarm_at + 0.01, self._settle)  # past it, however the clock rounds
            return
        if self.health.state is not HealthState.NEEDS_PERSON:
            log.warning("document reader: a document was left in it")
        detail = "a document was left in the reader"
        self._judge.condition.set(HealthState.NEEDS_PERSON, Reason.MEDIA_PRESENT, detail=detail)

    def _stop(self, name: str) -> None:
        if name in self._timers:
            self._timers.pop(name).cancel()
