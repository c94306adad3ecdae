"""Runs a program once: input, output and complaints are memory files, so no pipe can fill up or be held open."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import signal
from collections.abc import Sequence
from dataclasses import dataclass

MAX_WRITTEN_BYTES = 64 * 1024 * 1024
_MAX_COMPLAINT = 200


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: its exit code (negative: the signal), what it wrote, and the last line it complained."""

    code: int
    output: bytes
    complaint: str


async def run_child(argv: Sequence[str], given: bytes, timeout_s: float) -> Ended:
    """Run `argv` with `given` on its standard input (which it may also open as ``/dev/stdin``).

    Raises OSError when it cannot be started and TimeoutError after `timeout_s`. Cut short or too slow, the program and
    what it started are dead before this returns.
    """
    with contextlib.ExitStack() as files:
        stdin, stdout, stderr = (files.enter_context(open(_memory_file(), "w+b", buffering=0)) for _ in range(3))
        stdin.write(given)
        stdin.seek(0)
        process = await asyncio.create_subprocess_exec(
            *argv, stdin=stdin, stdout=stdout, stderr=stderr, start_new_session=True
        )
        try:
            with contextlib.suppress(ProcessLookupError):  # it has ended already
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (MAX_WRITTEN_BYTES, MAX_WRITTEN_BYTES))
            async with asyncio.timeout(timeout_s):
                code = await process.wait()
        finally:
            await _dead(process)
        return Ended(code, _content(stdout.fileno()), _last_line(_content(stderr.fileno())))


def _memory_file() -> int:
    return os.memfd_create("speech")


async def _dead(process: asyncio.subprocess.Process) -> None:
    """End the program and all it started, at once: a player must fall silent within 100 ms (ux.md 10, A9)."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):  # it ended by itself just now
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


def _content(file: int) -> bytes:
    return os.pread(file, os.fstat(file).st_size, 0)


def _last_line(written: bytes) -> str:
    lines = [line for line in written.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1].strip()[:_MAX_COMPLAINT] if lines else ""
