"""What the kiosk lets hear: words, always with their caption, and four short sounds.

Sounds of scans and keys mix with speech. For an error or a call for attention speech waits until the sound is over.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Coroutine, Sequence
from pathlib import Path
from typing import Any, Final, Generic, Protocol, TypeAlias, TypeVar

from kiosk.flows.checkout.events import Beep
from kiosk.phrases import ENDED, ISOLATED

SOUNDS = Path(__file__).resolve().parents[2] / "assets" / "sounds"
RANKS = {"key": 0, "ok": 1, "error": 2, "attention": 3}
_WORDS_WAIT_FOR = RANKS["error"]
NOTHING: tuple[list[str], frozenset[str]] = ([], frozenset())
_UNHEARD: Final = dict.fromkeys(map(ord, ISOLATED + ENDED))  # they keep a name together on the glass
log = logging.getLogger(__name__)

Spawn: TypeAlias = Callable[[Coroutine[Any, Any, Any], Callable[[BaseException], None]], "asyncio.Task[Any]"]
U_contra = TypeVar("U_contra", contravariant=True)
U = TypeVar("U")


class Player(Protocol):
    """Makes WAV sound, at a step of volume; cancelled, it is silent before it returns."""

    async def play(self, wav: bytes, volume: int = 0) -> None:
        """Play to the end."""
        ...


class Speech(Protocol[U_contra]):
    """What speaks; `speak` cuts off what is being said."""

    def speak(self, utterance: U_contra) -> None:
        """Begin to say this."""
        ...

    def stop(self) -> None:
        """Be silent."""
        ...

    def pause(self) -> None:
        """Be silent and keep the place."""
        ...

    def resume(self) -> None:
        """Go on."""
        ...

    def set_rate(self, rate: float) -> None:
        """Speak at so many times the usual speed."""
        ...

    def set_volume(self, volume: int) -> None:
        """Be so many steps louder than the site's level."""
        ...

    def amend(self, utterance: U_contra) -> None:
        """Say this after the line that is being said."""
        ...

    def left(self) -> str:
        """Return what is being said, from the line it has reached; nothing when it is silent."""
        ...

    def reset(self) -> None:
        """Forget the session."""
        ...


