"""Simulators as real processes, for the tests that need their wires and sockets."""

from __future__ import annotations

import json
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PATIENCE_S = 60


class Control:
    """One connection to a control socket."""

    def __init__(self, address: str) -> None:
        host, port = address.split(":")
        self._socket = socket.create_connection((host, int(port)), PATIENCE_S)
        self._lines = self._socket.makefile("rwb")

    def do(self, **request: Any) -> dict[str, Any]:
        self._lines.write(json.dumps(request).encode() + b"\n")
        self._lines.flush()
        return self.next()

    def raw(self, line: bytes) -> dict[str, Any]:
        self._lines.write(line)
        self._lines.flush()
        return self.next()

    def next(self) -> dict[str, Any]:
        line = self._lines.readline()
        assert line, "the control socket closed"
        reply: dict[str, Any] = json.loads(line)
        return reply

    def close(self) -> None:
        self._lines.close()
        self._socket.close()


class Process:
    """A simulator's process and the lines it printed."""

    def __init__(self, *arguments: str, lines: int = 1) -> None:
        command = [sys.executable, "-m", "devices.sim", *arguments]
        pipe = subprocess.PIPE
        self.child = subprocess.Popen(command, bufsize=0, stdin=pipe, stdout=pipe, stderr=pipe)
        assert self.child.stdout is not None
        self.lines: list[dict[str, Any]] = []
        for _number in range(lines):
            ready, _, _ = select.select([self.child.stdout], [], [], PATIENCE_S)
            line = self.child.stdout.readline() if ready else b""
            assert line, self.child.stderr.read() if self.child.stderr and ready else "no line"
            self.lines.append(json.loads(line))

    @property
    def line(self) -> dict[str, Any]:
        return self.lines[0]

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", int(self.line["address"].rpartition(":")[2])

    def end(self) -> tuple[int, str]:
        """End it by SIGTERM; gives its exit status and what it complained about."""
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGTERM)
        _out, complaint = self.child.communicate(timeout=PATIENCE_S)
        return self.child.returncode, complaint.decode()


@contextmanager
def running(*arguments: str, lines: int = 1) -> Iterator[tuple[Process, Control]]:
    process = Process(*arguments, lines=lines)
    control = Control(process.line["control"])
    try:
        yield process, control
    finally:
        control.close()
        status, complaint = process.end()
    assert (status, complaint) == (0, "")
