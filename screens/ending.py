"""The application's beat, and its end: from any thread, and by Ctrl-C although Qt sleeps in C."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import Q_ARG, QCoreApplication, QMetaObject, QSocketNotifier, Qt, QTimer


def quit_application() -> None:
    """End the application; from any thread. Not `quit`, which asks the windows first: a locked one refuses."""
    application = QCoreApplication.instance()
    if application is not None:
        QMetaObject.invokeMethod(application, "exit", Qt.ConnectionType.QueuedConnection, Q_ARG(int, 0))


def each_second(act: Callable[[], None]) -> QTimer:
    """Call once a second on the thread of the glass, for as long as the timer returned is kept."""
    timer = QTimer()
    timer.timeout.connect(act)
    timer.start(1000)
    return timer


def quit_on_interrupt(quit_: Callable[[], None]) -> Callable[[], None]:
    """Let Ctrl-C and SIGTERM end the program at once, although Qt sleeps in C; returns what undoes it."""
    reader, writer = socket.socketpair()
    for end in (reader, writer):
        end.setblocking(False)
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)

    def told(*_: object) -> None:
        reader.recv(64)
        quit_()

    notifier.activated.connect(told)
    former = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    handlers = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGTERM)}

    def restore() -> None:
        signal.set_wakeup_fd(former)
        for number, handler in handlers.items():
            signal.signal(number, handler)
        notifier.setEnabled(False)
        reader.close()
        writer.close()

    return restore