class Sounds:
    """Plays `ok`, `error`, `attention` and `key`, one at a time.

    A sound gives way to one of the same weight or more and is not cut off by a lesser one, which is then not heard.
    A missing file, player or device is no error: each sound has its twin on the glass.
    """

    def __init__(self, player: Player, spawn: Spawn, *, folder: Path = SOUNDS, is_muted: bool = False) -> None:
        """Take the core's `spawn`; `is_muted` is the site's wish, to which `reset` returns."""
        self._player = player
        self._spawn = spawn
        self._wavs = _read(folder)
        self._is_muted_by_site = is_muted
        self._is_muted = is_muted
        self._volume = 0
        self._one = asyncio.Lock()
        self._task: asyncio.Task[Any] | None = None
        self._rank = 0
        self._before_words: Callable[[bool], None] = lambda _is_on: None
        self._has_failed = False

    def beep(self, effect: Beep) -> None:
        """Perform the sound a flow asks for."""
        self.play(effect.sound)

    def play(self, sound: str) -> None:
        """Let one sound be heard; a name that is no sound is a fault, logged."""
        if sound not in RANKS:
            log.error("there is no sound %r", sound)
            return
        if self._is_muted or sound not in self._wavs:
            return
        if self._task is not None and not self._task.done():
            if self._rank > RANKS[sound]:
                return
            self._task.cancel()
        self._rank = RANKS[sound]
        self._task = self._spawn(self._play(sound), self._failed)

    async def _play(self, sound: str) -> None:
        is_alone = RANKS[sound] >= _WORDS_WAIT_FOR
        try:
            async with self._one:
                if is_alone:
                    self._before_words(True)
                await self._player.play(self._wavs[sound], self._volume)
        finally:
            if is_alone and self._task is asyncio.current_task():  # else its successor is alone too, and says so
                self._before_words(False)
        self._has_failed = False

    def _failed(self, error: BaseException) -> None:
        if not self._has_failed:
            log.info("sounds are not heard: %s", error)
        self._has_failed = True

    def stop(self) -> None:
        """Cut off what sounds."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self._before_words(False)

    def before_words(self, listener: Callable[[bool], None]) -> None:
        """Call `listener` when a sound begins (true) and ends (false) during which no words should be heard."""
        self._before_words = listener

    def set_volume(self, volume: int) -> None:
        """Take a step of volume from the next sound on."""
        self._volume = volume

    def set_muted(self, is_muted: bool | None) -> None:
        """Mute or unmute for this customer; None: as the site wants."""
        self._is_muted = self._is_muted_by_site if is_muted is None else is_muted
        if self._is_muted:
            self.stop()

    def reset(self) -> None:
        """Return to what the site wants."""
        self.stop()
        self._is_muted = self._is_muted_by_site
        self._volume = 0


def _read(folder: Path) -> dict[str, bytes]:
    wavs = {}
    for sound in RANKS:
        try:
            wavs[sound] = (folder / f"{sound}.wav").read_bytes()
        except OSError as problem:
            log.warning("the sound %r cannot be read: %s", sound, problem.strerror)
    return wavs


def _heard(texts: Collection[str]) -> tuple[str, ...]:
    return tuple(text.translate(_UNHEARD) for text in texts)


class Voice(Generic[U]):
    """Says words, and shows each as a caption whether or not it can be heard.

    `utterance` makes what `speech` takes from a text of one or more lines, a BCP 47 tag and whether it is private.
    `has_headset` tells where words go now.
    """

    def __init__(
        self,
        speech: Speech[U],
        utterance: Callable[[str, str, bool], U],
        sounds: Sounds,
        captions: Callable[[str], None],
        has_headset: Callable[[], bool] = lambda: False,
    ) -> None:
        self._speech = speech
        self._utterance = utterance
        self._sounds = sounds
        self._captions = captions
        self._has_headset = has_headset
        self._last: tuple[str, U] | None = None
        self._private: frozenset[str] = frozenset()  # of the last words
        self._cut = ""  # what an interruption left unsaid
        self._kept = NOTHING
        self._is_begun = False  # the next words follow the line that is being said
        self._is_muted = False
        self._is_paused = False
        self._is_waiting = False
        sounds.before_words(self._wait)

    def say(self, texts: Sequence[str], language: str, private: Collection[str] = ()) -> None:
        """Say `texts` one after the other, instead of what is being said; nothing to say is silence.

        Those that are `private` too are said on a headset only, and left out on the loudspeaker. The caption is what
        is said, one line each.
        """
        has_headset = self._has_headset()
        texts, private = _heard(texts), _heard(private)
        lines = [line for line in (text.strip() for text in texts if has_headset or text not in private) if line]
        if not lines:
            self.hush()
            return
        text = "\n".join(lines)
        self._cut, self._private = "", frozenset(line for line in lines if line in private)
        self._last = (text, self._utterance(text, language, bool(self._private)))
        self.repeat()

    def follow(
        self, texts: Sequence[str], language: str, *, stale: Collection[str] = (), last: Collection[str] = (),
        again: Sequence[str] = (), private: Collection[str] = (),
    ) -> None:  # fmt: skip
        """Say `texts` after what is being said, without what is `stale` of it; at once when it is silent.

        Where the words `last` are still to come, `again` is said in their place, and in place of the last of `texts`.
        """
        texts, stale, last, again = map(_heard, (texts, stale, last, again))
        left = [] if self._is_muted else self._speech.left().split("\n")
        if not any(left):
            self.say(texts, language, private)
            return
        kept = [line for line in left[1:] if not {line} & {*stale, *last, *texts}]
        is_cut_short = bool(again) and any(line in last for line in left)
        lines = [*kept, *(texts[:-1] if is_cut_short else texts), *(again if is_cut_short else ())]
        self._is_begun = True
        self.say(lines, language, {*private, *self._private})
        self._is_begun = False

    def interrupt(self) -> None:
        """Be silent, and know what was left."""
        self._cut = self._speech.left()
        self.hush()

    def keep_place(self) -> None:
        """Remember what is left of what is being said, or was interrupted before anything else was said."""
        self._kept = ((self._speech.left() or self._cut).split("\n"), self._private)

    def go_on(self, texts: Sequence[str], language: str) -> None:
        """Say what `keep_place` remembered, from the line it had reached; `texts` when that was nothing."""
        (kept, private), self._kept = self._kept, NOTHING
        self.say(*((kept, language, private) if any(kept) else (texts, language)))

    def repeat(self) -> None:
        """Say the last words again from their beginning, also after `hush`."""
        if self._last is None:
            return
        text, utterance = self._last
        self._captions(text)
        self._is_paused = False
        if self._is_muted:
            return
        if self._is_begun:
            self._speech.amend(utterance)
        else:
            self._speech.speak(utterance)
        if self._is_waiting:
            self._speech.pause()

    def click(self) -> None:
        """Sound a key of the keyboard on the glass; words go on."""
        self._sounds.play("key")

    def hush(self) -> None:
        """Be silent, and take the caption away."""
        self._is_paused = False
        self._speech.stop()
        self._captions("")

    def pause(self) -> None:
        """Be silent and keep the place; the caption stays."""
        self._is_paused = True
        self._speech.pause()

    def resume(self) -> None:
        """Go on a moment before the place."""
        self._is_paused = False
        if not self._is_waiting:
            self._speech.resume()

    def _wait(self, is_sounding: bool) -> None:
        """Let an error or a call for attention be heard alone."""
        self._is_waiting = is_sounding
        if is_sounding:
            self._speech.pause()
        elif not self._is_paused:
            self._speech.resume()

    def set_rate(self, rate: float) -> None:
        """Speak at `rate` times the usual speed, 0.75 to 2.0; else ValueError."""
        self._speech.set_rate(rate)

    def set_volume(self, volume: int) -> None:
        """Let words and sounds be `volume` steps of 3 dB louder than the site's level, -6 to 3; else ValueError."""
        self._speech.set_volume(volume)
        self._sounds.set_volume(volume)

    def tune(self, rate: float, volume: int, *, is_muted: bool | None) -> None:
        """Take a customer's rate and volume, and whether sounds are muted; None: as the site wants."""
        self.set_rate(rate)
        self.set_volume(volume)
        self._sounds.set_muted(is_muted)

    def toggle_pause(self) -> None:
        """Be silent and keep the place, or go on from it."""
        if self._is_paused:
            self.resume()
        else:
            self.pause()

    def set_muted(self, is_muted: bool) -> None:
        """Mute words and sounds, or let them be heard again from the next words on; captions stay."""
        self._is_muted = is_muted
        self._sounds.set_muted(is_muted)
        if is_muted:
            self._speech.stop()

    def reset(self) -> None:
        """Forget the session: its words, rate, volume and muting."""
        self._last = None
        self._cut, self._kept = "", NOTHING
        self._is_muted = False
        self._sounds.reset()
        self._speech.reset()
        self.hush()
