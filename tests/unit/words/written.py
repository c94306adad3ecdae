"""Catalogues of a few words, written for a test, free to be spoilt."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

GOOD: Final[Mapping[str, str | tuple[str, ...]]] = {"door.title": "Hello", "door.count": ("{n} door", "{n} doors")}


def write_catalogue(path: Path, texts: Mapping[str, str | tuple[str, ...]], mark: str = "") -> None:
    lines = ['msgid ""', 'msgstr ""', r'"Content-Type: text/plain; charset=UTF-8\n"']
    rule = "n > 1" if path.stem == "pt-BR" else "n != 1"
    lines += [rf'"Plural-Forms: nplurals=2; plural=({rule});\n"', ""]
    for key, text in texts.items():
        lines += [mark] if mark else []
        if isinstance(text, str):
            lines += [f'msgid "{key}"', f'msgstr "{text}"', ""]
        else:
            lines += [f'msgid "{key}"', f'msgid_plural "{key}"']
            lines += [*(f'msgstr[{place}] "{form}"' for place, form in enumerate(text)), ""]
    path.write_text("\n".join(lines), encoding="utf-8")
