"""Every blocker is registered once, can be resolved, and has plain short words in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.domain import blockers
from kiosk.domain.benefits import blockers as benefits
from kiosk.domain.blockers import (
    Blocker,
    BlockerKind,
    Blocks,
    Cause,
    OnExpiry,
    Resolver,
    Severity,
    UnregisteredBlocker,
    kind_of,
    raised,
    registered,
)
from kiosk.domain.fiscal import blockers as fiscal
from kiosk.domain.gifts import blockers as gifts
from kiosk.domain.goods import blockers as goods
from kiosk.domain.stamp import Stamp
from kiosk.domain.text import Arg, text
from kiosk.domain.travel import blockers as travel
from kiosk.flows.intents import kinds
from kiosk.phrases import phrase
from kiosk.words import LANGUAGES, SiteFormat, Words

ROOT = Path(__file__).resolve().parents[3]
AT = Stamp(1_790_000_000_000, 1, 2)
PARTS = ("title", "what", "do", "staff")
MAX_TITLE_WORDS = 6
MAX_SENTENCE_WORDS = 15
MAX_SENTENCES = 2
KINDS = pytest.mark.parametrize("kind", registered(), ids=lambda kind: kind.code)
# What fills the places of words, as long as it gets in an airport.
LONG_ARGS: dict[str, Arg] = {
    "rest": 12_345,
    "item": text("checkout.bag.something"),
    "expected": 12_345,
    "age": 18,
    "amount": "€ 30,00",
    "city": "Rio de Janeiro",
    "count": 5,
    "coupon": "5 euro vanaf 30 euro",
    "desk": "D 24-26",
    "document": text("checkin.document.either"),
    "flight": "NB 1364",
    "hours": "08:00-13:00, 15:00-22:00",
    "known": text("checkout.bag.learned", spread=40, times=120),
    "last4": "0034",
    "left": "€ 120,00",
    "limit": 32,
    "months": text("checkout.explained.months", n=24),
    "part": "€ 120,00",
    "pieces": text("checkin.pieces", n=5),
    "points": 12_480,
    "seats": "14A, 14B, 14C",
    "service": text("checkin.service.WCHC"),
    "span": text("duration.months", n=6),
    "time": "16:35",
    "wait": travel.duration(130),
    "why": text("goods.not_sold.counter"),
}
# Registered and in the catalogues, but no code path raises them yet.
NOT_RAISED = {"PAY_OUTCOME_UNKNOWN"}


def test_a_code_that_is_not_registered_fails_at_once() -> None:
    with pytest.raises(UnregisteredBlocker):
        kind_of("ITEM.WHATEVER")
    with pytest.raises(UnregisteredBlocker):
        raised("ITEM.WHATEVER", AT, ("sale", "1"))
    with pytest.raises(UnregisteredBlocker):
        _ = Blocker("", "ITEM.WHATEVER", ("sale", "1")).kind


def test_a_code_is_registered_once() -> None:
    with pytest.raises(ValueError, match="registered twice"):
        blockers.register(
            "SYS.STORAGE", Severity.STOP, Blocks.ALL, (Resolver.TECHNICIAN,), Cause.SOFTWARE, (), ("restart",)
        )
    codes = [kind.code for kind in registered()]
    assert len(set(codes)) == len(codes)


def test_an_occurrence_has_an_id_its_kind_and_words_with_its_arguments() -> None:
    made = raised("ITEM.UNKNOWN", AT, ("sale", "1"), b="2", a=1)
    assert made.kind is kind_of("ITEM.UNKNOWN")
    assert made.id != raised("ITEM.UNKNOWN", Stamp(AT.utc_ms, 1, 3), ("sale", "1")).id
    assert made.words("do").key == "blocker.ITEM.UNKNOWN.do"
    assert made.words("do").args == (("a", 1), ("b", "2"))


@KINDS
def test_a_kind_says_how_much_it_blocks_who_resolves_it_and_how(kind: BlockerKind) -> None:
    assert re.fullmatch(r"[A-Z]+\.[A-Z_]+", kind.code)
    assert kind.resolvers
    assert kind.ways
    assert (kind.blocks is Blocks.NOTHING) == (kind.severity in (Severity.INFO, Severity.WARN))
    assert (kind.severity is Severity.STOP) == (kind.blocks is Blocks.ALL)


@KINDS
def test_a_kind_that_ends_by_time_says_so(kind: BlockerKind) -> None:
    assert (kind.on_expiry is OnExpiry.RESOLVE_BY_TIME) == (Resolver.TIME in kind.resolvers)


@KINDS
def test_what_the_customer_may_press_is_an_event_of_the_glass_and_a_person_is_always_among_it(
    kind: BlockerKind,
) -> None:
    events = [action.event for action in kind.next_actions if action.event]
    assert "PersonCalled" in events
    for event in events:
        assert kinds()[event].is_activity


def said_by(words: Words, kind: BlockerKind, part: str) -> str:
    args = {name: arg if isinstance(arg, int) else phrase(arg, words) for name, arg in LONG_ARGS.items()}
    return words.say(f"blocker.{kind.code}.{part}", **args)


SAID = [
    pytest.param(
        kind.code,
        language,
        id=f"{kind.code}-{language}",
    )
    for kind in registered()
    for language in LANGUAGES
]


@pytest.mark.parametrize(("code", "language"), SAID)
def test_its_title_is_at_most_six_words(code: str, language: str) -> None:
    assert len(said_by(Words(language, SiteFormat()), kind_of(code), "title").split()) <= MAX_TITLE_WORDS


@pytest.mark.parametrize("language", LANGUAGES)
@KINDS
def test_its_words_are_short_and_plain_in_every_language(kind: BlockerKind, language: str) -> None:
    words = Words(language, SiteFormat())
    said = {part: said_by(words, kind, part) for part in PARTS}
    assert all(text.strip() for text in said.values())
    for part in ("what", "do"):
        sentences = re.split(r"(?<=[.?])\s+", said[part])
        assert len(sentences) <= MAX_SENTENCES
        for sentence in sentences:
            assert len(sentence.split()) <= MAX_SENTENCE_WORDS, (part, sentence)
        assert "!" not in said[part]
    for action in kind.next_actions:
        assert words.say(action.label)


def test_every_registered_code_is_raised_somewhere() -> None:
    files = [ROOT / "main.py", *(ROOT / "kiosk").rglob("*.py")]
    source = "\n".join(file.read_text(encoding="utf-8") for file in files if file.name != "blockers.py")
    own = {**vars(blockers), **vars(goods), **vars(benefits), **vars(fiscal), **vars(gifts), **vars(travel)}
    names = {name: value for name, value in own.items() if name.isupper() and isinstance(value, str)}
    assert len(names) == len(registered())
    unused = {name for name, code in names.items() if not re.search(rf"\b{name}\b|\"{re.escape(code)}\"", source)}
    assert unused == NOT_RAISED
