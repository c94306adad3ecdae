"""Self-tests against the simulators: whatever a device does is a measured result, and a bad one is never a pass."""

from __future__ import annotations

import asyncio
import base64
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
import zxingcpp
from PIL import Image

from devices.api import Health, HealthState, Pattern, Reason
from kiosk.backroom.testing.bench import ACTS, is_on_glass
from kiosk.backroom.testing.certificates import FOLDER
from kiosk.domain.selftests import Ask, Kind, Measured, SelfTest, Verdict
from kiosk.domain.values import replace
from kiosk.flows.selftest import events as e
from kiosk.flows.selftest.examples import EXAMPLES
from kiosk.flows.selftest.states import Result
from kiosk.flows.shell.session import Session
from tests.unit.backroom.testing.room import SITE, Room, at, running
from tests.unit.devices.pairs import Pair, Watched
from tests.virtual_time import run

# --- faults -----------------------------------------------------------------------------------------------------------


def test_a_printer_without_paper_fails_with_its_cause(tmp_path: Path) -> None:
    async def script(pair: Pair, watched: Watched, room: Room) -> None:
        pair.do("paper", state="out")
        await watched.until(HealthState.NEEDS_PERSON)
        room.begin(Kind.PAPER, Ask.PRINT)
        assert (await room.verdict())[:2] == (Verdict.FAILED, "paper-out")

    at("printer", tmp_path, script)


