"""``python -m kiosk.words compile`` and ``check``; 0 when all is well."""

from __future__ import annotations

import sys
from pathlib import Path

from kiosk.words.compiled import compile_all
from kiosk.words.languages import LANGUAGES
from kiosk.words.rules import check, check_files

USE = "use: python -m kiosk.words compile | check [LANGUAGE=FILE.po ...]"


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status: 0, 1 when something is wrong, 2 for another call."""
    match arguments:
        case ["compile"]:
            return _compile()
        case ["check"]:
            return _told(check(), f"{len(LANGUAGES)} catalogues are in order")
        case ["check", *pairs] if all(pair.partition("=")[0] in LANGUAGES and "=" in pair for pair in pairs):
            files = {language: Path(file) for language, _, file in (pair.partition("=") for pair in pairs)}
            return _told(check_files(files), "in order")
        case _:
            print(USE, file=sys.stderr)
            return 2


def _compile() -> int:
    try:
        print("\n".join(str(path) for path in compile_all()))
    except (OSError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _told(problems: list[str], content: str) -> int:
    print("\n".join(problems) or content)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
