"""``python -m kiosk.services.help check`` and ``report [YYYY-MM-DD]``; 0 when all is well."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime

from kiosk.services.help.checking import check
from kiosk.services.help.reading import BadArticles
from kiosk.services.help.shelf import open_shelf, report

USE = "use: python -m kiosk.services.help check | report [YYYY-MM-DD]"


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status: 0, 1 when something is wrong, 2 for another call."""
    match arguments:
        case ["check"]:
            problems = check()
            print("\n".join(problems) or "the articles are in order")
            return 1 if problems else 0
        case ["report", *days] if len(days) < 2:
            return _report(days)
        case _:
            print(USE, file=sys.stderr)
            return 2


def _report(days: list[str]) -> int:
    try:
        today = date.fromisoformat(days[0]) if days else datetime.now(UTC).date()
    except ValueError:
        print(USE, file=sys.stderr)
        return 2
    try:
        shelf = open_shelf()
    except BadArticles as bad:
        print(bad, file=sys.stderr)
        return 1
    print("\n".join(report(shelf, today)))
    return 1 if shelf.overdue(today) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
