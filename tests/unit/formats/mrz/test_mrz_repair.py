from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest

from kiosk.formats.mrz import Content, Doubt, Doubtful, Field, Format, Mrz, Repaired, build, parse, repair
from kiosk.formats.mrz.layouts import LAYOUTS
from kiosk.formats.mrz.repairing import LOOK_ALIKES
from tests.unit.formats.mrz.specimens import ERIKSSON, chance, specimen, with_characters

FORMATS = pytest.mark.parametrize("form", Format)
SPECIMENS = 250
MOST_QUESTIONS = 12
ANA = Content("P", "NLD", "X0006H5A2", "Silva", "Ana", "740812", "F", "300415", "NLD")
AMBIGUOUS = build(Format.TD3, ANA)
HELD_BY_CHANCE = build(Format.TD1, replace(ANA, document_code="ID", number="038244227101"))
"""Its number may be read with O for 0: the check digit holds then as if the filler in it did not count."""


def misread(zone: Mrz, count: int, seed: int) -> Mrz:
    """Return the zone with so many look-alikes, of the fields that a check digit speaks of."""
    rng = chance(seed)
    places = [at for at, character in enumerate(zone.text) if character in LOOK_ALIKES and is_governed(zone.format, at)]
    changed = rng.sample(places, min(count, len(places)))
    return with_characters(zone, {at: LOOK_ALIKES[zone.text[at]] for at in changed})


def is_governed(form: Format, at: int) -> bool:
    """Whether a misread character can be seen: all but the optional data of a visa."""
    return LAYOUTS[form].composite_at >= 0 or LAYOUTS[form].position(at)[0] is not Field.OPTIONAL


def asked_to_the_end(right: Mrz, wrong: Mrz) -> Mrz:
    """Answer every question as the document would."""
    answers: dict[int, str] = {}
    found = repair(wrong)
    while isinstance(found, Doubtful) and found.doubts:
        assert len(answers) <= MOST_QUESTIONS
        answers[found.doubts[0].at] = right.text[found.doubts[0].at]
        found = repair(wrong, answers)
    assert isinstance(found, Repaired)
    assert {swap.at for swap in found.swaps}.isdisjoint(answers)
    return found.mrz


