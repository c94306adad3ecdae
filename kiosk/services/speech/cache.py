"""Keeps speech on disk so that a known line starts at once. Losing it costs nothing but time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import threading
from pathlib import Path

from kiosk.services.speech.wav import is_whole, read_wav

MAX_CACHE_BYTES = 64 * 1024 * 1024
_DRAFT = ".draft"


def cache_key(language: str, rate: float, line: str) -> str:
    """Return the name a line is kept under; the words themselves are not in it."""
    words = hashlib.sha256(line.encode(errors="replace")).hexdigest()[:32]
    return f"{language}-{round(rate * 100)}-{words}.wav"


class WavCache:
    """A folder of WAV files of at most `max_bytes`; the longest unused go first. May be used from any thread.

    Never raises: what is wrong with the folder stands in `problem`, and the line is made anew.
    """

    def __init__(self, folder: Path, max_bytes: int = MAX_CACHE_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._total_bytes: int | None = None
        self._lock = threading.Lock()
        self.problem = ""

    def get(self, key: str) -> bytes | None:
        """Return the WAV of `key`; a file that is not whole is removed."""
        path = self._folder / key
        try:
            wav = path.read_bytes()
            if is_whole(wav) and not read_wav(wav).is_silent:
                with contextlib.suppress(OSError):  # only the order of leaving suffers
                    os.utime(path)
                return wav
            path.unlink()
        except FileNotFoundError:
            return None
        except OSError as problem:
            self.problem = f"{path.parent}: {problem.strerror}"
        return None

    def put(self, key: str, wav: bytes) -> None:
        """Keep `wav`, and let others go when there is too much. A full disk is left to the journal."""
        if len(wav) > self._max_bytes or read_wav(wav).is_silent:
            return
        with self._lock:
            try:
                self._put(key, wav)
            except OSError as problem:
                self.problem = f"{self._folder}: {problem.strerror}"

    def _put(self, key: str, wav: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        free_bytes = shutil.disk_usage(self._folder).free
        if free_bytes < self._max_bytes:
            self.problem = f"{self._folder}: only {free_bytes >> 20} MiB free on its disk"
            return
        if self._total_bytes is None:
            self._total_bytes = self._tidied(self._max_bytes)
        self._write(key, wav)
        self._total_bytes += len(wav)
        if self._total_bytes > self._max_bytes:
            self._total_bytes = self._tidied(self._max_bytes * 3 // 4)
        self.problem = ""

    def _write(self, key: str, wav: bytes) -> None:
        # no fsync: it would hold up the journal's, and a file that power cut short is found by `is_whole`
        handle, draft = tempfile.mkstemp(suffix=_DRAFT, dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(wav)
            os.replace(draft, self._folder / key)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise

    def _tidied(self, wanted_bytes: int) -> int:
        """Remove drafts of a start before, and the longest unused down to `wanted_bytes`; return what is left."""
        kept = []
        for path in self._folder.iterdir():
            if path.suffix == _DRAFT:
                path.unlink(missing_ok=True)
            elif path.suffix == ".wav":
                facts = path.stat()
                kept.append((facts.st_mtime_ns, facts.st_size, path))
        total_bytes = sum(size for _, size, _ in kept)
        if total_bytes <= self._max_bytes:
            return total_bytes
        for _, size, path in sorted(kept):
            if total_bytes <= wanted_bytes:
                break
            path.unlink(missing_ok=True)
            total_bytes -= size
        return total_bytes
