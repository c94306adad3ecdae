"""Reading one .po file: strictly, with every fault of the file named by its line.

babel forgives much: a line without its closing quote, a key that stands twice, a plural rule that nobody can compute.
Each of these would lose a text in silence, so the lines are looked at before babel reads them.
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.words.languages import BABEL_LOCALE

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

MAX_BYTES: Final = 1_000_000
_LINE: Final = re.compile(r'(#.*|(?:(msgid|msgid_plural|msgstr(?:\[\d\])?) )?"((?:[^"\\\x00-\x1f\x7f]|\\[nrt"\\])*)")?')
_NEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr[0]",),
    "msgstr": ("msgid",),
    "msgstr[0]": ("msgstr[1]",),
    "msgstr[1]": ("msgid",),
}
_COUNTS: Final = range(1001)


class BadCatalogue(ValueError):
    """A file that is no catalogue; `problems` has one line for each fault, with the file and the line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a catalogue: its text, or its counted forms, as many as the language has."""

    forms: tuple[str, ...]
    is_counted: bool
    is_fuzzy: bool


def entries(source: Path, language: str) -> dict[str, Entry]:
    """Return the entries of a catalogue by key, in the order of the file. Raises `BadCatalogue`."""
    found: dict[str, Entry] = {}
    for message in parse(source, language):
        if isinstance(message.id, str):
            found[message.id] = Entry((str(message.string or ""),), False, message.fuzzy)
        else:
            forms = tuple(str(form or "") for form in message.string or ())
            found[message.id[0]] = Entry(forms, True, message.fuzzy)
    found.pop("", None)  # the header
    return found


def parse(source: Path, language: str) -> Catalog:
    """Return a catalogue as babel's. Raises `BadCatalogue`."""
    from babel.messages import pofile

    text = _text(source)
    problems = [f"{source}: {problem}" for problem in _line_problems(text)]
    if problems:
        raise BadCatalogue(problems)
    try:
        catalogue = pofile.read_po(io.StringIO(text), locale=BABEL_LOCALE[language], abort_invalid=True)
    except pofile.PoFileError as problem:
        raise BadCatalogue([f"{source}: line {problem.lineno + 1}: {problem}"]) from problem
    except (ValueError, LookupError) as problem:
        raise BadCatalogue([f"{source}: the header cannot be read: {problem}"]) from problem
    if told := [f"{source}: {problem}" for problem in _header_problems(catalogue, language)]:
        raise BadCatalogue(told)
    return catalogue


def _text(source: Path) -> str:
    try:
        with source.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise BadCatalogue([f"{source}: there is no such file"]) from None
    except OSError as error:
        raise BadCatalogue([f"{source}: cannot be read: {error.strerror}"]) from error
    if len(content) > MAX_BYTES:
        raise BadCatalogue([f"{source}: is larger than {MAX_BYTES} bytes"])
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadCatalogue([f"{source}: line {line}: must be in UTF-8"]) from error


def _line_problems(text: str) -> Iterator[str]:
    first: dict[str, int] = {}
    before = ""
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.fullmatch(line.strip(" \t"))
        if found is None:
            yield f'line {number}: {line[:60]!r}: only msgid, msgid_plural, msgstr, msgstr[n] with "text", or # comment'
            continue
        word, key = found[2], found[3]
        if word is not None and word not in _NEXT.get(before, ()):
            yield f"line {number}: {word}: allowed here is {' or '.join(_NEXT.get(before, ('msgid',)))}"
        if word == "msgid" and key and first.setdefault(key, number) != number:
            yield f"line {number}: {key}: each key once; it stands on line {first[key]} already"
        before = word or before
    if not first:
        yield "there are no words in it"


def _header_problems(catalogue: Catalog, language: str) -> Iterator[str]:
    """The plural rule must be that of the language: with another one a counted text would be wrong or missing."""
    if (catalogue.charset or "").lower() != "utf-8":
        yield f"charset={catalogue.charset}: allowed is UTF-8"
    named = str(dict(catalogue.mime_headers).get("Language", "")).replace("_", "-")
    if named and named.partition("-")[0] != language.partition("-")[0]:
        yield f"Language: {named}: these are the words of {language}"
    rule = f"nplurals={catalogue.num_plurals}; plural={catalogue.plural_expr}"
    if catalogue.num_plurals != 2 or not _counts_as(language, str(catalogue.plural_expr)):
        wanted = "n > 1" if language == "pt-BR" else "n != 1"
        yield f"Plural-Forms: {rule}: allowed is nplurals=2; plural=({wanted});"


def _counts_as(language: str, expression: str) -> bool:
    from babel import Locale

    try:
        form: Callable[[int], int] = gettext.c2py(expression)
        is_one = Locale.parse(BABEL_LOCALE[language]).plural_form
        return all(form(n) == (0 if is_one(n) == "one" else 1) for n in _COUNTS)
    except (ValueError, ArithmeticError):
        return False
