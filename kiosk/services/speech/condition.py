"""Puts the condition of program, player and cache together, and says each change once."""

from __future__ import annotations

import logging

from kiosk.services.speech.port import Listener, SpeechFailed, SpeechHealth, SpeechReason, SpeechState

log = logging.getLogger(__name__)

# A kiosk without a loudspeaker is no error; without its speech program it is one.
_QUIET = {SpeechReason.NOT_TRIED, SpeechReason.NO_PLAYER, SpeechReason.PLAYER_FAILED}


class Condition:
    """The health of speech, with its listeners."""

    def __init__(self, absence: str) -> None:
        """Take why the player can never be heard, or nothing."""
        self._absence = absence
        self._making: SpeechFailed | None = SpeechFailed(SpeechReason.NOT_TRIED, "")
        self._playing: SpeechFailed | None = self._making
        self._keeping = ""
        self._listeners: list[Listener] = []
        self.health = SpeechHealth(SpeechState.DEGRADED, (SpeechReason.NOT_TRIED,))

    def on_change(self, listener: Listener) -> None:
        """Call `listener` with each new condition."""
        self._listeners.append(listener)

    @property
    def is_sound(self) -> bool:
        """Whether there is nothing that trying again could mend."""
        return self._making is None and self._playing is None

    def made(self, failure: SpeechFailed | None = None) -> None:
        """Note how making speech went."""
        self._making = failure
        self._tell()

    def played(self, failure: SpeechFailed | None = None) -> None:
        """Note how playing went."""
        self._playing = failure
        self._tell()

    def kept(self, problem: str) -> None:
        """Note what is wrong with the cache, or nothing."""
        self._keeping = problem
        self._tell()

    def _put_together(self) -> SpeechHealth:
        found = [(failed.reason, failed.detail) for failed in (self._making, self._playing) if failed is not None]
        if self._absence:
            found.append((SpeechReason.NO_PLAYER, self._absence))
        if self._keeping:
            found.append((SpeechReason.CACHE_NOT_USED, self._keeping))
        if not found:
            return SpeechHealth(SpeechState.READY)
        known = [each for each in found if each[0] is not SpeechReason.NOT_TRIED] or found[:1]
        reasons = tuple(reason for reason, _ in known)
        is_absent = SpeechReason.PROGRAM_MISSING in reasons
        state = SpeechState.ABSENT if is_absent else SpeechState.DEGRADED
        return SpeechHealth(state, reasons, "; ".join(detail for _, detail in known if detail))

    def _tell(self) -> None:
        before, now = self.health, self._put_together()
        self.health = now
        if (before.state, before.reasons) == (now.state, now.reasons):
            return
        level = logging.INFO if set(now.reasons) <= _QUIET else logging.WARNING
        words = (now.state.value, ",".join(reason.value for reason in now.reasons), now.detail)
        log.log(level, "speech %s", " ".join(filter(None, words)))
        for listener in self._listeners:
            listener(now)
