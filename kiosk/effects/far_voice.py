"""The voice as the glass reaches it: from another thread, each wish carried out on the core's, in order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from kiosk.effects.voice import Voice

Act: TypeAlias = "Callable[[Voice[Any]], None]"


class FarVoice:
    """Passes on what the glass wants said. `ask` runs an act with the voice, or drops it while there is none.

    `plug` is called on the core thread when a headset comes or goes.
    """

    def __init__(self, ask: Callable[[Act], None], plug: Callable[[bool], None]) -> None:
        self._ask = ask
        self._plug = plug

    def say(self, lines: Sequence[str], language: str, private: Collection[str] = ()) -> None:
        """Say these lines now."""
        self._ask(lambda voice: voice.say(lines, language, private))

    def follow(
        self, lines: Sequence[str], language: str, *, stale: Collection[str], last: Collection[str],
        again: Sequence[str], private: Collection[str],
    ) -> None:  # fmt: skip
        """Say these lines after what is being said."""
        self._ask(lambda voice: voice.follow(lines, language, stale=stale, last=last, again=again, private=private))

    def interrupt(self) -> None:
        """Be silent."""
        self._ask(lambda voice: voice.interrupt())

    def pause(self) -> None:
        """Be silent and keep the place, or go on from there."""
        self._ask(lambda voice: voice.toggle_pause())

    def keep_place(self) -> None:
        """Remember what is left to say."""
        self._ask(lambda voice: voice.keep_place())

    def go_on(self, lines: Sequence[str], language: str) -> None:
        """Say what was left, or these lines."""
        self._ask(lambda voice: voice.go_on(lines, language))

    def tune(self, rate: float, volume: int, *, is_muted: bool | None) -> None:
        """Take a customer's wishes."""
        self._ask(lambda voice: voice.tune(rate, volume, is_muted=is_muted))

    def click(self) -> None:
        """Sound a key."""
        self._ask(lambda voice: voice.click())

    def plug(self, *, has_headset: bool) -> None:
        """A headset came or went."""
        self._ask(lambda _voice: self._plug(has_headset))

    def forget(self) -> None:
        """The session is over."""
        self._ask(lambda voice: voice.reset())
