"""One control socket of a simulator, seen from the bench window."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QAbstractSocket, QHostAddress, QTcpSocket

RETRY_MS = 500
Answer = Callable[[dict[str, Any]], None]


class ControlLink(QObject):
    """Sends requests and receives events; connects again when the simulator comes back.

    An empty `address` is a device that is not there and never comes.
    Signals: `told` (dict) for each event, `came` and `went` when the simulator does.
    """

    told = Signal(dict)
    came = Signal()
    went = Signal()

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        host, _, port = address.rpartition(":")
        self._host, self._port = QHostAddress(host), int(port or 0)
        self._waiting: deque[Answer] = deque()
        self._requests = QTcpSocket(self)
        self._events = QTcpSocket(self)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self._open)
        self._requests.readyRead.connect(self._take_answers)
        self._requests.connected.connect(self.came)
        self._events.connected.connect(lambda: self._events.write(b'{"do": "watch"}\n'))
        self._events.readyRead.connect(self._take_events)
        self._requests.stateChanged.connect(self._state_changed)
        if address:
            self._open()

    @property
    def is_here(self) -> bool:
        """True while the simulator answers."""
        return self._requests.state() == QAbstractSocket.SocketState.ConnectedState

    def ask(self, answer: Answer, do: str, **arguments: Any) -> None:
        """Send one request; `answer` gets the reply. Nothing happens while the simulator is not there."""
        if self.is_here:
            self._waiting.append(answer)
            self._requests.write(json.dumps({"do": do, **arguments}).encode() + b"\n")

    def _open(self) -> None:
        for socket in (self._requests, self._events):
            socket.abort()
            socket.connectToHost(self._host, self._port)

    def _state_changed(self, state: QAbstractSocket.SocketState) -> None:
        if state == QAbstractSocket.SocketState.UnconnectedState:
            self._waiting.clear()
            self._retry.start()
            self.went.emit()

    def _take_answers(self) -> None:
        while self._requests.canReadLine() and self._waiting:
            self._waiting.popleft()(json.loads(bytes(self._requests.readLine().data())))

    def _take_events(self) -> None:
        while self._events.canReadLine():
            line = json.loads(bytes(self._events.readLine().data()))
            if "event" in line:
                self.told.emit(line)
