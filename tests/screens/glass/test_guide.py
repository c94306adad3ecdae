"""The glass says itself: every screen its title and what to do, each change what is new, each control its name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from kiosk.flows.base import Access, AccessChosen, BackPressed, Event, HelpPressed, ReadAgainPressed
from kiosk.flows.checkout.events import PayPressed, Scanned
from kiosk.flows.checkout.examples import AT, product
from kiosk.flows.shell import EXAMPLES, Session, frame, step
from kiosk.flows.staffed import StaffPressed
from kiosk.words import LANGUAGES, SiteFormat, Words
from screens.app import Glass, make_view
from screens.bridge import Shell

HEARD = Access(speech="on")
ATTRACT = EXAMPLES["shell/Attract"]
KEYS_TO_GOODS = 25
APPLES = {
    "en": "Red apples, 2 euros and 99 cents per kg", "nl": "Rode appels, 2 euro en 99 cent per kg",
    "es": "Manzanas rojas, 2 euros con 99 céntimos por kg", "pt-BR": "Maçãs vermelhas, 2 euros e 99 centavos por kg",
    "pt-PT": "Maçãs vermelhas, 2 euros e 99 cêntimos por kg",
}  # fmt: skip


@dataclass
class Ears:
    """What the product said, and nothing else."""

    heard: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    private: frozenset[str] = frozenset()
    stale: frozenset[str] = frozenset()
    again: tuple[str, ...] = ()

    def say(self, lines: Sequence[str], language: str, private: Collection[str] = ()) -> None:
        self.heard.append((tuple(lines), language))
        self.private = frozenset(private)

    def follow(
        self, lines: Sequence[str], language: str, *, stale: Collection[str], last: Collection[str],
        again: Sequence[str], private: Collection[str],
    ) -> None:  # fmt: skip
        self.heard.append((tuple(lines), language))
        self.stale, self.again = frozenset(stale), tuple(again)

    def go_on(self, lines: Sequence[str], language: str) -> None:
        self.heard.append((("(goes on)", *lines), language))

    def interrupt(self) -> None:
        self.acts.append("interrupt")

    def pause(self) -> None:
        self.acts.append("pause")

    def keep_place(self) -> None:
        self.acts.append("keep")

    def tune(self, rate: float, volume: int, *, is_muted: bool | None) -> None:
        self.acts.append(f"tune {rate} {volume} {is_muted}")

    def click(self) -> None:
        self.acts.append("click")

    def plug(self, *, has_headset: bool) -> None:
        self.acts.append(f"plug {has_headset}")

    def forget(self) -> None:
        self.acts.append("forget")

    @property
    def last(self) -> str:
        return "\n".join(self.heard[-1][0])


@dataclass
class Room:
    view: QQuickView
    shell: Shell
    ears: Ears
    sent: list[str]

    def show(self, session: Session) -> None:
        self.shell.show_now(frame(session))


def heard(session: Session, language: str = "en") -> Session:
    return replace(session, access=HEARD, site=replace(session.site, language=language))


@pytest.fixture
def room(qapp: QGuiApplication) -> Iterator[Room]:
    ears, sent = Ears(), list[str]()
    shell = Shell(lambda language: Words(language, SiteFormat()), lambda name, _args: sent.append(name))
    shell.show_now(frame(EXAMPLES["shell/Attract"]))
    view = make_view(shell, Glass(540, 960), voice=ears)
    view.show()
    yield Room(view, shell, ears, sent)
    view.hide()
    delete(view)


def test_nothing_is_said_to_who_did_not_ask(room: Room) -> None:
    for session in EXAMPLES.values():
        room.show(replace(session, access=replace(session.access, speech="")))
    assert room.ears.heard == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_says_its_title_and_its_control_in_the_language_of_the_glass(room: Room, language: str) -> None:
    words = Words(language, SiteFormat())
    for name, session in EXAMPLES.items():
        room.show(EXAMPLES["shell/Attract"])  # nobody listens: the next screen is said whole
        room.show(heard(session, language))
        title = room.shell.property("sheet")["title"] if session.sheet else room.shell.property("view")["title"]
        said = "\n".join("\n".join(lines) for lines, _ in room.ears.heard)
        assert title in said, name
        assert room.ears.heard[-1][1] == language
        room.ears.heard.clear()
    assert words.say("speech.role.button")


def test_a_scan_says_the_goods_their_price_and_the_new_total_alone(room: Room) -> None:
    scanning = heard(EXAMPLES["checkout/Scanning-empty"])
    room.show(scanning)
    scanning, _ = step(scanning, Scanned(product(5)), AT)
    room.show(scanning)
    room.ears.heard.clear()
    scanning, _ = step(scanning, Scanned(product(0)), AT)
    room.show(scanning)
    assert "Semi-mature cheese, 5 euros and 49 cents" in room.ears.last
    assert "6 euros and 78 cents" in room.ears.last
    assert "milk" not in room.ears.last


def test_a_key_says_the_control_it_comes_to(room: Room) -> None:
    room.show(heard(EXAMPLES["checkout/Scanning"]))
    room.ears.heard.clear()
    QTest.keyClick(room.view, Qt.Key.Key_Down)
    assert "button" in room.ears.last


def test_the_first_key_asks_for_speech_and_later_ones_do_not(room: Room) -> None:
    QTest.keyClick(room.view, Qt.Key.Key_Down)
    assert room.sent == ["KeypadUsed"]
    room.show(heard(EXAMPLES["shell/Attract"]))
    QTest.keyClick(room.view, Qt.Key.Key_Down)
    assert room.sent.count("KeypadUsed") == 1


def test_the_end_of_the_session_is_silence(room: Room) -> None:
    room.show(heard(EXAMPLES["checkout/Scanning"]))
    room.show(EXAMPLES["shell/Attract"])
    assert room.ears.acts == ["forget"]


def test_what_is_said_stands_on_the_glass(room: Room, qtbot: QtBot) -> None:
    room.show(heard(EXAMPLES["checkout/Scanning"]))
    with qtbot.waitSignal(room.shell.captioned, timeout=60_000):
        room.shell.show_caption("Scan your next item\nHold the barcode in front of the scanner.")
    assert room.shell.property("caption") == "Scan your next item Hold the barcode in front of the scanner."


# --- keys and the voice -----------------------------------------------------------------------------------------------


def press(room: Room, key: Qt.Key) -> None:
    QTest.keyClick(room.view, key)


def after(room: Room, session: Session, *events: Event) -> Session:
    """Show what becomes of a session by these events."""
    for number, event in enumerate(events):
        session, _ = step(session, event, replace(AT, draw=AT.draw + number + len(room.ears.heard)))
        room.show(session)
    return session


def test_a_notice_is_said_again_when_it_has_the_words_of_the_one_before(room: Room) -> None:
    scanning = heard(EXAMPLES["checkout/Scanning"])
    room.show(scanning)
    for _ in range(2):
        before = len(room.ears.heard)
        scanning = after(room, scanning, Scanned(None))
        assert len(room.ears.heard) == before + 1
        assert "We don't know this item" in room.ears.last


def test_what_keeps_who_wants_to_pay_here_is_said_again_at_pay_and_no_other_time(room: Room) -> None:
    held = heard(EXAMPLES["checkout/Scanning-held"])
    room.show(held)
    room.ears.heard.clear()
    room.show(held)
    assert room.ears.heard == []
    room.shell.last_sent = ("PayPressed", {})
    held, _ = step(held, PayPressed(), AT)
    room.show(held)
    assert len(room.ears.heard) == 1
    assert "We check your age" in room.ears.last
    assert "calling a person" in room.ears.last


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "state",
    [
        "coupon",
        "coupon-used",
        "coupon-doubt",
        "member",
        "member-out",
        "doubt",
        "weight",
        "inside",
        "unsettled",
        "carries-much",
    ],
)
def test_what_coupons_members_and_the_bag_have_to_say_is_heard(room: Room, state: str, language: str) -> None:
    room.show(heard(EXAMPLES["checkout/Scanning"], language))
    room.ears.heard.clear()
    room.show(heard(EXAMPLES[f"checkout/Scanning-{state}"], language))
    banner = room.shell.property("view")["parts"]["banner"]
    for part in ("title", "text", "do"):
        assert banner[part].rstrip(".") in room.ears.last


def assert_come_to(room: Room, words: str) -> None:
    for _ in range(KEYS_TO_GOODS):
        press(room, Qt.Key.Key_Right)
        if words in room.ears.last:
            return
    pytest.fail(f"the keys never came to {words!r}: {room.ears.heard}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_goods_are_said_with_their_price_and_what_is_not_bagged_by_its_key(room: Room, language: str) -> None:
    room.show(heard(EXAMPLES["checkout/Choosing"], language))
    assert_come_to(room, APPLES[language])
    room.show(heard(EXAMPLES["checkout/Explained-unbagged"], language))
    assert_come_to(room, room.shell.property("view")["secondary"]["label"])


def test_a_scan_leaves_out_what_it_shows_to_be_known(room: Room) -> None:
    scanning = heard(EXAMPLES["checkout/Scanning-empty"])
    room.show(scanning)
    instruction = "Hold the barcode in front of the scanner."
    assert instruction in room.ears.last
    after(room, scanning, Scanned(product(5)))
    assert instruction in room.ears.stale
    assert instruction not in room.ears.last


def test_how_the_keys_work_is_said_once_to_a_customer_staff_came_to_and_again_to_the_next(room: Room) -> None:
    scanning = replace(heard(EXAMPLES["checkout/Scanning"]), id="customer")
    explained = Words("en", SiteFormat()).say("speech.keys")
    for between, is_said in ((scanning, True), (step(scanning, StaffPressed(), AT)[0], False), (ATTRACT, True)):
        room.show(between)
        room.show(scanning)
        assert (explained in room.ears.last) is is_said


def test_help_keeps_the_place_and_its_end_goes_on_from_there(room: Room) -> None:
    scanning = heard(EXAMPLES["checkout/Scanning"])
    room.show(scanning)
    helped = after(room, scanning, HelpPressed())
    assert room.ears.acts == ["keep"]
    assert room.ears.last.startswith("How can we help?")
    assert "plus and minus" in room.ears.last
    after(room, helped, BackPressed())
    assert room.ears.heard[-1][0][0] == "(goes on)"
    assert "button" in "".join(room.ears.heard[-1][0])  # a control has the focus again


def test_help_twice_says_the_screen_from_the_top(room: Room) -> None:
    scanning = heard(EXAMPLES["checkout/Scanning"])
    room.show(scanning)
    press(room, Qt.Key.Key_F1)
    helped = after(room, scanning, HelpPressed())
    press(room, Qt.Key.Key_F1)
    assert room.sent == ["HelpPressed", "ReadAgainPressed"]
    after(room, helped, ReadAgainPressed())
    assert room.ears.last.startswith("Scan your next item\nStep 1 of 3: Scan")


def test_every_key_interrupts_and_pause_does_not(room: Room) -> None:
    room.show(heard(EXAMPLES["checkout/Scanning"]))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_VolumeUp):
        room.ears.acts.clear()
        press(room, key)
        assert room.ears.acts[0] == "interrupt"
    room.ears.acts.clear()
    press(room, Qt.Key.Key_F23)
    assert room.ears.acts == ["pause"]


def test_the_first_key_does_nothing_unheard(room: Room) -> None:
    room.show(EXAMPLES["checkout/Scanning"])
    press(room, Qt.Key.Key_Return)
    assert room.sent == ["KeypadUsed"]


def test_who_switched_the_voice_off_moves_in_silence(room: Room) -> None:
    room.show(replace(EXAMPLES["checkout/Scanning"], access=Access(speech="off")))
    press(room, Qt.Key.Key_Down)
    assert (set(room.sent), room.ears.heard) == ({"Touched"}, [])
    assert room.view.activeFocusItem() is not None


def test_a_headset_starts_the_voice_and_tells_where_sound_goes(room: Room) -> None:
    press(room, Qt.Key.Key_F21)
    press(room, Qt.Key.Key_F22)
    assert room.ears.acts == ["plug True", "plug False"]
    assert [name for name in room.sent if name != "Touched"] == ["AccessChosen"]


@pytest.mark.parametrize(("volume", "key", "wanted"), [
    ("0", Qt.Key.Key_VolumeUp, "1"), ("0", Qt.Key.Key_F20, "-1"), ("3", Qt.Key.Key_F19, "3"),
    ("-6", Qt.Key.Key_F20, "-6"),
])  # fmt: skip
def test_volume_goes_by_steps_and_says_where_it_is(room: Room, volume: str, key: Qt.Key, wanted: str) -> None:
    scanning = replace(heard(EXAMPLES["checkout/Scanning"]), access=Access(speech="on", volume=volume))
    room.show(scanning)
    press(room, key)
    assert room.shell.last_sent == ("AccessChosen", {"setting": "volume", "value": wanted})
    after(room, scanning, AccessChosen("volume", wanted))
    assert room.ears.last == f"Volume {int(wanted) + 7} of 10"
    assert room.ears.acts[-1] == f"tune 1.0 {wanted} None" or wanted == volume


def test_a_choice_is_said_with_its_group_when_it_was_made(room: Room) -> None:
    sheet = heard(EXAMPLES["sheet/Guidance"])
    room.show(sheet)
    room.shell.send("AccessChosen", {"setting": "rate", "value": "150"})
    after(room, sheet, AccessChosen("rate", "150"))
    assert room.ears.last == "Speed of the voice: 150 %"
    assert room.ears.acts[-1] == "tune 1.5 0 None"


def test_only_the_first_choice_of_a_group_names_the_group(room: Room) -> None:
    room.show(heard(EXAMPLES["sheet/Guidance"]))
    assert "Speed of the voice, 75 %, choice" in room.ears.last
    press(room, Qt.Key.Key_Down)
    assert room.ears.last == "100 %, choice, chosen"
    press(room, Qt.Key.Key_Right)
    assert room.ears.last == "Volume 7 of 10, Quieter, choice"
    press(room, Qt.Key.Key_Left)
    assert room.ears.last == "Speed of the voice, 75 %, choice"


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_F1, Qt.Key.Key_F19])
def test_any_key_gives_more_time(room: Room, key: Qt.Key) -> None:
    room.show(heard(EXAMPLES["sheet/StillThere"]))
    assert "Press any key to go on." in room.ears.last
    press(room, key)
    assert room.sent == ["MoreTimePressed"]


def test_the_last_digits_of_a_card_are_private(room: Room) -> None:
    room.show(heard(EXAMPLES["checkout/Receipt"]))
    (line,) = [line for line in room.ears.heard[-1][0] if "ending in" in line]
    assert room.ears.private == {line}


def test_a_receipt_says_what_was_paid_and_where_the_paper_is(room: Room) -> None:
    receipt = heard(EXAMPLES["checkout/Receipt"])
    room.show(receipt)
    assert "Total paid: " in room.ears.last
    assert room.ears.last.splitlines()[-1].startswith("Reference: ")


def test_a_hidden_glass_is_black_and_its_controls_work(room: Room) -> None:
    scanning = replace(EXAMPLES["checkout/Scanning"], access=Access(speech="on", screen="hidden"))
    room.show(scanning)
    seen = room.view.grabWindow()
    places = [(x, y) for x in range(0, seen.width(), 20) for y in range(0, seen.height(), 20)]
    assert {seen.pixelColor(x, y).name() for x, y in places} == {"#000000"}
    press(room, Qt.Key.Key_Return)
    assert room.sent == ["PayPressed"]


def test_where_to_find_a_person_is_said_last_and_the_phone_by_its_digits(room: Room) -> None:
    room.show(heard(EXAMPLES["shell/Attract"]))
    assert room.ears.last.splitlines()[-1].count("Phone: 4 4 1 0") == 1
