"""The shipped articles are whole in every language, and a fault in one is named before anybody sees it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from kiosk.flows.registry import flows, guests
from kiosk.services.help import Article, BadArticles, open_shelf, report
from kiosk.services.help.checking import check
from kiosk.services.help.reading import ARTICLES, MAX_BYTES, read
from kiosk.words import LANGUAGES

ICONS = ARTICLES.parent / "icons"
SHELL_SCREENS = {"shell/Attract", "shell/Home", "shell/Language", "shell/OutOfService", "shell/Starting"}
SHELF = open_shelf()
ONE = Path("nl/seats.md")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the articles, to be spoilt."""
    return Path(shutil.copytree(ARTICLES, tmp_path / "help"))


def spoil(folder: Path, before: str, after: str, file: Path = ONE) -> Path:
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after), encoding="utf-8")
    return folder


def screens() -> set[str]:
    of_flows = {f"{name}/{screen.__name__}" for name, flow in flows().items() for screen in flow.SCREENS}
    return of_flows | SHELL_SCREENS


def test_the_shipped_articles_are_in_order() -> None:
    assert check() == []


def test_an_article_that_one_language_lacks_is_named(folder: Path) -> None:
    (folder / ONE).unlink()
    assert check(folder) == [f"{folder / ONE}: is missing; every article is there in every language"]


def test_an_article_that_no_other_language_has_is_named(folder: Path) -> None:
    (folder / "es" / "lounge.md").write_text("x", encoding="utf-8")
    assert check(folder) == [f"{folder / 'es' / 'lounge.md'}: is not named in articles.toml"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("review = 2027-11-22\n", "", "review: Field required"),
        ("review = 2027-11-22", 'review = "soon"', "review: Input should be a valid date"),
        ("review = 2027-11-22", "review = 2027-11-22\nprice = 1", "price: Extra inputs are not permitted"),
        ('title = "', 'title = "\\u0007', "title: String should match pattern"),
        ("+++\ntitle", "title", "begins with +++"),
        ('title = "', "title = ", "between +++ is not TOML"),
        (
            "U ziet",
            "U ziet U ziet heel erg veel woorden die niemand aan een scherm wil lezen en ook",
            "more than 15 words",
        ),
        ("U ziet", "Jij ziet", "says 'Jij' where the others say 'u'"),
        ("U ziet", "U kunt. Dan. En nu. U ziet", "sentences; 2 to 4 are allowed"),
        ("U ziet", "Deze transactie: u ziet", "says 'transactie'"),
        ("houdt u uw stoel.", "houdt u uw stoel", "does not end with a stop"),
        ("toel", "oel", "does not call 'seat' 'stoel'"),
    ],
)
def test_a_spoilt_article_is_named_with_its_fault(folder: Path, before: str, after: str, told: str) -> None:
    problems = check(spoil(folder, before, after))
    assert len(problems) == 1
    assert told in problems[0]
    assert "nl/seats" in problems[0]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('event = "SharePressed"', 'event = "MoneyTaken"', "MoneyTaken is no event of the glass"),
        ('event = "SharePressed"', 'event = "TerminalAnswered"', "the glass cannot send TerminalAnswered"),
        ('args = { way = "code" }', 'args = { road = "code" }', "road is not what this event holds"),
        ('label = "checkout.declined.share"', 'label = "checkout.declined.other"', "is no key of words"),
    ],
)
def test_a_deed_that_nobody_can_do_is_named(folder: Path, before: str, after: str, told: str) -> None:
    problems = check(spoil(folder, before, after, Path("articles.toml")))
    assert len(problems) == 1
    assert told in problems[0]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a" * (MAX_BYTES + 1)], ids=["no text", "too long"])
def test_a_file_that_is_no_article_is_refused_by_name(folder: Path, content: bytes) -> None:
    (folder / ONE).write_bytes(content)
    with pytest.raises(BadArticles, match=r"seats\.md"):
        read(folder)


