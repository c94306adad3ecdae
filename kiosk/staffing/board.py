"""The call board, put together: lines to the kiosks of a site on a thread of their own, and what the board shows."""

from __future__ import annotations

import functools
import logging
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from kiosk.configuring.starting import in_force
from kiosk.domain.text import LocalText
from kiosk.flows.base import Site
from kiosk.flows.callboard import Lane, LaneCall
from kiosk.runtime import Core
from kiosk.services.help import BadArticles, Shelf, open_shelf
from kiosk.services.key_file import KeyUnusable, stored_secret
from kiosk.services.staff.lanes import Known, Lanes
from kiosk.services.staff.messages import Answer, Hello
from kiosk.settings import Settings, SettingsError, data_dir_of
from kiosk.site import site_of
from kiosk.staffing.calls import KEY_NAME
from kiosk.staffing.settings import place

Kind = Literal["accept", "arrived", "done"]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for: the settings with the site's words, whose board it is, and which kiosks."""

    settings: Settings
    site: Site
    secret: bytes
    name: str
    level: int
    kiosks: tuple[tuple[str, int], ...]


def asked(options: Namespace) -> Asked:
    """Read settings, key and addresses. Raises `SettingsError`, with a line for each thing that is amiss."""
    settings = in_force(options.config)
    file = options.key or data_dir_of(settings) / KEY_NAME
    try:
        kiosks = tuple(place(kiosk) for kiosk in options.kiosk or filter(None, [settings.staff.listen]))
        secret = stored_secret(file)
    except (KeyUnusable, ValueError) as error:
        raise SettingsError([str(error)]) from None
    except OSError as error:
        hint = f"a kiosk makes it at its first start with [staff] listen; copy it here ({error.strerror})"
        raise SettingsError([f"{file}: {hint}"]) from None
    if not kiosks:
        raise SettingsError(["no kiosk: name one, such as 10.0.0.21:7411, or set [staff] listen"])
    site = site_of(settings.model_dump(mode="json"), is_demo=False)
    return Asked(settings, site, secret, options.name, options.level, kiosks)


class CallBoard:
    """Lines to the kiosks, kept on the core thread; `lanes` may be asked on any thread.

    `site` and `formats` (locale, currency, time zone) are what its words are said with.
    """

    def __init__(self, own: Asked) -> None:
        site = own.settings.site
        self.site = own.site
        self.formats = (site.locale, site.currency, site.timezone)
        self._name = own.name
        self._core = Core()
        self._title = functools.cache(functools.partial(_title, _shelf()))
        self.changed: Callable[[], None] = _nothing
        hello = Hello(board=own.name, level=own.level)
        self._lines = Lanes(own.kiosks, own.secret, hello, lambda: self.changed())

    def start(self) -> None:
        """Begin to connect."""
        self._core.start()
        self._core.call(lambda: self._core.spawn(self._lines.run(), _failed))

    def stop(self) -> None:
        """Let go of every line."""
        self._core.stop()

    def lanes(self) -> Sequence[Lane]:
        """Return every lane as it is now."""
        now_s = self._core.loop.time()
        return tuple(_lane(known, now_s, self._title) for known in self._lines.known)

    def answered(self, address: str, call_id: str, kind: str) -> None:
        """Tell a kiosk what a person pressed; where it is away, the board shows that the line is gone."""
        answer = Answer(kind=cast(Kind, kind), call=call_id, by=self._name if kind == "accept" else "")
        self._core.call(lambda: self._core.spawn(self._lines.answer(address, answer), _failed))


def _lane(known: Known, now_s: float, title: Callable[[str], LocalText | None]) -> Lane:
    told = known.lane
    call = told.call if told is not None else None
    shown = None
    if call is not None:
        waited_s = int(call.age_ms / 1000 + max(0.0, now_s - known.told_s))
        shown = LaneCall(
            call.id, waited_s, call.step, tuple(call.reasons), call.language, call.stage, call.level, call.by,
            title(call.article) if call.article else None, call.question,
        )  # fmt: skip
    if told is None:
        return Lane(known.address, "", known.problem)
    return Lane(known.address, told.lane, known.problem, shown, told.stands)


def _shelf() -> Shelf | None:
    """Return the help articles, for their titles; the board does without those that cannot be read."""
    try:
        return open_shelf()
    except BadArticles as bad:
        log.error("no help articles: %s", bad)
        return None


def _title(shelf: Shelf | None, article: str) -> LocalText | None:
    """Return the title of an article; None for one that only a newer kiosk has."""
    found = shelf.shown((article,)) if shelf is not None else ()
    return found[0].title if found else None


def _failed(error: BaseException) -> None:
    log.error("the call board lost its lines", exc_info=error)


def _nothing() -> None:
    """Stand in until there is a window."""


def opened(options: Namespace) -> CallBoard | None:
    """Return the board that the command line asks for; None when what is amiss was printed."""
    try:
        return CallBoard(asked(options))
    except SettingsError as error:
        print("\n".join(error.problems), file=sys.stderr)
        return None
