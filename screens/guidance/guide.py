"""Says the glass: a new screen whole, a changed one by what is new, and the control that has the focus."""

from __future__ import annotations

import logging
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtQuick import QQuickItem, QQuickView
from shiboken6 import isValid

from kiosk.flows.base import CHOICES, PLAIN, Access
from screens.bridge import HELP, Shell
from screens.guidance.lines import (
    Lines,
    changing_lines,
    group_line,
    last_lines,
    news,
    private_lines,
    said,
    screen_lines,
    sheet_lines,
)
from screens.guidance.naming import Names
from screens.guidance.rows import LastRow
from screens.guidance.voice import VoiceOver
from screens.hands.keys import KeyPath, focused, settle

FIRST_FOCUS = ("sheet0", "primary", "start")
LISTS_OF_CHOICES = frozenset({"language", "access", "guidance"})  # sheets that begin with their choices
NOWHERE = ("", "", "")
_log = logging.getLogger(__name__)


class Guide(QObject):
    """Watches the glass and speaks while the customer has speech on."""

    def __init__(self, view: QQuickView, shell: Shell, keys: KeyPath, voice: VoiceOver) -> None:
        super().__init__(view)
        self._view = view
        self._shell = shell
        self._keys = keys
        self._voice = voice
        self._names = Names(shell)
        self._row = LastRow(self._shown("rows"), self)
        self._place = NOWHERE  # screen, kind of sheet, language
        self._said: Lines = ()
        self._notice = ""
        self._under: tuple[tuple[str, str, str], Lines] = (NOWHERE, ())  # what a sheet came over
        self._intro: Lines = ()  # what the last place began with
        self._has_followed = False  # something was said of it since
        self._last: Lines = ()  # how the last place ended: its control and how many there are
        self._is_on = False
        self._is_oriented = False  # this customer knows how to go about with the keys
        self._tuned = _tuning(PLAIN)
        self._named: QQuickItem | None = None
        self._is_placing = False
        shell.presented.connect(self._presented)
        view.activeFocusItemChanged.connect(self._focused)
        shell.keyed.connect(self._keyed)

    def name(self, item: QQuickItem) -> None:
        """Say the control a key came to."""
        self._named = item
        if self._is_on:
            self._say((self._names.of(item),))

    def _keyed(self, name: str) -> None:
        """Let a key of the keyboard be heard, and say it to who listens."""
        self._voice.click()
        if self._is_on:
            self._say((name,))

    def repeat(self) -> None:
        """Say all that is shown from its beginning."""
        if self._is_on:
            self._say(self._all())

    def _presented(self) -> None:
        try:
            self._tune()
            self._tell()
        except Exception:  # a fault of the voice must not stop the picture
            _log.exception("composing what is said")

    def _tune(self) -> None:
        tuned = _tuning(self._shell.access or PLAIN)
        if tuned != self._tuned:
            self._tuned = tuned
            rate, volume, is_muted = tuned
            self._voice.tune(rate, volume, is_muted=is_muted)

    def _tell(self) -> None:
        was_on, self._is_on = self._is_on, self._shell.speaks
        if not self._is_on:
            if was_on:
                self._voice.forget()
                self._tuned = _tuning(PLAIN)
            self._said, self._place, self._notice = (), NOWHERE, ""
            self._is_oriented = self._is_oriented and self._shell.is_staffed
            return
        sent, args = self._shell.last_sent
        self._shell.last_sent = ("", {})
        before, self._place = self._place, self._here_now()
        known, self._said = self._said, self._changing()
        notice = self._noticed(sent)
        if not was_on:
            known_already, self._is_oriented = self._is_oriented, True
            self._say((*(() if known_already else self._orientation()), *self._arrive()))
        elif self._place != before:
            self._move(before, known, wants_top=sent == "ReadAgainPressed")
        elif sent == "ReadAgainPressed":
            self.repeat()
        elif sent == "AccessChosen" and (line := self._chosen(str(args.get("setting")))):
            self._say((line,))
        elif not self._follow(known, notice) and sent:
            self._answer()

    def _answer(self) -> None:
        """Say the choice that was just pressed as it stands now, where nothing else of the screen is new."""
        item = focused(self._view)
        if item is not None and item.property("isMarked") is not None:
            self.name(item)

    def _follow(self, known: Lines, notice: Lines) -> bool:
        """Say what is new after what is being said, and whether anything is.

        What it replaced, and what it shows to be known, is not said.
        """
        found = self._found_again()
        fresh = news(known, self._said)
        lines = (*(line for line in notice if line not in fresh), *fresh, *found)
        if not lines:
            return False
        is_scanned = self._row.line in fresh
        gone = {line for line in news(self._said, known) if ": " in line}
        gone |= set(self._intro) if is_scanned or self._has_followed else set()
        before, self._last = self._last, self._here()
        names_total = is_scanned and not found and self._is_primary()
        self._voice.follow(
            lines, self._shell.language, stale=gone, last=before, again=self._last[:1] if names_total else (),
            private=private_lines(self._shown("view")),
        )  # fmt: skip
        self._has_followed = True
        return True

    def _move(self, before: tuple[str, str, str], known: Lines, *, wants_top: bool) -> None:
        """Say another place: a sheet or help that comes, the screen that was under it, or a new screen."""
        language, is_over, was_over = self._place[2], _is_over(self._place), _is_over(before)
        if is_over and not was_over:
            self._voice.keep_place()
            self._under = (before, known)
        is_back = was_over and not is_over and self._under == (self._place, self._said)
        if is_back and before[0].startswith(HELP):  # the page is made anew, and nothing of it has the focus
            self._find_focus()
        if is_back and not wants_top:
            self._voice.go_on((self._whole()[0], *self._here()), language)
        elif is_back:
            self.repeat()
        else:
            self._say(self._arrive())

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _shown(self, name: str) -> Any:  # what QML reads; the type of a property is its own
        return self._shell.property(name)

    def _here_now(self) -> tuple[str, str, str]:
        sheet = self._shown("sheet")
        parts = self._shown("view")["parts"]
        field = parts.get("field")
        asked = field.get("name", "") if isinstance(field, dict) else parts.get("stage", "")
        return f"{self._shown('screen')} {asked}", sheet["kind"] if sheet is not None else "", self._shell.language

    def _changing(self) -> Lines:
        sheet = self._shown("sheet")
        if sheet is not None:
            return sheet_lines(sheet)
        toast = self._shown("toast")
        lines = changing_lines(self._shown("view"), self._row.take())
        return (*lines, str(toast["text"])) if toast is not None else lines

    def _whole(self) -> Lines:
        sheet = self._shown("sheet")
        if sheet is not None:
            more = (self._shell.say("speech.any_key"),) if sheet["kind"] == "still_there" else ()
            return (*sheet_lines(sheet), *more)
        view = self._shown("view")
        total = said(view["parts"].get("total"))
        says_total = bool(total) and self._is_primary() and total in view["primary"]["heard"]
        toast = self._shown("toast")
        lines = screen_lines(view, self._row.newest(), names_total=not says_total)
        return (*lines, str(toast["text"])) if toast is not None else lines

    def _orientation(self) -> Lines:
        return tuple(self._shell.say(key) for key in ("speech.on", "speech.keys", "speech.help"))

    def _chosen(self, setting: str) -> str:
        """Return a choice that was just made, with its group."""
        levels, access = CHOICES["volume"], self._shell.access or PLAIN
        if setting == "volume":
            return self._shell.say("access.volume", level=levels.index(access.volume) + 1, most=len(levels))
        return group_line(self._shown("sheet"), setting)

    def _noticed(self, sent: str) -> Lines:
        """Return a notice that just came, also with the words of the one before, or that keeps who went on here."""
        view = self._shown("view")
        banner, primary = view["parts"].get("banner"), view["primary"]
        notice = str(banner.get("id", "")) if banner is not None and not self._place[1] else ""
        is_kept = primary is not None and not primary["busy"] and sent == primary["event"]
        is_new, self._notice = bool(notice) and (is_kept or notice != self._notice), notice
        return (said(banner),) if is_new else ()

    def _is_primary(self) -> bool:
        focus = focused(self._view)
        return focus is not None and focus.objectName() == "primary"

    # --- the focus --------------------------------------------------------------------------------------------------

    def _arrive(self) -> Lines:
        """Begin a new place at what most people want; return all there is to say of it."""
        self._find_focus()
        return self._all()

    def _all(self) -> Lines:
        """Return all there is to say here: the place, its control, and what few want."""
        whole, self._last, self._has_followed = self._whole(), self._here(), False
        self._intro = tuple(line for line in whole if line != self._row.line)
        after = last_lines(self._shown("view")) if not self._place[1] else ()
        return (*whole, *self._last, *after)

    def _find_focus(self) -> None:
        self._names.leave()
        settle(self._view.contentItem())
        self._put_focus()

    def _put_focus(self) -> None:
        order = self._keys.order()
        names = {item.objectName(): item for item in reversed(order)}
        first = () if self._place[1] in LISTS_OF_CHOICES else FIRST_FOCUS
        field = next((one for one in order if one.property("isField")), None) if not self._place[1] else None
        item = field or next((names[name] for name in first if name in names), order[0] if order else None)
        if item is not None:
            self._place_at(item)

    def _place_at(self, item: QQuickItem) -> None:
        self._is_placing = True
        self._keys.put(item)
        self._is_placing = False

    def _here(self) -> Lines:
        """Return the control that has the focus, and how many there are."""
        order, item = self._keys.order(), focused(self._view)
        if item is None or item not in order:
            return ()
        self._named = item
        return (self._names.of(item), self._shell.say("speech.choices", n=len(order)))

    def _found_again(self) -> Lines:
        """Name what most people want when the control that had the focus went away."""
        order, item = self._keys.order(), focused(self._view)
        if item in order:
            return ()
        wanted = next((one for one in order if one.objectName() in FIRST_FOCUS), None)
        if wanted is None:
            return ()
        self._place_at(wanted)
        self._named = wanted
        return (self._names.of(wanted),)

    def _focused(self) -> None:
        """A control took the focus by other means than keys: named when the glass has come to rest."""
        if not self._is_on or self._is_placing or not isValid(self._view):
            return
        item = focused(self._view)
        if item is not None and item.property("name"):
            QTimer.singleShot(0, self, self._name_if_new)

    def _name_if_new(self) -> None:
        item = focused(self._view) if self._is_on and isValid(self._view) else None
        if item is not None and item is not self._named and item.property("name"):
            self.name(item)

    def _say(self, lines: Lines) -> None:
        if lines:
            self._voice.say(lines, self._shell.language, private_lines(self._shown("view")))


def _is_over(place: tuple[str, str, str]) -> bool:
    screen, kind, _ = place
    return bool(kind) or screen.startswith(HELP)


def _tuning(access: Access) -> tuple[float, int, bool | None]:
    """Return rate, volume and whether sounds are muted; None: as the site wants."""
    return int(access.rate) / 100, int(access.volume), None if not access.sounds else access.sounds == "off"
