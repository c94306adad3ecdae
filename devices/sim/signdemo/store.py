"""What a simulated signing device remembers without mains power: its key, and what it signed."""

from __future__ import annotations

import json
import os
import random
from datetime import UTC, datetime
from pathlib import Path

from devices.sim.signdemo.keys import Key

Record = dict[str, str | int]
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""How many points the curve P-256 has: a secret number is less."""


class SignedStore:
    """Signatures in their order. With a path, each is on disk before the call returns; `seed` makes the first key."""

    def __init__(self, path: Path | None, seed: int, now: datetime) -> None:
        self._path = path
        self._signed: dict[str, Record] = {}
        lines = path.read_bytes().splitlines(keepends=True) if path is not None and path.exists() else []
        whole = [line for line in lines if line.endswith(b"\n")]  # one that was cut off was told to nobody
        head: dict[str, int] = json.loads(whole[0]) if whole else self._born(seed, now)
        self.key = Key(head["secret"], datetime.fromtimestamp(head["made_s"], UTC))
        self.transactions = 0
        for line in whole[1:]:
            self._take(json.loads(line))
        if path is not None and lines != whole:
            path.write_bytes(b"".join(whole))
        if not whole:
            self._write(head)

    @staticmethod
    def _born(seed: int, now: datetime) -> dict[str, int]:
        secret = random.Random(f"{seed} signdemo").randrange(1, ORDER)  # noqa: S311 - a demo's key, the same each time
        return {"secret": secret, "made_s": int(now.timestamp())}

    @property
    def records(self) -> tuple[Record, ...]:
        """Everything it signed."""
        return tuple(self._signed.values())

    def of(self, reference: str) -> Record | None:
        """Give what was signed for a reference."""
        return self._signed.get(reference)

    def add(self, record: Record) -> None:
        """Keep a signature."""
        self._write(record)
        self._take(record)

    def _take(self, record: Record) -> None:
        self._signed[str(record["reference"])] = record
        self.transactions = max(self.transactions, int(record["transactionNumber"]))

    def _write(self, entry: object) -> None:
        if self._path is None:
            return
        number = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        with os.fdopen(number, "wb") as stream:
            stream.write(json.dumps(entry).encode("ascii") + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
