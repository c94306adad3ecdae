"""The text of one field while it is typed."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from screens.keyboards.kinds import Kind, taken

QML_IMPORT_NAME = "Pronto"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST = 64
DOT = "\N{BULLET}"


@QmlElement
class Entry(QObject):
    """One field's text, its kind, and how it may be shown; the cursor stands at its end.

    A masked entry gives its text to nobody but who asks for `text`: `shown` is dots, `parts` are asterisks. What was
    typed is forgotten with its page, also where the binding keeps this object for ever (PySide6 6.11 does so with what
    QML makes).
    """

    changed = Signal()
    ruled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._kind = Kind.TEXT
        self._longest = LONGEST
        self._is_masked = False
        self._groups: list[int] = []
        kept = self.__dict__
        self.destroyed.connect(lambda: kept.clear())

    @Slot(str)
    def put(self, typed: str) -> None:
        """Add what the kind of the field takes of `typed`, as far as there is room."""
        self._become((self._text + taken(self._kind, typed))[: self._longest])

    @Slot()
    def remove(self) -> None:
        """Take the last character away."""
        self._become(self._text[:-1])

    @Slot()
    def clear(self) -> None:
        """Empty the field."""
        self._become("")

    def _become(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.changed.emit()

    def _get_text(self) -> str:
        return self._text

    def _set_text(self, text: str) -> None:
        self._become(taken(self._kind, text)[: self._longest])

    def _get_kind(self) -> str:
        return self._kind

    def _set_kind(self, kind: str) -> None:
        self._kind = Kind(kind)
        self.ruled.emit()

    def _get_longest(self) -> int:
        return self._longest

    def _set_longest(self, longest: int) -> None:
        self._longest = longest
        self.ruled.emit()

    def _get_masked(self) -> bool:
        return self._is_masked

    def _set_masked(self, is_masked: bool) -> None:
        self._is_masked = is_masked
        self.ruled.emit()
        self.changed.emit()

    kind = Property(str, _get_kind, _set_kind, notify=ruled)
    longest = Property(int, _get_longest, _set_longest, notify=ruled)
    isMasked = Property(bool, _get_masked, _set_masked, notify=ruled)  # noqa: N815  # as QML names properties
    text = Property(str, _get_text, _set_text, notify=changed)

    @Property("QVariantList", notify=ruled)
    def groups(self) -> list[int]:
        """How many characters stand together, from the first on; what is left stands together too."""
        return self._groups

    @groups.setter  # type: ignore[no-redef]  # Qt's property, not Python's
    def groups(self, groups: list[int]) -> None:
        self._groups = [int(size) for size in groups]
        self.ruled.emit()
        self.changed.emit()

    @Property(str, notify=changed)
    def shown(self) -> str:
        """The text as it stands in the field: in groups, as it is printed, or as dots."""
        return "\N{NO-BREAK SPACE}".join(self._grouped(DOT * len(self._text) if self._is_masked else self._text))

    def _grouped(self, text: str) -> list[str]:
        parts = []
        for size in self._groups:
            parts.append(text[:size])
            text = text[size:]
        return [part for part in (*parts, text) if part]

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]  # the stub forgets names of C++ types
    def signs(self) -> list[str]:
        """The characters as they may be shown one by one."""
        return [DOT if self._is_masked else sign for sign in self._text]
