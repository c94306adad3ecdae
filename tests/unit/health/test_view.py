"""The one view: every reason has a cause and a cure, parts fall with their parent, and nothing is claimed unheard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from devices.api import Card, Consumable, Health, HealthState, Reason, Supply
from kiosk.domain.staff.parts import Role
from kiosk.health.advice import ARTICLES, advice_for
from kiosk.health.board import Board
from kiosk.health.counts import Count
from kiosk.health.report import as_json, lines
from kiosk.health.standards import CUSS_STATES, OWN_REASONS, XFS4IOT_STATES, cuss_codes
from kiosk.health.view import Fitting, Part
from kiosk.store.tallies import Tallies
from kiosk.words import LANGUAGES, SiteFormat, Words

CARD = Card("some document")
READY, ABSENT = Health(HealthState.READY), Health(HealthState.ABSENT, (Reason.NOT_REACHABLE,))
PRINTER = Fitting("printer", "escpos", "escpos+tcp://h:1?profile=tm-t20ii", CARD, has=("cutter", "drawer"))
SCANNER = Fitting("scanner", "linescan", "linescan+serial:///dev/ttyS0", CARD, hangs_on="scale")
SCALE = Fitting("scale", "cas", "cas+serial:///dev/ttyS1", Card("d", ("PD-II",), "silver"), is_required=True)


class Rig:
    """A board with clocks moved by hand: 50 s on the loop's clock is 1,000,000 ms on the wall's."""

    def __init__(self, *fittings: Fitting, stored: Tallies | None = None) -> None:
        self.now = 50.0
        self.board = Board(fittings, stored or Tallies(), lambda: self.now, lambda: 950_000 + round(self.now * 1000))

    def part(self, part_id: str) -> Part:
        return self.board.view().part(part_id)


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_state_has_a_cause_and_says_what_to_do(language: str) -> None:
    words = Words(language, SiteFormat())
    for code in (*Reason, *(state for state in HealthState if not _is_well(state)), "NOT_FITTED", "PARENT_AWAY"):
        cause, to_do = words.say(f"advice.{code}.cause"), words.say(f"advice.{code}.todo")
        assert cause.endswith(".")
        assert to_do.endswith(".")
        assert cause != to_do


def test_every_article_that_a_fault_names_is_there() -> None:
    folder = Path(__file__).parents[3] / "assets" / "help" / "en"
    assert {f"{own}.md" for own in ARTICLES.values()} <= {file.name for file in folder.iterdir()}


def _is_well(state: HealthState) -> bool:
    return state in (HealthState.READY, HealthState.BUSY)


def test_every_state_and_every_reason_has_its_name_elsewhere_or_is_known_to_have_none() -> None:
    assert set(CUSS_STATES) == set(XFS4IOT_STATES) == set(HealthState)
    assert set(Reason) > OWN_REASONS
    assert cuss_codes(Health(HealthState.NEEDS_PERSON, (Reason.COVER_OPEN, Reason.MEDIA_EMPTY))) == ("MEDIA_EMPTY",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_of_the_settings_says_what_it_means_to_be_without_it(language: str) -> None:
    words = Words(language, SiteFormat())
    assert all(words.say(f"advice.without.{role}").endswith(".") for role in get_args(Role))


def test_a_state_without_a_reason_is_explained_by_itself_and_a_well_one_not_at_all() -> None:
    assert [advice.code for advice in advice_for(Health(HealthState.NEEDS_PERSON))] == ["NEEDS_PERSON"]
    assert advice_for(READY) == ()
    assert [advice.code for advice in advice_for(ABSENT)] == ["NOT_REACHABLE"]


# --- parts ----------------------------------------------------------------------------------------------------------


def test_a_device_that_was_not_heard_yet_is_not_claimed_to_work() -> None:
    part = Rig(SCALE).part("scale")
    assert (part.state, part.is_usable, part.since_utc_ms) == (HealthState.ABSENT, False, 0)
    assert part.detail == "not opened yet"


def test_a_role_that_is_wanted_and_not_fitted_says_so() -> None:
    part = Rig(Fitting("terminal", is_required=True)).part("terminal")
    assert [reason.code for reason in part.reasons] == ["NOT_FITTED"]
    assert (part.remark, part.url, part.is_usable) == ("", "", False)


def test_what_a_device_is_comes_from_its_card_and_its_url() -> None:
    rig = Rig(PRINTER, SCALE)
    printer, scale = rig.part("printer"), rig.part("scale")
    assert (printer.driver, printer.model, printer.remark) == ("escpos", "tm-t20ii", "bronze: never met hardware")
    assert (scale.model, scale.remark, scale.is_required) == ("PD-II", "silver: PD-II", True)


def test_since_is_told_by_the_wall_for_what_the_loops_clock_saw() -> None:
    rig = Rig(SCALE)
    rig.board.heard("scale", Health(HealthState.READY, since_mono=45.0))
    assert rig.part("scale").since_utc_ms == 995_000


def test_a_part_whose_parent_is_away_is_away_because_of_it_and_not_when_it_is_back() -> None:
    rig = Rig(SCANNER, SCALE)
    rig.board.heard("scanner", READY)
    rig.board.heard("scale", ABSENT)
    part = rig.part("scanner")
    assert (part.state, part.is_usable, part.because_of) == (HealthState.ABSENT, False, "scale")
    assert part.reasons[0].code == "PARENT_AWAY"
    assert "    because of: scale" in lines(rig.board.view())
    assert (part.linked, rig.part("scale").linked) == (("scale",), ("scanner",))
    rig.board.heard("scale", READY)
    assert (rig.part("scanner").state, rig.part("scanner").because_of) == (HealthState.READY, "")


def test_a_parent_that_nobody_fitted_takes_nothing_away() -> None:
    rig = Rig(SCANNER)
    rig.board.heard("scanner", READY)
    assert rig.part("scanner").is_usable


def test_what_is_built_in_falls_with_its_device_and_fails_by_itself() -> None:
    rig = Rig(PRINTER)
    rig.board.heard("printer", READY)
    assert rig.part("printer.drawer").is_usable
    assert rig.part("printer").linked == ("printer.cutter", "printer.drawer")
    assert rig.part("printer.cutter").linked == ("printer",)
    rig.board.heard("printer", Health(HealthState.NEEDS_PERSON, (Reason.CUTTER,)))
    assert rig.part("printer.cutter").state is HealthState.NEEDS_PERSON
    assert rig.part("printer.cutter").because_of == ""
    assert rig.part("printer.drawer").because_of == "printer"
    rig.board.heard("printer", ABSENT)
    assert (rig.part("printer.cutter").state, rig.part("printer.cutter").because_of) == (HealthState.ABSENT, "printer")


def test_a_part_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Rig(SCALE).part("printer")


# --- consumables and counters ---------------------------------------------------------------------------------------


def test_consumables_are_shown_with_their_last_change_also_of_before_the_restart() -> None:
    rig = Rig(PRINTER, stored=Tallies(supplies={("printer", "paper"): ("low", 7)}))
    (left,) = rig.part("printer").consumables
    assert (left.name, left.supply, left.since_utc_ms) == ("paper", "low", 7)
    rig.board.heard("printer", Health(HealthState.READY, consumables=(Consumable("paper", Supply.OK),)))
    (left,) = rig.part("printer").consumables
    assert (left.supply, left.since_utc_ms) == ("ok", 1_000_000)
    rig.board.heard("printer", ABSENT)
    assert rig.part("printer").consumables == (left,)


def test_counters_go_on_from_what_is_stored_and_a_reset_keeps_those_ever() -> None:
    stored = Tallies({("scale", "weighings"): 5}, {("scale", "weighings"): 105}, {"scale": 3})
    rig = Rig(SCALE, stored=stored)
    rig.board.counts.add("scale", Count.WEIGHINGS, 2)
    tally = rig.part("scale").tally
    assert (tally.period, tally.ever, tally.began_utc_ms) == ({"weighings": 7}, {"weighings": 107}, 3)
    rig.board.was_reset("scale")
    rig.board.counts.add("scale", Count.WEIGHINGS)
    tally = rig.part("scale").tally
    assert (tally.period, tally.ever, tally.began_utc_ms) == ({"weighings": 1}, {"weighings": 108}, 1_000_000)


# --- texts ----------------------------------------------------------------------------------------------------------


def test_the_text_says_state_level_cause_cure_and_counts() -> None:
    rig = Rig(PRINTER, SCALE, stored=Tallies({("printer", "paper_mm"): 12_345}, {("printer", "paper_mm"): 99_999}))
    rig.board.heard("printer", Health(HealthState.NEEDS_PERSON, (Reason.MEDIA_EMPTY,), 50.0))
    text = "\n".join(lines(rig.board.view()))
    for words in (
        "printer: NEEDS_PERSON since 1970-01-01T00:16:40Z",
        "bronze: never met hardware",
        "MEDIA_EMPTY: Paper, labels or ribbon are used up.",
        "without it: Customers can pay, and no receipt comes out.",
        "counted: paper 12.35 m",
        "counted ever: paper 100.00 m",
        "scale: ABSENT",
        "required",
    ):
        assert words in text


def test_the_json_has_the_names_of_other_standards_as_columns() -> None:
    rig = Rig(PRINTER)
    rig.board.heard("printer", Health(HealthState.DEGRADED, (Reason.MEDIA_LOW,)))
    printer, cutter, _drawer = json.loads(as_json(rig.board.view()))["devices"]
    assert printer["cuss"] == {"component_state": "READY", "codes": ["MEDIA_LOW"]}
    assert printer["xfs4iot"] == {"device": "online"}
    assert printer["reasons"][0]["to_do"].startswith("Put in a new one")
    assert cutter["linked"] == ["printer"]