def test_paper_that_ends_in_the_test_fails_it_and_counts_no_print(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        pair.fault("after 5 lines: paper out")
        room.begin(Kind.PAPER, Ask.PRINT)
        assert (await room.verdict())[:2] == (Verdict.FAILED, "paper-out")
        assert "prints" not in room.totals()

    at("printer", tmp_path, script)


def test_a_scale_that_drifts_fails_with_what_it_measured(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        pair.do("load", grams=1020)
        room.begin(Kind.WEIGH, Ask.WEIGHT, grams=1000)
        assert await room.verdict() == (Verdict.FAILED, "off", Measured("weight", amount=1020))

    at("scale", tmp_path, script)


def test_a_scale_that_is_never_empty_or_never_rests_fails_when_its_time_is_over(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        pair.do("load", grams=300)
        room.begin(Kind.WEIGH, Ask.EMPTY)
        assert await room.verdict() == (Verdict.FAILED, "time-out", Measured("weight", amount=300))
        room.posted.clear()
        pair.fault("motion forever")
        room.begin(Kind.WEIGH, Ask.WEIGHT, grams=500)
        assert await room.verdict() == (Verdict.FAILED, "time-out", Measured("moving"))

    at("scale", tmp_path, script)


def test_a_silent_terminal_fails_and_the_bench_goes_on(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        pair.do("silent", on=True)
        room.begin(Kind.TERMINAL, Ask.DIAGNOSE)
        verdict, why, _ = await room.verdict()
        assert verdict is Verdict.FAILED
        assert why in ("no-answer", "unplugged")
        assert pair.do("turnovers")["turnovers"] == []

    at("terminal", tmp_path, script)


def test_a_code_that_is_another_is_told_by_its_length_alone(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        room.begin(Kind.SCAN, Ask.SCAN)
        await asyncio.sleep(0.1)
        pair.do("scan", text="8710400280507")
        assert await room.verdict() == (Verdict.FAILED, "another-code", Measured("another-code", "", 13))
        assert "8710400280507" not in repr(room.posted)

    at("scanner", tmp_path, script)


def test_a_relay_that_sticks_is_a_result_and_the_lights_go_on_as_before(tmp_path: Path) -> None:
    async def script(pair: Pair, watched: Watched, room: Room) -> None:
        await watched.device.show(Pattern.FREE)
        pair.fault("relay 3 sticks")
        room.begin(Kind.LAMPS, Ask.LAMPS)
        verdict, why, measured = await room.verdict()
        assert (verdict, why) == (Verdict.FAILED, "refused")
        assert "relay 3" in measured.text
        assert watched.device.pattern is Pattern.FREE

    at("lights", tmp_path, script)


def test_a_program_that_raises_is_told_and_gives_the_reader_back(tmp_path: Path, monkeypatch: Any, caplog: Any) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        async def broken(*_all: Any) -> Any:
            raise KeyError("x")

        monkeypatch.setitem(ACTS, Ask.SCAN, (broken, 1.0))
        effect = room.begin(Kind.SCAN, Ask.SCAN)
        await room.done()
        (failed,) = room.posted
        assert getattr(failed, "key", "") == effect.step_id
        pair.do("scan", text="8710400280507")
        await asyncio.sleep(0.5)
        assert len(room.customers) == 1

    at("scanner", tmp_path, script)
    caplog.clear()


@pytest.mark.parametrize("how", ["stopped", "left", "another"])
def test_a_step_that_nobody_looks_at_any_more_ends_and_its_reader_is_the_customers_again(
    tmp_path: Path, how: str
) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        effect = room.begin(Kind.SCAN, Ask.SCAN)
        await asyncio.sleep(0.5)
        if how == "stopped":
            room.bench.table()[e.StopStep](e.StopStep("another"))
            room.bench.table()[e.StopStep](e.StopStep(effect.step_id))
        elif how == "left":
            room.seen = Session(SITE, SITE.language)
        else:
            room.bench.measure(e.MeasureStep("x", "", running(Kind.SOUND, Ask.HEAR).step, "en"))
        await room.done()
        pair.do("scan", text=effect.step.expected.text)
        await asyncio.sleep(0.5)
        assert [own for own in room.posted if getattr(own, "step_id", "") == effect.step_id] == []
        assert len(room.customers) == 1

    at("scanner", tmp_path, script)


def test_a_device_that_is_away_fails_at_once(tmp_path: Path) -> None:
    device = SimpleNamespace(health=Health(HealthState.ABSENT, (Reason.NOT_REACHABLE,), 0.0, "no such port"))

    async def main() -> None:
        room = Room(tmp_path, "printer", device)
        room.begin(Kind.PAPER, Ask.PRINT)
        words = Measured("words", "ABSENT NOT_REACHABLE: no such port")
        assert await room.verdict() == (Verdict.FAILED, "unplugged", words)
        await room.done()

    run(main())


def test_a_paper_is_read_back_by_a_scanner_whatever_its_printer_says_meanwhile(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        away = SimpleNamespace(health=Health(HealthState.NEEDS_PERSON, (Reason.COVER_OPEN,)))
        cast(dict[str, Any], room.inside.devices)["printer"] = away
        room.part = "printer"
        effect = room.begin(Kind.PAPER, Ask.READ_BACK)
        await asyncio.sleep(0.1)
        pair.do("scan", text=effect.step.expected.text)
        assert (await room.verdict())[0] is Verdict.PASSED

    at("scanner", tmp_path, script)


def test_a_key_that_nobody_can_press_is_named(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        effect = room.begin(Kind.KEYS, Ask.KEYS)
        await asyncio.sleep(0.1)
        for key in effect.step.expected.text.split():
            if key != "help":
                pair.do("key", key=key)
                pair.do("key", key=key)
                await asyncio.sleep(0.5)
        count = effect.step.expected.amount - 1
        assert await room.verdict() == (Verdict.FAILED, "time-out", Measured("keys", "help", count))
        assert room.customers == []

    at("keypad", tmp_path, script)


def test_what_a_reader_cannot_read_fails_and_is_not_kept(tmp_path: Path) -> None:
    async def bad_code(pair: Pair, _watched: Watched, room: Room) -> None:
        room.begin(Kind.SCAN, Ask.SCAN)
        await asyncio.sleep(0.1)
        pair.do("garbage", raw_hex="01020d")
        assert (await room.verdict())[:2] == (Verdict.FAILED, "unreadable")

    async def bad_document(pair: Pair, _watched: Watched, room: Room) -> None:
        room.begin(Kind.DOCUMENT, Ask.LAY)
        await asyncio.sleep(0.1)
        pair.fault("bcc")
        pair.do("document", format="TD3")
        assert (await room.verdict())[0] is Verdict.FAILED

    at("scanner", tmp_path, bad_code)
    at("documents", tmp_path, bad_document)


# --- what works -------------------------------------------------------------------------------------------------------


def test_the_paper_shows_letters_and_a_code_that_reads_back(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        effect = room.begin(Kind.PAPER, Ask.PRINT)
        assert await room.verdict() == (Verdict.PASSED, "", Measured("printed"))
        (receipt,) = pair.do("receipts")["receipts"]
        text = "\n".join(receipt["lines"])
        assert all(sign in text for sign in "€ñãëüç")
        assert effect.step.expected.text[-4:] in text
        assert "prints" not in room.totals()
        assert {"cuts", "paper_mm"} <= set(room.totals())

    at("printer", tmp_path, script)


def test_a_tag_printer_prints_a_code_that_a_reader_reads(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        effect = room.begin(Kind.TAG, Ask.TAG)
        verdict, _, _ = await room.verdict()
        assert verdict is Verdict.PASSED
        picture = Image.open(BytesIO(base64.b64decode(pair.do("tag_png")["png_base64"])))
        assert effect.step.expected.text in [code.text for code in zxingcpp.read_barcodes(picture)]

    at("tags", tmp_path, script)


def test_a_code_reaches_the_test_alone_and_is_not_counted(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        effect = room.begin(Kind.SCAN, Ask.SCAN)
        await asyncio.sleep(0.1)
        pair.do("scan", text=effect.step.expected.text)
        verdict, _, measured = await room.verdict()
        assert (verdict, measured.text) == (Verdict.PASSED, effect.step.expected.text)
        assert room.customers == []
        assert "reads" not in room.totals()

    at("scanner", tmp_path, script)


def test_a_right_weight_passes_and_is_shown_while_it_comes(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        room.begin(Kind.WEIGH, Ask.WEIGHT, grams=1000)
        await asyncio.sleep(2)
        pair.do("load", grams=1000)
        assert await room.verdict() == (Verdict.PASSED, "", Measured("weight", amount=1000))
        live = [event.measured for event in room.posted if isinstance(event, e.StepProgressed)]
        assert live[0] == Measured("weight", amount=0)
        assert live[-1] == Measured("weight", amount=1000)
        assert len(live) == len(set(live))

    at("scale", tmp_path, script)


def test_a_terminal_tells_its_last_number_and_its_own_words_and_charges_nobody(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        room.begin(Kind.TERMINAL, Ask.DIAGNOSE)
        verdict, _, measured = await room.verdict()
        assert (verdict, measured.what) == (Verdict.PASSED, "diagnosis")
        assert pair.do("turnovers")["turnovers"] == []

    at("terminal", tmp_path, script)


def test_keys_pass_when_each_was_pressed(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        effect = room.begin(Kind.KEYS, Ask.KEYS)
        await asyncio.sleep(0.1)
        for key in effect.step.expected.text.split():
            pair.do("key", key=key)
            await asyncio.sleep(0.5)
        assert (await room.verdict())[0] is Verdict.PASSED
        assert "keys" not in room.totals()

    at("keypad", tmp_path, script)


def test_a_document_is_told_by_its_format_and_check_digits_alone(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        room.begin(Kind.DOCUMENT, Ask.LAY)
        await asyncio.sleep(0.1)
        pair.do("document", format="TD3")
        verdict, _, measured = await room.verdict()
        assert (verdict, measured.what, measured.text) == (Verdict.PASSED, "document", "TD3")
        assert room.customers == []

    at("documents", tmp_path, script)


def test_a_sentence_is_said_in_the_language_of_the_glass(tmp_path: Path) -> None:
    async def main() -> None:
        room = Room(tmp_path)
        room.begin(Kind.SOUND, Ask.HEAR)
        assert (await room.answer()).is_right
        assert room.said == ["This kiosk is being tested."]
        await room.done()

    run(main())


# --- plan and certificate ---------------------------------------------------------------------------------------------


def finished() -> SelfTest:
    example = EXAMPLES["Result"]
    assert isinstance(example, Result)
    return example.self_test


def test_the_plan_knows_what_is_fitted_and_what_came_of_it_last(tmp_path: Path) -> None:
    async def script(_pair: Pair, _watched: Watched, room: Room) -> None:
        room.bench.table()[e.FindSelfTests](e.FindSelfTests())
        (before,) = await room.done()
        room.bench.table()[e.KeepCertificate](e.KeepCertificate(finished()))
        kept = (await room.done())[-1]
        assert isinstance(kept, e.CertificateKept)
        room.bench.table()[e.FindSelfTests](e.FindSelfTests())
        after = (await room.done())[-1]
        assert isinstance(before, e.SelfTestsFound)
        assert isinstance(after, e.SelfTestsFound)
        assert (before.tests[0].kind, before.tests[0].last) == (Kind.PAPER, None)
        assert {step.ask for step in before.tests[0].steps} >= {Ask.PRINT, Ask.READ_BACK, Ask.LETTERS, Ask.CUT}
        assert after.tests[0].last is Verdict.FAILED

    at("printer", tmp_path, script)


def test_a_disk_that_cannot_be_written_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FOLDER).write_text("in the way", encoding="utf-8")

    async def main() -> None:
        room = Room(tmp_path)
        room.bench.table()[e.KeepCertificate](e.KeepCertificate(finished()))
        assert await room.done() == [e.CertificateLost(finished().id)]

    run(main())
    assert "is not stored" in caplog.text
    caplog.clear()


def test_the_certificate_comes_out_of_the_printer_with_what_was_measured(tmp_path: Path) -> None:
    async def script(pair: Pair, _watched: Watched, room: Room) -> None:
        room.bench.table()[e.PrintCertificate](e.PrintCertificate(finished(), "ab" * 32, "en"))
        assert await room.done() == [e.CertificatePrinted(finished().id, "DONE", "")]
        (receipt,) = pair.do("receipts")["receipts"]
        text = "\n".join(receipt["lines"])
        assert all(word in text for word in ("Certificate", "lane-1", "tessa", "MEDIA_EMPTY", "ab" * 16))

    at("printer", tmp_path, script)


def test_without_a_printer_the_certificate_says_so(tmp_path: Path) -> None:
    async def main() -> None:
        room = Room(tmp_path)
        room.bench.table()[e.PrintCertificate](e.PrintCertificate(finished(), "ab", "en"))
        assert await room.done() == [e.CertificatePrinted(finished().id, "FAILED", "not-fitted")]

    run(main())


def test_a_step_is_looked_at_under_another_guest_too() -> None:
    room = Room(Path())
    assert is_on_glass(room.seen)
    under = room.seen.over
    assert under is not None
    assert is_on_glass(replace(room.seen, over=replace(under, flow="help", under=under)))
    assert not is_on_glass(Session(SITE, SITE.language))
