"""Names a control as it is said: its group when that is another, its name, what it is, and its state."""

from __future__ import annotations

from typing import Any

from PySide6.QtQuick import QQuickItem

from screens.bridge import Shell
from screens.guidance.lines import Parts, heard_name

CHOICE = "choice:"  # how controls that choose a setting are called: choice:rate:125


class Names:
    """Gives controls their spoken names, and knows which group of choices the customer is in."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._group = ""

    def leave(self) -> None:
        """The next choice names its group again."""
        self._group = ""

    def of(self, item: QQuickItem) -> str:
        """Return what is said of a control."""
        view: Any = self._shell.property("view")
        toast: Any = self._shell.property("toast")
        name = heard_name(str(item.property("name")), view, toast["action"] if toast is not None else None)
        marked = item.property("isMarked")
        words = [self._entered(item.objectName()), name]
        role = "field" if item.property("isField") else "button" if marked is None else "choice"
        words.append(self._shell.say(f"speech.role.{role}"))
        words.append(str(item.property("description")) if role == "field" else "")
        if marked:
            words.append(self._shell.say("speech.chosen"))
        return ", ".join(word for word in words if word)

    def _entered(self, object_name: str) -> str:
        """Return the name of the group a choice stands in when the one before stood elsewhere."""
        setting = object_name.removeprefix(CHOICE).partition(":")[0] if object_name.startswith(CHOICE) else ""
        is_new, self._group = setting != self._group, setting
        if not setting or not is_new:
            return ""
        sheet: Any = self._shell.property("sheet")
        return next((str(group["name"]) for group in _groups(sheet) if _is_of(group, setting)), "")


def _groups(sheet: Parts | None) -> list[Any]:
    groups = sheet.get("groups") if sheet is not None else None
    return groups if isinstance(groups, list) else []


def _is_of(group: Any, setting: str) -> bool:
    return any(str(choice["key"]).startswith(f"{setting}:") for choice in group["choices"])
