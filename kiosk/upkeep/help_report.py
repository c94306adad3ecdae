"""The command `report help`: which articles were read and helped, and how many questions had no answer.

Out of the journal alone. Nobody's words are there: a question is counted by day, language and screen.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.flows.help.events import ArticleChosen, ArticleHelped, ArticleUnhelped, ArticleWanted, QuestionAnswered
from kiosk.services.help import BadArticles, open_shelf, report
from kiosk.settings import DEFAULT_FILE, load
from kiosk.store.recovery import Recorded
from kiosk.upkeep.service_levels import ALL_WELL, BAD_CALL, recorded

KINDS: Final = tuple(
    kind.__name__ for kind in (ArticleChosen, ArticleWanted, ArticleHelped, ArticleUnhelped, QuestionAnswered)
)
HEAD: Final = (
    "kind", "article", "day", "language", "screen", "opened", "helped", "not_helped", "asked", "unanswered",
)  # fmt: skip
ARTICLES: Final = ("article", "opened", "helped", "not_helped")
QUESTIONS: Final = ("day", "language", "screen", "asked", "unanswered")
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted: articles as `(id, opened, helped, not helped)`, questions by day, language and screen.

    Behind these come how many were asked, and how many of them had no answer.
    """

    articles: tuple[tuple[str, int, int, int], ...]
    questions: tuple[tuple[str, str, str, int, int], ...]


def counted(events: Iterable[Recorded], zone: ZoneInfo) -> Counted:
    """Count; the articles opened most come first, and the questions by day, language and screen."""
    opened, helped, unhelped = Counter[str](), Counter[str](), Counter[str]()
    asked, unanswered = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    for one in events:
        match one.event:
            case ArticleChosen(article=name) | ArticleWanted(article=name):
                opened[name] += 1
            case ArticleHelped(article=name):
                helped[name] += 1
            case ArticleUnhelped(article=name):
                unhelped[name] += 1
            case QuestionAnswered(language=language, screen=screen, n_found=n_found):
                day = datetime.fromtimestamp(one.at.utc_ms / 1000, zone).date().isoformat()
                asked[day, language, screen] += 1
                unanswered[day, language, screen] += not n_found
            case _:
                pass
    names = sorted({*opened, *helped, *unhelped}, key=lambda name: (-opened[name], name))
    return Counted(
        tuple((name, opened[name], helped[name], unhelped[name]) for name in names),
        tuple((*key, asked[key], unanswered[key]) for key in sorted(asked)),
    )


def rows(found: Counted) -> Sequence[Row]:
    """Return a row for each article and for each day, language and screen, by the names of `HEAD`."""
    return (
        *({"kind": "article", **dict(zip(ARTICLES, map(str, own), strict=True))} for own in found.articles),
        *({"kind": "questions", **dict(zip(QUESTIONS, map(str, own), strict=True))} for own in found.questions),
    )


def as_csv(found: Sequence[Row]) -> str:
    """Return the rows as comma-separated values with a head."""
    out = io.StringIO()
    writer = csv.DictWriter(out, HEAD, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return out.getvalue().removesuffix("\n")


def table(names: Sequence[str], found: Sequence[Row]) -> str:
    """Return rows as a table for people."""
    wide = {name: max(len(name), *(len(row[name]) for row in found)) for name in names}
    head = "  ".join(name.ljust(wide[name]) for name in names)
    lines = ("  ".join(row[name].ljust(wide[name]) for name in names) for row in found)
    return "\n".join(line.rstrip() for line in (head, *lines))


def _told(found: Sequence[Row]) -> Iterable[str]:
    for kind, names, without in (
        ("article", ARTICLES, "No article was opened."),
        ("questions", QUESTIONS, "No question was asked."),
    ):
        own = [row for row in found if row["kind"] == kind]
        yield table(names, own) if own else without
        yield ""


def _reviews(today: date) -> Sequence[str]:
    try:
        return report(open_shelf(), today)
    except BadArticles as bad:
        return bad.problems


def help_report(options: argparse.Namespace) -> int:
    """Print what help was asked for in a span of days by the site's clock; 2 for a bad call.

    The table ends with the articles whose day of review has passed.
    """
    events = recorded(options, KINDS)
    if events is None:
        return BAD_CALL
    zone = ZoneInfo(load(options.config or DEFAULT_FILE, options.profile).site.timezone)
    found = rows(counted(events, zone))
    if options.csv:
        print(as_csv(found))
        return ALL_WELL
    print("\n".join((*_told(found), *_reviews(datetime.now(zone).date()))))
    return ALL_WELL
