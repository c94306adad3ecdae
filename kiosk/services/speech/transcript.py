"""Writes what the recorder hears as JSON lines, for a person, a test or another program to read along.

One line when an utterance begins (`begun`, or `refused`: private words without a headset) and one when it ends (`said`
or `cut_off`), with its number `n`, `language`, `text`, `private`, `rate`, `volume` and `at_s`, a clock that never goes
back. Only a site that asks for the recorder has such a file: it holds words.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from kiosk.services.speech.recorder import Outcome, Spoken


def transcript(path: Path) -> Callable[[Spoken], None]:
    """Return what writes each utterance to `path`, begun anew. Raises OSError when that cannot be written."""
    path.write_text("", encoding="utf-8")
    count = 0

    def write(spoken: Spoken) -> None:
        nonlocal count
        is_begun = spoken.outcome in (Outcome.SPEAKING, Outcome.REFUSED)
        count += is_begun
        line = {
            "n": count,
            "event": "begun" if spoken.outcome is Outcome.SPEAKING else spoken.outcome.value.lower(),
            "at_s": round(spoken.started_s if is_begun or spoken.ended_s is None else spoken.ended_s, 3),
            "language": spoken.utterance.language,
            "text": spoken.utterance.text,
            "private": spoken.utterance.is_private,
            "rate": spoken.rate,
            "volume": spoken.volume,
        }
        with path.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")

    return write
