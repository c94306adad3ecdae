"""One verb at a time, and prompts that are only for the screen."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from devices.api import Prompt, Refused

log = logging.getLogger(__name__)


class Verbs:
    """Which verb of a terminal runs. `on_end` is called after each."""

    def __init__(self, on_end: Callable[[], None] = lambda: None) -> None:
        self._on_end = on_end
        self.running = ""

    @contextmanager
    def claim(self, verb: str) -> Iterator[None]:
        """Run a verb. Raises `Refused("BUSY", ...)` while another one runs."""
        if self.running:
            raise Refused("BUSY", f"{self.running} is still running")
        self.running = verb
        try:
            yield
        finally:
            self.running = ""
            self._on_end()


def tell(on_prompt: Callable[[Prompt], None], prompt: Prompt) -> None:
    """Tell the screen what the terminal asks for; the payment goes on whatever becomes of that."""
    try:
        on_prompt(prompt)
    except Exception as error:
        log.error("showing a prompt failed: %s", type(error).__name__)