@pytest.mark.parametrize("count", [1, 2])
@FORMATS
def test_what_was_put_right_was_never_put_wrong(form: Format, count: int) -> None:
    told: Counter[str] = Counter()
    for seed in range(SPECIMENS):
        right = specimen(form, chance(seed))
        wrong = misread(right, count, seed)
        if wrong.is_valid:  # two that cancel each other: no check digit sees them, so nothing is put right
            told["unseen"] += 1
            assert repair(wrong) == Repaired(wrong, ())
            continue
        found = repair(wrong)
        if isinstance(found, Repaired):
            told["right"] += 1
            assert found.mrz == right, f"specimen {seed} was put wrong"
            assert {swap.at for swap in found.swaps} == differing(right, wrong)
        else:
            told["asked"] += 1
            assert found.doubts, f"specimen {seed}: no place to ask for"
            assert all(leads_on(wrong, doubt) for doubt in found.doubts), f"specimen {seed}: an idle question"
            assert asked_to_the_end(right, wrong) == right
    assert told["unseen"] <= (0 if count == 1 else SPECIMENS // 20)
    assert told["right"] > SPECIMENS // 2


def leads_on(wrong: Mrz, doubt: Doubt) -> bool:
    """Whether either answer leaves at least one reading."""
    after = [repair(wrong, {doubt.at: candidate}) for candidate in doubt.candidates]
    return len(after) == 2 and all(isinstance(found, Repaired) or found.doubts for found in after)


def test_the_first_question_is_the_one_that_leaves_the_fewest_readings() -> None:
    wrong = with_characters(build(Format.TD3, replace(ANA, number="K0B1Z8S00")), {45: "O"})
    places = [at for at in range(44, 53) if wrong.text[at] in LOOK_ALIKES]
    choices = product(*((wrong.text[at], LOOK_ALIKES[wrong.text[at]]) for at in places))
    tried = [with_characters(wrong, dict(zip(places, choice, strict=True))) for choice in choices]
    readings = [zone for zone in tried if zone.is_valid]
    left = {at: Counter(zone.text[at] for zone in readings).most_common(1)[0][1] for at in places}
    found = repair(wrong)
    assert isinstance(found, Doubtful)
    asked = [doubt.at for doubt in found.doubts]
    assert len(readings) > 2
    assert asked == sorted((at for at in places if left[at] < len(readings)), key=lambda at: (left[at], at))
    assert len(set(left.values())) > 1


def differing(one: Mrz, other: Mrz) -> set[int]:
    return {at for at in range(len(one.text)) if one.text[at] != other.text[at]}


def test_a_zone_that_is_right_is_left_alone() -> None:
    zone = parse(ERIKSSON)
    assert repair(zone) == Repaired(zone, ())


def test_a_letter_in_a_date_has_one_reading_and_is_told() -> None:
    zone = parse(ERIKSSON)
    found = repair(with_characters(zone, {59: "O", 87: "O"}))
    assert isinstance(found, Repaired)
    assert found.mrz == zone
    assert [(swap.field, swap.line, swap.index, swap.was, swap.becomes) for swap in found.swaps] == [
        (Field.BIRTH, 1, 15, "O", "0"),
        (Field.COMPOSITE, 1, 43, "O", "0"),
    ]


def test_a_digit_in_a_name_or_a_country_has_one_reading_and_is_told() -> None:
    found = repair(with_characters(parse(ERIKSSON), {10: "5", 4: "0", 56: "0"}))
    assert isinstance(found, Repaired)
    assert [swap.field for swap in found.swaps] == [Field.ISSUER, Field.NAME, Field.NATIONALITY]


def test_a_country_that_does_not_exist_is_not_repaired_into_one() -> None:
    found = repair(with_characters(parse(ERIKSSON), {4: "8"}))
    assert isinstance(found, Doubtful)
    assert found.mrz.issuer == "UTB"
    assert found.doubts == ()


def test_two_readings_that_both_satisfy_the_digits_are_asked_for_not_chosen() -> None:
    zone = AMBIGUOUS
    wrong = with_characters(zone, {46: "O"})
    found = repair(wrong)
    assert isinstance(found, Doubtful)
    assert found.fields == (Field.NUMBER, Field.COMPOSITE)
    first = found.doubts[0]
    assert first.candidates == (wrong.text[first.at], LOOK_ALIKES[wrong.text[first.at]])
    assert (first.field, first.line, first.index) == (Field.NUMBER, 1, first.at - 44)
    assert asked_to_the_end(zone, wrong) == zone


def test_another_character_than_a_look_alike_is_not_guessed() -> None:
    found = repair(with_characters(parse(ERIKSSON), {62: "3"}))
    assert isinstance(found, Doubtful)
    assert found.doubts == ()
    assert found.fields == (Field.BIRTH, Field.COMPOSITE)


@pytest.mark.parametrize("character", ["Q", "?"])
def test_a_character_that_can_be_nothing_there_is_asked_for_without_a_guess(character: str) -> None:
    zone = parse(ERIKSSON)
    found = repair(with_characters(zone, {59: character}))
    assert isinstance(found, Doubtful)
    assert [(doubt.at, doubt.candidates) for doubt in found.doubts] == [(59, ())]
    assert found.fields[0] is Field.BIRTH
    answered = repair(with_characters(zone, {59: character}), {59: "0"})
    assert isinstance(answered, Repaired)
    assert answered.mrz == zone


def test_an_answer_is_believed_and_the_rest_is_held_against_it() -> None:
    zone = parse(ERIKSSON)
    wrong = repair(with_characters(zone, {45: "B"}), {45: "9"})
    assert isinstance(wrong, Doubtful)
    assert 45 not in {doubt.at for doubt in wrong.doubts}
    stubborn = repair(with_characters(zone, {59: "O"}), {59: "O"})
    assert isinstance(stubborn, Doubtful)
    assert [(doubt.at, doubt.candidates) for doubt in stubborn.doubts] == [(59, ())]


def test_g_for_6_is_not_seen_and_so_never_put_right() -> None:
    seen = with_characters(AMBIGUOUS, {48: "G"})
    assert seen.is_valid
    assert repair(seen) == Repaired(seen, ())


@pytest.mark.parametrize("digit", ["0", "1"])
@pytest.mark.parametrize("form", [Format.TD1, Format.TD2])
def test_too_many_look_alikes_are_asked_for_one_by_one(form: Format, digit: str) -> None:
    layout = LAYOUTS[form]
    zone = specimen(form, chance(3))
    begin = layout.optional[0]
    full = dict.fromkeys(range(layout.number.start, layout.number.stop), "0")
    full |= dict.fromkeys(range(begin.start, begin.stop), "0") | {
        layout.number.stop: "<",
        begin.stop - 1: "<",
        begin.stop - 2: digit,
    }
    found = repair(with_characters(zone, full))
    assert isinstance(found, Doubtful)
    rest = range(begin.start, begin.stop - 2)
    assert {doubt.at for doubt in found.doubts} == {*range(layout.number.start, layout.number.stop), *rest}
    assert {doubt.candidates for doubt in found.doubts} == {("0", "O")}


def test_a_number_whose_digit_holds_by_chance_is_not_what_the_optional_data_are_bent_to() -> None:
    right = HELD_BY_CHANCE
    wrong = with_characters(right, {5: "O"})
    assert wrong.checks.number_ok
    assert wrong.checks.composite_ok is False
    assert asked_to_the_end(right, wrong) == right


def test_nothing_of_a_repair_shows_the_person() -> None:
    found = repair(with_characters(parse(ERIKSSON), {59: "O"}))
    assert "ERIKSSON" not in repr(found)
    assert "'O'" not in repr(found)
