"""The fault language: what is understood, and where a mistake is said to stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.sim.escpos.phrases import EVENTS as PRINTER_EVENTS
from devices.sim.escpos.phrases import PHRASES as PRINTER_PHRASES
from devices.sim.fault_words import Direction, Fault, FaultTextError, Lasts, Phrase, parse, written
from devices.sim.scanners.linescan import PHRASES as SCANNER_PHRASES
from devices.sim.shaping import LINK_PHRASES
from devices.sim.zvt.phrases import EVENTS as TERMINAL_EVENTS
from devices.sim.zvt.phrases import PHRASES as TERMINAL_PHRASES

PHRASES = LINK_PHRASES + PRINTER_PHRASES + TERMINAL_PHRASES
EVENTS = PRINTER_EVENTS + TERMINAL_EVENTS


def one(script: str) -> Fault:
    (fault,) = parse(script, PHRASES, EVENTS)
    return fault


@pytest.mark.parametrize(
    ("script", "position", "said"),
    [
        ("papier out", 1, "unknown action 'papier'"),
        ("paper empty", 7, "expected"),
        ("drop link at byte x", 19, "whole number"),
        ("drop link at 17", 14, "expected 'byte'"),
        ("drop link at byte 17 sideways", 22, "nothing may follow"),
        ("after 2 cuts paper out", 23, 'expected ":"'),
        ("after 2 sneezes: paper out", 7, "unknown event"),
        ("after cut: jump", 12, "unknown action"),
        ("refuse zz", 8, "a byte in hex"),
        ("lose 04", 6, "two bytes in hex"),
        ("noise much", 7, "a percentage"),
        ("answer after soon", 14, "a time"),
        ("paper out; drop", 16, "expected 'link'"),
        ("paper aut", 7, "expected 'out' or 'low' or 'ok', found 'aut'; did you mean 'out'?"),
        ("drp link", 1, "unknown action 'drp'; did you mean 'drop link'?"),
        ("after 2 cutz: paper out", 7, "unknown event '2 cutz'; did you mean 'cut'?"),
        ("after cut:", 11, "expected an action here, found the end"),
        ("drop link at bite 3", 14, "expected 'byte', found 'bite'; did you mean 'byte'?"),
        ("drop link at byte " + 5000 * "9", 19, "whole number"),
        ("drop link at byte \u0663", 19, "whole number"),
        ("noise 101 %", 7, "a percentage"),
        ("after 0 cuts: glue", 7, "unknown event"),
        ("", 1, "no rule"),
        (" ; ;", 1, "no rule"),
    ],
)
def test_a_mistake_is_named_with_its_position(script: str, position: int, said: str) -> None:
    with pytest.raises(FaultTextError) as caught:
        parse(script, PHRASES, EVENTS)
    assert caught.value.position == position
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"line 1, column {position}: ")


@pytest.mark.parametrize(
    ("script", "event", "count"),
    [
        ("after cut: paper out", "cut", 1),
        ("after 2 cuts: paper out", "cut", 2),
        ("after line 3: drop link", "line", 3),
        ("after 3 lines: drop link", "line", 3),
        ("AFTER AMOUNT: Drop Link", "amount", 1),
        ("after 04 0f: drop link", "04 0F", 1),
        ("after 2 04 0F: drop link", "04 0F", 2),
    ],
)
def test_events_are_counted_in_every_form(script: str, event: str, count: int) -> None:
    fault = one(script)
    assert (fault.event, fault.event_count) == (event, count)


def test_a_byte_is_counted_as_received_unless_said_otherwise() -> None:
    assert (one("drop link at byte 17").at_byte, one("drop link at byte 17").direction) == (17, Direction.RECEIVED)
    assert one("drop link at byte 17 sent").direction is Direction.SENT


@pytest.mark.parametrize(
    ("script", "key", "arguments"),
    [
        ("answer after 130 s", "answer after", (130.0,)),
        ("answer after 250ms", "answer after", (0.25,)),
        ("delay 2 min", "delay", (120.0,)),
        ("noise 1 %", "noise", (0.01,)),
        ("lose ack 1", "lose ack", (1,)),
        ("lose 04 0F", "lose", (b"\x04\x0f",)),
        ("lose 040F", "lose", (b"\x04\x0f",)),
        ("refuse 6F", "refuse", (b"\x6f",)),
        ("approve then die", "approve then die", ()),
        ("approve then 1E", "approve then 1E", ()),
        ("approve then 1E kept", "approve then 1E kept", ()),
        ("wrong amount", "wrong amount", ()),
        ("wrong amount 7", "wrong amount", (7,)),
        ("one byte at a time", "one byte at a time", ()),
        ("glue", "glue", ()),
    ],
)
def test_actions_carry_their_arguments(script: str, key: str, arguments: tuple[object, ...]) -> None:
    fault = one(script)
    assert (fault.key, fault.arguments) == (key, arguments)


def test_rules_are_divided_by_semicolons_and_lines() -> None:
    rules = parse("after 2 cuts: paper out; glue\nnoise 1 %", PHRASES, EVENTS)
    assert [rule.text for rule in rules] == ["after 2 cuts: paper out", "glue", "noise 1 %"]


@pytest.mark.parametrize("phrases", [LINK_PHRASES, PRINTER_PHRASES, TERMINAL_PHRASES, SCANNER_PHRASES])
def test_no_two_phrases_of_one_simulator_have_the_same_words(phrases: tuple[Phrase, ...]) -> None:
    keys = [phrase.key for phrase in (*LINK_PHRASES, *phrases)] if phrases is not LINK_PHRASES else []
    assert len(keys) == len(set(keys))
    assert all(phrase.meaning and isinstance(phrase.lasts, Lasts) for phrase in phrases)


def test_a_mistake_in_a_later_line_is_named_by_line_and_column() -> None:
    script = "after 2 cuts: paper out\n glue\n  paper aut"
    with pytest.raises(FaultTextError) as caught:
        parse(script, PHRASES, EVENTS)
    error = caught.value
    assert (error.line, error.column, script[error.position - 1 :]) == (3, 9, "aut")


def test_frames_are_events_only_where_a_device_has_them() -> None:
    with pytest.raises(FaultTextError, match="unknown event '04 0f'"):
        parse("after 04 0F: glue", LINK_PHRASES, PRINTER_EVENTS)


# --- any text -------------------------------------------------------------------------------------------------------

_NUMBERS = st.integers(0, 999_999_999)
_VALUES = {
    "N": _NUMBERS.map(str),
    "HH": st.binary(min_size=1, max_size=1).map(bytes.hex),
    "HHHH": st.binary(min_size=2, max_size=2).map(bytes.hex),
    "T": st.tuples(st.decimals(0, 999_999_999, places=3), st.sampled_from(["ms", " s", "min"])).map(
        "{0[0]}{0[1]}".format
    ),
    "P": st.decimals(0, 100, places=4).map("{} %".format),
}


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule with everything that a rule may have."""
    words = draw(st.sampled_from(PHRASES)).words.split()
    if words[-1].startswith("[") and draw(st.booleans()):
        words.pop()
    action = " ".join(draw(_VALUES[word.strip("[]")]) if word.strip("[]") in _VALUES else word for word in words)
    event = draw(st.sampled_from([*EVENTS, "04 0F", None]).filter(lambda name: name != "HH HH"))
    before = f"after {draw(st.integers(1, 99))} {event}: " if event else ""
    place = draw(st.sampled_from(["", " at byte {}", " at byte {} sent", " at byte {} received"]))
    return before + action + place.format(draw(_NUMBERS))


@given(rules())
def test_a_rule_that_is_written_back_is_the_same_rule(rule: str) -> None:
    (fault,) = parse(rule, PHRASES, EVENTS)
    assert parse(written(fault, PHRASES), PHRASES, EVENTS) == (fault,)
    assert fault.text == rule.strip()


_WORDS = sorted({word for phrase in PHRASES for word in phrase.words.split()} | {*EVENTS, "after", "at", "byte"})


def understood(script: str) -> tuple[Fault, ...] | FaultTextError:
    """Give the rules, or the mistake."""
    try:
        return parse(script, PHRASES, EVENTS)
    except FaultTextError as error:
        return error


@given(st.text(max_size=60) | st.lists(st.sampled_from([*_WORDS, ":", ";", "\n", "3", "%", "\u0130"])).map(" ".join))
def test_any_text_is_understood_or_refused_with_a_place_inside_it(script: str) -> None:
    found = understood(script)
    if isinstance(found, FaultTextError):
        lines = script.split("\n")
        assert 1 <= found.position <= len(script) + 1
        assert 1 <= found.line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1
    else:
        assert parse("; ".join(written(fault, PHRASES) for fault in found), PHRASES, EVENTS) == found
