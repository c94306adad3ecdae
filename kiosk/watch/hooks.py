"""Catches what nobody caught, wherever it was raised."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:  # the first picture waits for this file
    import asyncio

Tell: TypeAlias = Callable[[str, BaseException | str], None]


def catch_all(tell: Tell) -> Callable[[], None]:
    """Tell of every exception that ends nowhere, with where; return what undoes it.

    A slot, a timer, an event handler and a virtual of Qt end in `sys.excepthook`; a thread in `threading.excepthook`;
    what is raised while an object dies in `sys.unraisablehook`. Ctrl-C stays Ctrl-C.
    """
    former = sys.excepthook, threading.excepthook, sys.unraisablehook

    def raised(kind: type[BaseException], error: BaseException, trace: Any) -> None:
        if issubclass(kind, KeyboardInterrupt):
            former[0](kind, error, trace)
        else:
            tell("callback", error)

    def in_thread(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            tell(f"thread {told.thread.name if told.thread is not None else '?'}", told.exc_value)

    def unraisable(told: sys.UnraisableHookArgs) -> None:
        tell("destructor", told.exc_value if told.exc_value is not None else "unraisable")

    def undo() -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = former

    sys.excepthook, threading.excepthook, sys.unraisablehook = raised, in_thread, unraisable
    return undo


def catch_in(loop: asyncio.AbstractEventLoop, tell: Tell) -> None:
    """Tell of what a callback of the loop raised, and of tasks that failed for nobody."""

    def handled(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        tell("core", error if isinstance(error, BaseException) else str(context.get("message", "")))

    loop.set_exception_handler(handled)
