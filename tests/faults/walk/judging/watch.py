"""Everything this process complains of while a kiosk lives: exceptions, engine, Qt and log, kept for the walk."""

from __future__ import annotations

import logging
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

# What a kiosk says of devices that the walk breaks: news to a technician, no fault of the program.
USUAL = (
    r"kiosk\.effects\.attend: (scanner|printer|terminal|documents|tags|scale) (ABSENT|SILENT|NEEDS_PERSON|FAULT) ",
    r"kiosk\.effects\.scan: bad scan: ",
    r"kiosk\.effects\.pay: (terminal not reached: Unplugged|payment dialogue ended (not_sent|unknown): )",
    r"kiosk\.engine: alert: a payment is not known yet",  # at a start: staff are told
    r"kiosk\.wiring\.sounding: speech is recorded and not heard",
    r"is not installed: without it no",
)
MILD = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)


class _Lines(logging.Handler):
    def __init__(self, found: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{record.name}: {record.getMessage()}"
        if record.exc_info is not None and record.exc_info[1] is not None:
            line += f" [{record.exc_info[1]!r} at {_place(record.exc_info[2])}]"
        if not any(re.search(known, line) for known in USUAL):
            self._found.append(f"log: {record.levelname} {line}")


def _place(trace: TracebackType | None) -> str:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace is not None else "?"


@contextmanager
def watched() -> Iterator[list[str]]:
    """Give a list that fills with what nobody may see; the log's own handlers go when the kiosk has gone."""
    found: list[str] = []

    def raised(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        found.append(f"exception: {error!r} at {_place(trace)}")

    def told(kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if kind not in MILD:
            found.append(f"Qt: {words}")

    root, handlers = logging.getLogger(), list(logging.getLogger().handlers)
    lines = _Lines(found)
    root.addHandler(lines)
    kept = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    sys.excepthook = raised
    threading.excepthook = lambda told_: found.append(f"thread: {told_.exc_value!r} at {_place(told_.exc_traceback)}")
    sys.unraisablehook = lambda told_: found.append(f"unraisable: {told_.exc_value!r} {told_.err_msg}")
    former = qInstallMessageHandler(told)
    try:
        yield found
    finally:
        qInstallMessageHandler(former)
        sys.excepthook, threading.excepthook, sys.unraisablehook = kept
        for handler in set(root.handlers) - set(handlers):
            root.removeHandler(handler)
            handler.close()