def test_without_the_file_of_what_is_common_nothing_is_read(tmp_path: Path) -> None:
    with pytest.raises(BadArticles, match=r"articles\.toml: cannot be read"):
        read(tmp_path)


def test_every_language_has_the_same_articles_in_the_same_order() -> None:
    ids = {language: [own.id for own in SHELF.articles(language)] for language in LANGUAGES}
    assert len(ids["en"]) >= 30
    assert all(own == ids["en"] for own in ids.values())


def test_every_topic_is_a_screen_a_flow_or_general() -> None:
    known = screens() | set(flows()) | set(guests()) | {"general"}
    assert {topic for own in SHELF.articles("en") for topic in own.topics} <= known


def test_staff_see_what_is_for_them_before_what_is_for_everybody() -> None:
    top = SHELF.top("en", "logs/Lines", is_staff=True)
    assert top[0].is_for_staff
    assert any(not own.is_for_staff for own in top)
    assert not any(own.is_for_staff for screen in screens() for own in SHELF.top("en", screen))


def test_articles_come_in_all_languages_at_once_and_one_that_nobody_wrote_does_not() -> None:
    (own,) = SHELF.shown(("no-such", "seats"))
    assert own.id == "seats"
    assert [language for language, _ in own.title.texts] == list(LANGUAGES)
    dutch = SHELF.article("nl", "seats")
    assert dutch is not None
    assert (own.title.in_language("nl"), own.text.in_language("nl")) == (dutch.title, dutch.text)


def test_every_picture_is_there() -> None:
    assert [own.id for own in SHELF.articles("en") if own.art and not (ICONS / f"{own.art}.svg").is_file()] == []


@pytest.mark.parametrize("screen", sorted(screens()))
def test_every_screen_has_six_top_questions_in_every_language(screen: str) -> None:
    tops = [tuple(own.id for own in SHELF.top(language, screen)) for language in LANGUAGES]
    assert len(tops[0]) == 6
    assert len(set(tops)) == 1


def test_the_own_questions_of_a_screen_come_before_those_of_its_flow_and_general_ones() -> None:
    top = [own.id for own in SHELF.top("en", "checkout/Declined")]
    assert top[:3] == ["card-declined", "paid-twice", "money-back"]
    assert top[3:] == ["basket-kept", "stop-shopping", "call-person"]
    assert SHELF.top("en", "nobody/Knows")[0].id == "call-person"


def test_a_deed_is_offered_only_where_it_can_be_done() -> None:
    shared = SHELF.article("en", "card-declined")
    called = SHELF.article("en", "call-person")
    assert shared is not None
    assert shared.deed is not None
    assert [screen for screen in sorted(screens()) if shared.deed.is_for(screen)] == ["checkout/Declined"]
    assert called is not None
    assert called.deed is not None
    assert all(called.deed.is_for(screen) for screen in screens())


def test_an_article_is_found_by_its_id_and_language() -> None:
    found = SHELF.article("pt-PT", "visa")
    assert isinstance(found, Article)
    assert (found.id, found.language) == ("visa", "pt-PT")
    assert SHELF.article("pt-PT", "../../settings") is None


def test_an_article_is_overdue_on_the_day_after_its_review(folder: Path) -> None:
    shelf = open_shelf(spoil(folder, "2027-11-22", "2026-12-31"))
    assert shelf.overdue(date(2026, 12, 31)) == ()
    (late,) = shelf.overdue(date(2027, 1, 1))
    assert (late.id, late.languages, late.review) == ("seats", ("nl",), date(2026, 12, 31))


def test_the_report_names_what_is_due_and_says_so_when_nothing_is(folder: Path) -> None:
    shelf = open_shelf(spoil(folder, "2027-11-22", "2026-12-31"))
    assert report(shelf, date(2026, 12, 1)) == ["Every help article has been reviewed in time."]
    assert report(shelf, date(2027, 1, 1)) == ["seats: review was due 2026-12-31 (nl)"]
    assert len(report(shelf, date(2028, 1, 1))) == len(shelf.articles("en")) + 1
