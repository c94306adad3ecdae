"""What the glass needs of the voice; called on the UI thread, in the order of the calls."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol


class VoiceOver(Protocol):
    """What says the glass aloud."""

    def say(self, lines: Sequence[str], language: str, private: Collection[str] = ()) -> None:
        """Say these lines now, in place of what is being said; `private` ones among them on a headset only."""
        ...

    def follow(
        self, lines: Sequence[str], language: str, *, stale: Collection[str], last: Collection[str],
        again: Sequence[str], private: Collection[str],
    ) -> None:  # fmt: skip
        """Say these lines after what is being said, without what is `stale` of it.

        Where the words `last` are still to come, `again` is said in their place, and in place of the last of `lines`.
        """
        ...

    def interrupt(self) -> None:
        """Be silent."""
        ...

    def pause(self) -> None:
        """Be silent and keep the place, or go on from there."""
        ...

    def keep_place(self) -> None:
        """Remember what is left of what is being said, or was just interrupted."""
        ...

    def go_on(self, lines: Sequence[str], language: str) -> None:
        """Say what `keep_place` remembered; these lines when that was nothing."""
        ...

    def tune(self, rate: float, volume: int, *, is_muted: bool | None) -> None:
        """Speak at so many times the usual speed, so many steps of 3 dB louder; sounds muted, or as the site wants."""
        ...

    def click(self) -> None:
        """Let a key of the keyboard on the glass be heard."""
        ...

    def plug(self, *, has_headset: bool) -> None:
        """Take note that a headset came or went."""
        ...

    def forget(self) -> None:
        """The session is over: be silent and forget its words and wishes."""
        ...
