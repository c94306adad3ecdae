"""Layouts, faces and the text of fields: every letter a language needs can be typed, composed and called by a name."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterator

import pytest
from babel.messages import pofile
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk import words as catalogues
from kiosk.words import LANGUAGES, SiteFormat, Words
from screens.keyboards.board import Board
from screens.keyboards.entry import DOT, Entry
from screens.keyboards.kinds import CODE_SIGNS, Kind, taken
from screens.keyboards.layouts import ACCENT_SIGNS, COMBINING, SIGN_WORDS, Does, accented, layout

LETTERS = {  # of the orthographies of 1990 (pt), 2010 (es), 1995 (nl); en has its loanwords
    "pt-BR": "áâãàçéêíóôõú",
    "pt-PT": "áâãàçéêíóôõú",
    "es": "áéíóúüñ",
    "nl": "áéíóúàèëïöüê",
    "en": "éèïâ",
}
CASES = [(kind, language) for kind in Kind for language in LANGUAGES]


@pytest.fixture
def board(qapp: QGuiApplication) -> Board:
    """A board in Brazilian Portuguese, typing into a field of text."""
    return typing(Kind.TEXT, "pt-BR")


def typing(kind: Kind, language: str, *, is_masked: bool = False, longest: int = 64) -> Board:
    """Return a board that types into a field of its own."""
    board = Board(lambda tag: Words(tag, SiteFormat()))
    board.use(language)
    entry = Entry(board)
    entry.setProperty("kind", str(kind))
    entry.setProperty("longest", longest)
    entry.setProperty("isMasked", is_masked)
    board.setProperty("entry", entry)
    return board


def text_of(board: Board) -> str:
    assert board.typed is not None
    return str(board.typed.property("text"))


def keyed(board: Board, *keys: str) -> str:
    """Press keys one after the other and return what stands in the field."""
    for key in keys:
        board.press(key)
    return text_of(board)


def faces(board: Board) -> dict[str, dict[str, object]]:
    found = board.property("faces")
    assert isinstance(found, dict)
    return found


def reachable(kind: Kind, language: str) -> Iterator[str]:
    """Yield every character that some state of a layout types."""
    keys = layout(kind, language)
    accents = ["", *(key.id for key in keys.keys if key.does is Does.ACCENT)]
    for key in keys.keys:
        if key.does is Does.TYPES:
            for accent in accents:
                for is_capital in (False, True):
                    for is_signs in (False, True):
                        yield key.face(is_capital=is_capital, is_signs=is_signs, accent=accent)


# --- layouts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "language"), CASES)
def test_no_key_stands_twice_and_no_row_is_too_wide(kind: Kind, language: str) -> None:
    own = layout(kind, language)
    ids = [key.id for key in own.keys]
    assert len(set(ids)) == len(ids)
    assert max(sum(key.units for key in row) for row in own.rows) == own.columns
    assert [key for key in own.keys if key.does is Does.DELETE]


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.NAME])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_a_language_can_be_typed_small_and_capital(kind: Kind, language: str) -> None:
    wanted = set(string.ascii_letters + LETTERS[language] + LETTERS[language].upper())
    assert wanted - set(reachable(kind, language)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_of_the_catalogue_can_be_typed(language: str) -> None:
    with (catalogues.CATALOGUES / f"{language}.po").open("rb") as stream:
        messages = list(pofile.read_po(stream))
    said = "".join(
        "".join(message.string) if isinstance(message.string, tuple) else str(message.string)
        for message in messages
        if message.id and not str(message.id).startswith("language.")  # names of other languages
    )
    letters = {sign for sign in unicodedata.normalize("NFC", said) if sign.isalpha()}
    assert letters - set(reachable(Kind.TEXT, language)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_and_the_signs_of_an_address_are_there(language: str) -> None:
    text, email = set(reachable(Kind.TEXT, language)), set(reachable(Kind.EMAIL, language))
    assert set(string.digits + "@.,?!-'") <= text
    assert set(string.digits + string.ascii_lowercase + "@._-+") <= email


def test_spanish_opens_its_questions_and_exclamations() -> None:
    assert set("¿?¡!ñÑ") <= set(reachable(Kind.TEXT, "es"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_has_neither_zero_nor_one(language: str) -> None:
    shown = {key.sign.upper() for key in layout(Kind.CODE, language).keys if key.does is Does.TYPES}
    assert shown == CODE_SIGNS
    assert not shown & {"0", "1"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_accents_give_composed_letters(language: str) -> None:
    for sign in reachable(Kind.TEXT, language):
        assert len(sign) == 1
        assert sign == unicodedata.normalize("NFC", sign)
        assert not any(unicodedata.combining(part) for part in sign)


def test_an_accent_leaves_alone_what_does_not_take_it() -> None:
    assert [accented(sign, "tilde") for sign in "aonbv7"] == ["ã", "õ", "ñ", "b", "v", "7"]
    assert set(ACCENT_SIGNS) == set(COMBINING)


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "language"), CASES)
def test_every_key_has_a_name_in_every_state(qapp: QGuiApplication, kind: Kind, language: str) -> None:
    board = typing(kind, language)
    switches = [key.id for key in layout(kind, language).keys if key.does in (Does.SHIFT, Does.SIGNS, Does.ACCENT)]
    for switch in ["", *switches]:
        if switch:
            board.press(switch)
        shown = faces(board)
        assert set(shown) == {key.id for key in layout(kind, language).keys}
        assert [key for key, face in shown.items() if not str(face["name"]).strip()] == []
        assert [key for key, face in shown.items() if not face["label"] and not face["icon"]] == []
        names = [str(face["name"]) for face in shown.values()]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_are_said_in_words(qapp: QGuiApplication, language: str) -> None:
    shown = faces(typing(Kind.TEXT, language))
    assert [key for key, face in shown.items() if key in SIGN_WORDS and face["name"] == key] == []


def test_shift_tells_its_state_by_icon_word_and_name(board: Board) -> None:
    states = []
    for _ in range(4):
        face = faces(board)["shift"]
        states.append((face["icon"], face["label"], face["name"], face["isOn"]))
        board.press("shift")
    assert states[0] == states[3]
    assert [isOn for *_, isOn in states[:3]] == [False, True, True]
    assert len({label for _, label, *_ in states}) == len({name for _, _, name, _ in states}) == 3
    assert states[1][0] != states[2][0]


# --- typing -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "language"), CASES)
def test_each_key_types_what_stands_on_it(qapp: QGuiApplication, kind: Kind, language: str) -> None:
    board = typing(kind, language)
    for key in layout(kind, language).keys:
        if key.does is Does.TYPES:
            assert board.typed is not None
            board.typed.clear()
            label = faces(board)[key.id]["label"] if key.sign != " " else " "
            assert keyed(board, key.id) == label


def test_shift_is_for_one_letter_and_locked_for_all(board: Board) -> None:
    assert keyed(board, "shift", "a", "b", "shift", "shift", "c", "d", "shift", "e") == "AbCDe"


def test_an_accent_waits_for_its_letter_and_shows_who_takes_it(board: Board) -> None:
    board.press("tilde")
    shown = faces(board)
    assert (shown["a"]["label"], shown["o"]["label"], shown["b"]["label"]) == ("ã", "õ", "b")
    assert shown["tilde"]["isOn"]
    assert keyed(board, "a", "a") == "ãa"


@pytest.mark.parametrize(
    ("language", "keys", "text"),
    [
        ("pt-BR", ("shift", "tilde", "a", "acute", "e", "ç", "circumflex", "o", "grave", "a"), "Ãéçôà"),
        ("pt-PT", ("c", "o", "r", "a", "ç", "tilde", "a", "o"), "coração"),
        ("es", ("¿", "a", "ñ", "acute", "o", "diaeresis", "u", "?"), "¿añóü?"),
        ("nl", ("c", "o", "diaeresis", "o", "r", "d", "i", "n", "a", "t", "i", "e"), "coördinatie"),
        ("en", ("c", "a", "f", "acute", "e", "signs", "q", "signs", "q"), "café1q"),
    ],
)
def test_words_of_each_language_are_typed_composed(
    qapp: QGuiApplication, language: str, keys: tuple[str, ...], text: str
) -> None:
    typed = keyed(typing(Kind.TEXT, language), *keys)
    assert typed == text == unicodedata.normalize("NFC", typed)


def test_a_second_press_takes_an_accent_back(board: Board) -> None:
    assert keyed(board, "acute", "acute", "a", "acute", "grave", "a") == "aà"


def test_a_name_begins_each_part_with_a_capital(qapp: QGuiApplication) -> None:
    board = typing(Kind.NAME, "nl")
    assert keyed(board, "a", "n", "space", "b", "o", "-", "c", "e", "'", "d") == "An Bo-Ce'D"
    assert keyed(board, "delete", "delete", "delete") == "An Bo-C"


def test_an_e_mail_address_is_small_and_its_domain_one_press(qapp: QGuiApplication) -> None:
    board = typing(Kind.EMAIL, "pt-BR")
    assert keyed(board, "a", ".", "b", "@gmail.com") == "a.b@gmail.com"
    assert keyed(board, "@hotmail.com") == "a.b@hotmail.com"


def test_delete_takes_one_back_and_an_empty_field_stays_empty(board: Board) -> None:
    assert keyed(board, "a", "b", "delete") == "a"
    assert keyed(board, "delete", "delete") == ""


def test_a_full_field_takes_no_more(qapp: QGuiApplication) -> None:
    assert keyed(typing(Kind.NUMBER, "en", longest=3), *"12345") == "123"


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (Kind.NUMBER, "1a²٣2 3", "123"),
        (Kind.CODE, "ab0c1é-9", "ABOCI9"),
        (Kind.EMAIL, "A.Bé c@D", "a.bc@d"),
        (Kind.NAME, "Ze\u0301 2+@O'N", "Zé O'N"),
        (Kind.TEXT, "a\u0303\n\x00b", "ãb"),
    ],
)
def test_a_field_keeps_only_its_kind_of_text(kind: Kind, typed: str, kept: str) -> None:
    assert taken(kind, typed) == kept


def test_real_keys_type_too_and_backspace_deletes(board: Board) -> None:
    for typed in ("a", "ç", "\r", "\x1b", "", "7", "\b"):
        board.put(typed)
    assert text_of(board) == "aç"


@pytest.mark.allowed_logs("ERROR screens.keyboards.board: there is no key 'nonsense', or nothing to type into")
def test_a_key_that_is_not_there_types_nothing(board: Board) -> None:
    assert keyed(board, "nonsense") == ""


@pytest.mark.allowed_logs("ERROR screens.keyboards.board: there is no key 'a', or nothing to type into")
def test_a_field_whose_page_has_gone_takes_nothing(board: Board) -> None:
    assert board.typed is not None
    board.typed.deleteLater()
    QCoreApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    assert board.typed is None
    board.press("a")
    board.put("a")


def test_a_change_of_language_keeps_what_is_typed(board: Board) -> None:
    keyed(board, "ç", "tilde")
    board.use("es")
    assert text_of(board) == "ç"
    assert "ñ" in faces(board)
    assert keyed(board, "ñ") == "çñ"


# --- what is masked ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_masked_field_gives_its_digits_to_nobody(qapp: QGuiApplication, qtbot: QtBot, language: str) -> None:
    board = typing(Kind.NUMBER, language, is_masked=True)
    heard: list[str] = []
    board.pressed.connect(heard.append)
    keyed(board, "2", "9")
    entry = board.typed
    assert entry is not None
    asterisk = Words(language, SiteFormat()).say("keyboard.sign.asterisk")
    assert heard == [asterisk, asterisk]
    assert board.spell(entry, 2) == f"{asterisk}, {asterisk}"
    assert entry.property("shown") == DOT * 2
    assert entry.property("signs") == [DOT, DOT]
    board.press("delete")
    assert not any(digit in said for said in heard for digit in string.digits)


def test_a_field_is_spelled_where_its_signs_count(qapp: QGuiApplication) -> None:
    for kind, typed, said in ((Kind.NUMBER, "952", "9, 5, 2"), (Kind.CODE, "k2", "K, 2"), (Kind.NAME, "Zé", "Zé")):
        board = typing(kind, "en")
        entry = board.typed
        assert entry is not None
        assert board.spell(entry, 0) == "empty"
        entry.put(typed)
        assert board.spell(entry, len(typed)) == said


def test_a_number_is_shown_in_the_groups_it_is_printed_in(qapp: QGuiApplication) -> None:
    entry = Entry()
    entry.setProperty("kind", "number")
    entry.setProperty("groups", [1, 6])
    entry.put("9520000000004")
    assert str(entry.property("shown")).replace("\N{NO-BREAK SPACE}", " ") == "9 520000 000004"
    assert entry.property("text") == "9520000000004"
