"""The log is free of card numbers and persons, also in the words and tracebacks of exceptions."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from kiosk.health.logs import start_logging
from kiosk.health.redaction import GONE, Redacting, redacted

NUMBER = "4485275742308327"  # passes the check digit; nobody's


@pytest.mark.parametrize(
    "secret",
    [
        NUMBER,
        "4485 2757 4230 8327",
        "4485-2757-4230-8327",
        f"%B{NUMBER}^SPECIMEN/ANA^2512101?",
        f";{NUMBER}=25121010000?",
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "M1SPECIMEN/ANA        EABC123 LISAMSZZ 1234 126Y012A0042 100",
        "ana.specimen@mail.example",
        "NL91 ABNA 0417 1643 00",
        "+31 20 555 0123",
    ],
)
def test_what_names_a_card_or_a_person_is_taken_out(secret: str) -> None:
    line = redacted(f"callback raised: invalid literal '{secret}' here")
    assert secret not in line
    assert GONE in line
    assert line.startswith("callback raised: ")
    assert line.endswith(" here")


@pytest.mark.parametrize(
    "line",
    [
        "printer DEGRADED MEDIA_LOW since 2026-11-22 02:18:37.123",
        "no code for sale 01f00000-0000-7000-8000-0007q2m19abc: a receipt of 1700 characters; 1500 fit",
        "result of attempt 019ab3c4-5d6e-7f80-9123-456789abcdef waits",
        "no result of 9520001000010: PNR is unknown",
        'File "main.py", line 231, in _painted',
    ],
)
def test_what_technicians_need_stays(line: str) -> None:
    assert redacted(line) == line


def test_the_traceback_of_an_exception_is_redacted_with_its_line(tmp_path: Path) -> None:
    formatter = Redacting("%(message)s")
    try:
        raise ValueError(NUMBER)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "%s raised", ("slot",), sys.exc_info())
    text = formatter.format(record)
    assert NUMBER not in text
    assert "ValueError" in text


def test_the_log_file_is_written_redacted(tmp_path: Path) -> None:
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    start_logging(tmp_path / "logs")
    try:
        logging.getLogger("kiosk").info("scanned %s", NUMBER)
    finally:
        for handler in [own for own in root.handlers if own not in handlers]:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
    text = (tmp_path / "logs" / "kiosk.log").read_text(encoding="utf-8")
    assert NUMBER not in text
    assert GONE in text
