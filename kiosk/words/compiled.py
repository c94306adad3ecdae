"""Compiled catalogues: kept under ``var/i18n`` and renewed on their own when their source is another one."""

from __future__ import annotations

import functools
import gettext
import io
import logging
import os
import struct
import tempfile
from pathlib import Path
from typing import NoReturn

from kiosk.words.languages import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = ROOT / "assets" / "i18n"
COMPILED = ROOT / "var" / "i18n"
_log = logging.getLogger(__name__)


class MissingWord(LookupError):
    """A key, a counted form or an argument is missing: a fault of the build, never shown to a customer."""


class _NoWord(gettext.NullTranslations):
    """Ends every failed look-up in MissingWord, where gettext alone would return the key."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def gettext(self, message: str) -> NoReturn:
        raise MissingWord(f"{self._language}: no word {message!r}")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:
        raise MissingWord(f"{self._language}: no counted word {msgid1!r}")


@functools.cache
def messages_of(language: str, catalogues: Path, compiled: Path) -> gettext.GNUTranslations:
    """Return the messages of a language. Raises OSError or `kiosk.words.catalogue.BadCatalogue`."""
    return guarded(_read_current(catalogues / f"{language}.po", language, _target(compiled, language)), language)


def guarded(messages: gettext.GNUTranslations, language: str) -> gettext.GNUTranslations:
    """Return the messages, which now end every failed look-up in `MissingWord`."""
    messages.add_fallback(_NoWord(language))
    return messages


def compile_all(catalogues: Path = CATALOGUES, compiled: Path = COMPILED) -> list[Path]:
    """Compile every catalogue and return the files written; OSError when `compiled` cannot be written."""
    written = []
    for language in LANGUAGES:
        source = catalogues / f"{language}.po"
        target = _target(compiled, language)
        write(target, compile_one(source, language), source.stat().st_mtime_ns)
        written.append(target)
    return written


def _read_current(source: Path, language: str, target: Path) -> gettext.GNUTranslations:
    """Read the compiled catalogue, or compile it when it is missing, broken or not made from this `source`."""
    made_from_ns = source.stat().st_mtime_ns
    try:
        if target.stat().st_mtime_ns == made_from_ns:
            return read(target)
    except FileNotFoundError:
        pass  # the first start
    except (OSError, ValueError, struct.error) as problem:
        _log.info("compiled words are renewed: %s: %s", target, problem)
    content = compile_one(source, language)
    try:
        write(target, content, made_from_ns)
    except OSError as problem:
        _log.info("compiled words stay in memory: %s", problem)
    return gettext.GNUTranslations(io.BytesIO(content))


def read(target: Path) -> gettext.GNUTranslations:
    """Read a compiled catalogue. Raises OSError, ValueError or struct.error when it is broken."""
    with target.open("rb") as stream:
        return gettext.GNUTranslations(stream)


def compile_one(source: Path, language: str) -> bytes:
    """Return a catalogue in gettext's MO format. Raises `kiosk.words.catalogue.BadCatalogue`."""
    from babel.messages import mofile

    from kiosk.words.catalogue import parse

    content = io.BytesIO()
    mofile.write_mo(content, parse(source, language))
    return content.getvalue()


def write(target: Path, compiled: bytes, made_from_ns: int) -> None:
    """Put a catalogue in place at once; its time of change is its source's, by which it is recognised."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(compiled)
        os.utime(draft, ns=(made_from_ns, made_from_ns))
        os.replace(draft, target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _target(compiled: Path, language: str) -> Path:
    return compiled / language / "LC_MESSAGES" / "kiosk.mo"
