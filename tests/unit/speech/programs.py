"""Small programs that misbehave as a speech program or a player may."""

from __future__ import annotations

import os
from pathlib import Path

from kiosk.services.speech.wav import SAMPLES_PER_S, Sound


def program(folder: Path, body: str, name: str = "program") -> str:
    """Write a shell program and return its path."""
    path = folder / name
    path.write_text(f"#!/bin/sh\ncd {folder}\n{body}\n")
    path.chmod(0o755)
    return str(path)


def tone(duration_s: float = 0.1, value: int = 1000) -> bytes:
    """Return a WAV that is not silent."""
    return Sound(value.to_bytes(2, "little", signed=True) * int(duration_s * SAMPLES_PER_S)).to_wav()


def speaker(folder: Path, before: str = "") -> str:
    """Write a program that speaks `tone` whatever it is given, after the commands of `before`."""
    (folder / "tone.wav").write_bytes(tone())
    return program(folder, f"{before}\ncat > given\nexec cat tone.wav")


def is_running(pid: int) -> bool:
    """Whether a process still runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
