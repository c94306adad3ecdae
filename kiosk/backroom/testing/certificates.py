"""Certificates of self-tests as files: one JSON object each, with the hash of its content and of the file before.

A file that was altered is found by its hash; one that was altered with its hash, or taken away, by the file after it
and by the audit log, which keeps the hash of each.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from kiosk.disk.durable import replacing
from kiosk.domain.selftests import Kind, SelfTest, Verdict, verdict_of

FOLDER: Final = "self-tests"
FORMAT: Final = 1
MOST_LISTED: Final = 200
_ADAPTER: Final = TypeAdapter(SelfTest)


@dataclass(frozen=True, slots=True)
class Kept:
    """A certificate as it is stored. `self_test` None: it cannot be read; `is_genuine`: content and hash agree."""

    file: Path
    sha256: str
    before: str
    is_genuine: bool
    self_test: SelfTest | None


def digest(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a certificate's content, in hex: of its canonical JSON, in UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def keep(data_dir: Path, self_test: SelfTest) -> str:
    """Store a certificate as a whole or not at all, and return its hash. Raises OSError."""
    folder = data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    known = {own.self_test.id: own for own in listed(data_dir) if own.self_test is not None and own.is_genuine}
    if self_test.id in known:
        return known[self_test.id].sha256
    before = next((own.sha256 for own in listed(data_dir)), "")
    content = {"format": FORMAT, "before": before, "self_test": _ADAPTER.dump_python(self_test, mode="json")}
    sha256 = digest(content)
    at = datetime.fromtimestamp(self_test.ended_utc_ms / 1000, UTC)
    _write(folder / f"{at:%Y%m%dT%H%M%S}-{self_test.id[-12:]}.json", {**content, "sha256": sha256})
    return sha256


def _write(file: Path, content: Mapping[str, Any]) -> None:
    with replacing(file) as stream:
        stream.write(json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n")


def read(file: Path) -> Kept:
    """Read one certificate; what is wrong with it is in the value. Raises OSError."""
    try:
        content = json.loads(file.read_bytes())
        sha256, before = str(content.pop("sha256")), str(content["before"])
        is_genuine = digest(content) == sha256
        self_test = _ADAPTER.validate_json(json.dumps(content["self_test"]), strict=True)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ValidationError):
        return Kept(file, "", "", False, None)
    return Kept(file, sha256, before, is_genuine, self_test)


def listed(data_dir: Path) -> Iterator[Kept]:
    """Yield the certificates, newest first. One that cannot be read is told as not genuine."""
    files = sorted((data_dir / FOLDER).glob("*.json"), reverse=True)
    for file in files[:MOST_LISTED]:
        try:
            yield read(file)
        except OSError:
            yield Kept(file, "", "", False, None)


def newest(data_dir: Path) -> Kept | None:
    """Return the last certificate: what a dashboard shows of self-tests."""
    return next(listed(data_dir), None)


def last_tried(data_dir: Path, part: str) -> tuple[Verdict, SelfTest] | None:
    """Return the verdict of a part's last self-test, and that self-test; from genuine files only. None: never."""
    for own in listed(data_dir):
        if own.is_genuine and own.self_test is not None:
            tried = [test for test in own.self_test.tests if test.part == part]
            if tried:
                return verdict_of(tried), own.self_test
    return None


def last_results(data_dir: Path) -> dict[tuple[Kind, str], tuple[Verdict, int]]:
    """Return the last verdict of each test that was tried, and when, by kind and part; from genuine files only."""
    found: dict[tuple[Kind, str], tuple[Verdict, int]] = {}
    for own in listed(data_dir):
        if own.is_genuine and own.self_test is not None:
            for test in own.self_test.tests:
                found.setdefault((test.kind, test.part), (test.verdict, own.self_test.ended_utc_ms))
    return found
