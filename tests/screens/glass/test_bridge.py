"""Frames come in from any thread and events go out as the flows know them."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kiosk.flows.base import View
from kiosk.flows.shell import EXAMPLES, Frame, frame
from kiosk.words import SiteFormat, Words
from screens.bridge import Shell
from screens.gallery.stage import in_language
from screens.rows import RowModel

WORDS = {tag: Words(tag, SiteFormat()) for tag in ("en", "nl")}


class Glass:
    """A shell without a window, with what it sent and a clock the test moves."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, int | str]]] = []
        self.now_ms = 1_790_000_042_000
        self.shell = Shell(
            lambda tag: WORDS[tag], self.keep, now_ms=lambda: self.now_ms, clock_text=lambda now_ms: str(now_ms)
        )

    def keep(self, event: str, args: dict[str, int | str]) -> None:
        self.sent.append((event, args))

    @property
    def rows(self) -> RowModel:
        model = self.shell.property("rows")
        assert isinstance(model, RowModel)
        return model

    def read(self, name: str) -> Any:
        return self.shell.property(name)


@pytest.fixture
def glass(qapp: object) -> Glass:
    """A shell on which nothing is shown yet."""
    return Glass()


def example(name: str, language: str = "en") -> Frame:
    return frame(in_language(EXAMPLES[name], language))


def test_frames_from_another_thread_are_shown_in_their_order(glass: Glass, qtbot: QtBot) -> None:
    seen: list[str] = []
    glass.shell.presented.connect(lambda: seen.append(glass.read("screen")))
    names = ["shell/Attract", "checkout/Scanning", "checkout/Paying", "checkout/ThankYou"]
    frames = [example(name) for name in names]

    def present_all() -> None:
        for one in frames:
            glass.shell.present(one)

    thread = threading.Thread(target=present_all)
    thread.start()
    thread.join()
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == len(names), timeout=60_000)
    assert seen == names


def test_a_frames_words_are_finished_in_its_language(glass: Glass) -> None:
    glass.shell.show_now(example("checkout/Scanning", "nl"))
    assert glass.read("view")["title"] == "Scan uw volgende artikel"
    assert glass.read("view")["primary"]["label"].startswith("Betaal €")
    assert glass.read("strip")["language"]["label"] == "Nederlands"


def test_a_change_of_language_says_rows_strip_and_sheet_anew(glass: Glass) -> None:
    glass.shell.show_now(example("sheet/Person", "en"))
    first = (glass.rows.row(0)["name"], glass.read("sheet")["title"], glass.read("strip")["help"]["label"])
    glass.shell.show_now(example("sheet/Person", "nl"))
    second = (glass.rows.row(0)["name"], glass.read("sheet")["title"], glass.read("strip")["help"]["label"])
    assert all(one != other for one, other in zip(first, second, strict=True))


def test_numbers_of_qml_reach_the_flow_as_whole_numbers_and_ids_as_text(glass: Glass) -> None:
    glass.shell.send("MorePressed", {"n": 3.0, "id": "0007"})
    assert glass.sent == [("MorePressed", {"n": 3, "id": "0007"})]
    assert isinstance(glass.sent[0][1]["n"], int)


def test_what_is_no_whole_number_and_no_text_is_not_sent(glass: Glass) -> None:
    glass.shell.send("MorePressed", {"n": 3.5, "x": None, "y": [1]})
    assert glass.sent == [("MorePressed", {})]


def test_the_same_strip_is_not_announced_again(glass: Glass) -> None:
    glass.shell.show_now(example("checkout/Scanning"))
    announced: list[bool] = []
    glass.shell.changed.connect(lambda: announced.append(True))
    glass.shell.show_now(example("checkout/Scanning-hard"))
    assert announced == []
    glass.shell.show_now(example("sheet/Cancel"))
    assert announced == [True]


def test_seconds_count_down_while_frames_come_and_are_gone_with_the_sheet(glass: Glass) -> None:
    glass.shell.show_now(example("sheet/StillThere"))
    glass.now_ms += 12_000
    glass.shell.show_now(example("sheet/StillThere"))
    assert glass.read("countdown")["text"] == "18 s"
    glass.shell.show_now(example("checkout/Scanning"))
    assert glass.read("countdown") is None


def test_an_unclear_payment_tells_how_long_it_has_taken(glass: Glass) -> None:
    glass.shell.show_now(example("checkout/PaymentUnclear"))
    assert glass.read("elapsed") == "0:42"
    glass.now_ms += 60_000
    ticks: list[bool] = []
    glass.shell.ticked.connect(lambda: ticks.append(True))
    glass.shell.tick()
    assert ticks == [True]
    assert glass.read("elapsed") == "1:42"


def test_the_time_of_day_is_asked_each_second_once_the_clock_runs(glass: Glass, qtbot: QtBot) -> None:
    assert glass.read("clock") == ""
    glass.shell.start_clock()
    assert glass.read("clock") == str(glass.now_ms)
    glass.now_ms += 1000
    qtbot.waitUntil(lambda: glass.read("clock") == str(glass.now_ms), timeout=60_000)


def test_the_text_of_a_code_becomes_an_id_and_goes_with_its_screen(glass: Glass) -> None:
    shown = example("checkout/Receipt")
    with_code = replace(shown, view=replace(shown.view, parts={**shown.view.parts, "qr": "PRONTO 0007"}))
    glass.shell.show_now(with_code)
    code = glass.read("view")["parts"]["qr"]
    assert code != "PRONTO 0007"
    assert glass.shell.codes.text(code) == "PRONTO 0007"
    glass.shell.show_now(example("checkout/ThankYou"))
    assert glass.shell.codes.text(code) == ""


def test_the_demo_mark_stands_exactly_while_a_device_is_simulated(glass: Glass) -> None:
    shown = example("checkout/Scanning")
    glass.shell.show_now(shown)
    assert glass.read("demo") == "DEMO"
    glass.shell.show_now(replace(shown, is_demo=False))
    assert glass.read("demo") == ""


def test_a_view_without_rows_empties_the_list(glass: Glass) -> None:
    glass.shell.show_now(example("checkout/Scanning"))
    assert glass.rows.rowCount() > 0
    shown = example("checkout/Paying")
    assert isinstance(shown.view, View)
    glass.shell.show_now(shown)
    assert glass.rows.rowCount() == 0


def test_what_was_typed_is_forgotten_with_the_next_picture(glass: Glass) -> None:
    glass.shell.send("CodeTyped", {"code": "30569309025904"})
    glass.shell.show_now(example("shell/Attract"))
    assert glass.shell.last_sent == ("", {})
