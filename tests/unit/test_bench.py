"""The bench judges ratios: statistics, verdicts, turns and reports, without timing anything."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench import __main__ as program
from tests.bench import machine
from tests.bench.figures import NothingMeasured, Ratio, figures, percentile, ratio
from tests.bench.keystrokes import Customer, NotOnTheGlass, costs
from tests.bench.pair import Family, Measured, NotInstalled, NotTheSame, Pair, Wanted, require_same
from tests.bench.pairs import FAMILIES
from tests.bench.pairs.goods import ean
from tests.bench.report import Result, document, read_baseline, result, table, write_baseline
from tests.bench.turns import FULL, QUICK, Effort, Measure, take_turns
from tests.bench.verdicts import Goal, Verdict, at_least, at_most, is_bad, judge

TIMES = st.lists(st.lists(st.floats(0.1, 1000), min_size=1, max_size=9), min_size=1, max_size=7)
ABOUT: dict[str, object] = {"commit": "abc", "started": "then", "machine": {"cores": 2}, "versions": {}}


def pair(goal: Goal | None = None, name: str = "one") -> Pair:
    return Pair(name, "what is measured", "ms", "wall", "the twin", goal, "A note.")


def measured(goal: Goal | None = None, name: str = "one", ours: float = 2.0) -> Measured:
    return Measured(pair(goal, name), [[ours, ours + 1]] * 5, [[8.0, 9.0]] * 5, "1.2", None, ("A remark.",))


# --- figures ----------------------------------------------------------------------------------------------------------


def test_a_side_without_samples_has_no_figures() -> None:
    with pytest.raises(NothingMeasured):
        figures([])
    with pytest.raises(NothingMeasured):
        figures([[1.0], []])


def test_sides_with_different_numbers_of_rounds_have_no_ratio() -> None:
    with pytest.raises(NothingMeasured):
        ratio([[1.0]], [[1.0], [2.0]])


def test_figures_tell_the_middle_the_least_and_the_spread_of_the_rounds() -> None:
    found = figures([[1.0, 5.0, 3.0], [7.0, 9.0, 8.0]])
    assert (found.n, found.rounds, found.min, found.p50) == (6, 2, 1.0, 6.0)
    assert (found.round_low, found.round_high) == (3.0, 8.0)


def test_a_99th_percentile_wants_two_hundred_samples() -> None:
    assert figures([[float(n) for n in range(199)]]).p99 is None
    assert figures([[float(n) for n in range(200)]]).p99 == 197.0


def test_a_percentile_is_one_of_the_samples() -> None:
    assert percentile([1.0], 99) == 1.0
    assert percentile([1.0, 2.0, 3.0, 4.0], 50) == 2.0
    assert percentile([float(n) for n in range(1, 101)], 99) == 99.0


def test_a_ratio_has_the_range_of_its_rounds() -> None:
    found = ratio([[10.0], [30.0], [20.0]], [[10.0], [10.0], [10.0]])
    assert found == Ratio(2.0, 1.0, 3.0)


@given(TIMES)
def test_a_side_against_itself_is_one(rounds: list[list[float]]) -> None:
    assert ratio(rounds, rounds) == Ratio(1.0, 1.0, 1.0)


@given(TIMES, st.integers(2, 9))
def test_a_twin_that_takes_a_multiple_gives_that_multiple(rounds: list[list[float]], times: int) -> None:
    slower = [[sample * times for sample in one] for one in rounds]
    found = ratio(slower, rounds)
    assert [found.low, found.p50, found.high] == pytest.approx([times] * 3)


@given(TIMES)
def test_the_ratio_of_all_lies_inside_its_range(rounds: list[list[float]]) -> None:
    found = ratio(rounds, list(reversed(rounds)))
    assert found.low <= found.p50 <= found.high


# --- verdicts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("goal", "found", "verdict"),
    [
        (at_least(4), Ratio(5, 4.0, 6), Verdict.PASS),
        (at_least(4), Ratio(5, 3.9, 6), Verdict.UNCLEAR),
        (at_least(4), Ratio(3.5, 3, 4.1), Verdict.UNCLEAR),
        (at_least(4), Ratio(3, 2, 3.9), Verdict.FAIL),
        (at_most(1.3), Ratio(1.2, 1.1, 1.3), Verdict.PASS),
        (at_most(1.3), Ratio(1.2, 1.1, 1.31), Verdict.UNCLEAR),
        (at_most(1.3), Ratio(1.5, 1.4, 1.6), Verdict.FAIL),
        (None, Ratio(1, 1, 1), Verdict.NO_GOAL),
    ],
)
def test_only_the_worse_end_of_the_range_passes_a_goal(goal: Goal | None, found: Ratio, verdict: Verdict) -> None:
    assert judge(goal, found) is verdict


def test_a_quick_run_judges_nothing() -> None:
    assert judge(at_least(4), Ratio(1, 1, 1), is_quick=True) is Verdict.QUICK


@pytest.mark.parametrize(("goal", "worse", "just"), [(at_least(4), 7.9, 8.0), (at_most(5), 1.3, 1.2)])
def test_a_fifth_worse_than_the_baseline_is_a_regression(goal: Goal, worse: float, just: float) -> None:
    baseline = 10.0 if goal.is_gain else 1.0
    assert judge(goal, Ratio(worse, worse, worse), baseline=baseline) is Verdict.REGRESSED
    assert judge(goal, Ratio(just, just, just), baseline=baseline) is Verdict.PASS


def test_a_missed_goal_is_a_failure_whatever_the_baseline_was() -> None:
    assert judge(at_least(4), Ratio(1, 1, 1), baseline=1.0) is Verdict.FAIL


def test_a_gain_is_twin_over_ours_and_a_cost_is_ours_over_twin() -> None:
    ours, twin = [[2.0]], [[8.0]]
    assert at_least(4).ratio(ours, twin).p50 == 4.0
    assert at_most(1).ratio(ours, twin).p50 == 0.25


@given(st.floats(0.1, 100), st.floats(0.1, 100), st.booleans())
def test_a_margin_of_one_or_more_is_a_pass(limit: float, value: float, is_gain: bool) -> None:
    goal, found = Goal(limit, is_gain), Ratio(value, value, value)
    assert (judge(goal, found) is Verdict.PASS) == goal.is_reached_by(value)
    assert goal.margin(found) >= 1 - 1e-9 or judge(goal, found) is Verdict.FAIL


@pytest.mark.parametrize("verdict", Verdict)
def test_a_run_fails_by_missed_goals_regressions_and_broken_pairs_alone(verdict: Verdict) -> None:
    assert is_bad(verdict) == (verdict in {Verdict.FAIL, Verdict.REGRESSED, Verdict.BROKEN})


# --- turns ------------------------------------------------------------------------------------------------------------


def test_sides_take_turns_and_the_order_turns_round() -> None:
    order: list[str] = []

    def side(name: str) -> Measure:
        def measure() -> Sequence[float]:
            order.append(name)
            return [1.0]

        return measure

    found = take_turns({name: side(name) for name in "abc"}, rounds=3, warm_ups=1)
    assert "".join(order) == "cbaabccbaabc"
    assert {name: len(rounds) for name, rounds in found.items()} == {"a": 3, "b": 3, "c": 3}


def test_warm_ups_are_dropped() -> None:
    counted = iter(range(100))
    found = take_turns({"a": lambda: [float(next(counted))]}, rounds=2, warm_ups=2)
    assert found == {"a": [[2.0], [3.0]]}


def test_whole_runs_have_the_rounds_the_contract_asks_for() -> None:
    assert FULL.rounds >= 5
    assert FULL.fresh_rounds >= 11
    assert QUICK.is_quick
    assert Effort(1, 1, 0.01, is_quick=True).samples(10) == 1


# --- reports ----------------------------------------------------------------------------------------------------------


def test_the_worst_margin_comes_first_and_what_has_no_goal_last() -> None:
    results = [
        result(measured(name="free"), baseline=None, is_quick=False),
        result(measured(at_least(2), "good"), baseline=None, is_quick=False),
        result(measured(at_least(4), "bad"), baseline=None, is_quick=False),
        Result(pair(at_least(1), "broken"), Verdict.BROKEN, remarks=("why",)),
    ]
    lines = table(results).splitlines()[2:6]
    assert [line.split("|")[1].strip() for line in lines] == ["broken", "bad", "good", "free"]


def test_the_table_says_figures_goal_verdict_and_remarks() -> None:
    text = table([result(measured(at_least(2)), baseline=None, is_quick=False)])
    assert "| one  | 2.5 ms   | -   | 8.5 ms   | 3.4 [3.4-3.4]    | ≥ 2x | pass    |" in text
    assert "A note." in text
    assert "A remark." in text
    assert "the twin 1.2" in text


def test_without_a_goal_the_ratio_says_how_many_times_faster_ours_is() -> None:
    found = result(measured(), baseline=None, is_quick=False)
    assert found.ratio is not None
    assert found.ratio.p50 == pytest.approx(3.4)


def test_the_document_has_the_fields_of_the_contract() -> None:
    told = json.loads(document([result(measured(at_least(2)), baseline=None, is_quick=False)], ABOUT))
    (one,) = told["pairs"]
    assert told["schema"] == 1
    assert one["ratio"] == {"p50": 3.4, "lo": 3.4, "hi": 3.4}
    assert one["ours"]["p50"] == 2.5
    assert one["twin"]["name"] == "the twin"
    assert {"id", "unit", "kind", "n", "rounds", "floor", "goal", "verdict", "note"} <= one.keys()


def test_a_pair_without_figures_is_in_the_document_with_its_reason() -> None:
    missing = Result(pair(at_least(1)), Verdict.NOT_INSTALLED, remarks=("python-escpos",))
    (one,) = json.loads(document([missing], ABOUT))["pairs"]
    assert (one["verdict"], one["ratio"]) == ("not installed", None)
    assert "python-escpos" in one["note"]


def test_a_new_baseline_keeps_the_ratios_of_pairs_that_were_not_measured(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert read_baseline(path) == {}
    write_baseline(path, [result(measured(name="first"), baseline=None, is_quick=False)], ABOUT)
    write_baseline(path, [result(measured(name="second"), baseline=None, is_quick=False)], ABOUT)
    assert read_baseline(path) == {"first": 3.4, "second": 3.4}


# --- the program ------------------------------------------------------------------------------------------------------


def outcome(family: Family, baseline: dict[str, float] | None = None) -> list[tuple[str, Verdict]]:
    wanted = frozenset(one.id for one in family.pairs)
    return [(one.pair.id, one.verdict) for one in program.measured(family, wanted, FULL, baseline or {})]


def test_a_twin_that_is_not_installed_is_no_pass() -> None:
    def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
        yield measured(at_least(2), "first")
        raise NotInstalled("python-escpos")

    pairs = (pair(at_least(2), "first"), pair(at_least(2), "second"))
    assert outcome(Family(pairs, measure)) == [("first", Verdict.PASS), ("second", Verdict.NOT_INSTALLED)]


def test_sides_that_do_not_do_the_same_break_the_pair_before_it_is_timed(capsys: pytest.CaptureFixture[str]) -> None:
    def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
        require_same("totals", 1, 2)
        yield measured(at_least(2))

    assert outcome(Family((pair(at_least(2)),), measure)) == [("one", Verdict.BROKEN)]
    assert "totals: ours 1, twin 2" in capsys.readouterr().err


def test_a_pair_nobody_measured_is_broken() -> None:
    assert outcome(Family((pair(),), lambda wanted, effort: iter(()))) == [("one", Verdict.BROKEN)]


def test_a_family_is_asked_for_its_own_pairs_alone() -> None:
    asked: list[Wanted] = []

    def measure(wanted: Wanted, effort: Effort) -> Iterator[Measured]:
        asked.append(wanted)
        yield measured()

    assert len(list(program.measured(Family((pair(),), measure), frozenset({"one", "other"}), FULL, {}))) == 1
    assert asked == [frozenset({"one"})]


def test_the_baseline_of_a_pair_reaches_its_verdict() -> None:
    family = Family((pair(at_least(2)),), lambda wanted, effort: iter([measured(at_least(2))]))
    assert outcome(family, {"one": 10.0}) == [("one", Verdict.REGRESSED)]


def test_long_differences_are_cut_short() -> None:
    with pytest.raises(NotTheSame, match=r"x{300}\.\.\."):
        require_same("text", "x" * 1000, "y")


def test_every_pair_has_a_name_of_its_own_and_can_be_chosen() -> None:
    names = [one.id for family in FAMILIES for one in family.pairs]
    assert len(names) == len(set(names))
    assert program.arguments(["--pair", "scan_1000"]).pair == ["scan_1000"]
    with pytest.raises(SystemExit):
        program.arguments(["--pair", "nothing"])


@pytest.mark.parametrize(("load", "is_contended"), [(0.2, False), (1.0, False), (1.01, True)])
def test_more_load_than_cores_is_contended(load: float, is_contended: bool) -> None:
    assert machine.is_contended(load) is is_contended


def test_the_machine_is_described_without_its_name_or_its_folders(tmp_path: Path) -> None:
    told = json.dumps({**machine.facts(tmp_path), **machine.versions()})
    assert str(tmp_path) not in told
    assert "cpu" in told
    assert machine.version_of("no-such-package") == "not installed"
    assert machine.commit(tmp_path)[1] is True


def test_invented_goods_have_valid_codes() -> None:
    assert ean(1) == "9520000000011"
    assert len({ean(number) for number in range(1000)}) == 1000


# --- without a twin, and whole tasks ----------------------------------------------------------------------------------


def test_what_has_no_twin_is_printed_with_its_99th_percentile_and_not_judged() -> None:
    alone = Measured(Pair("alone", "frames", "ms", "wall", "", None), [[float(n) for n in range(1, 201)]], ())
    found = result(alone, baseline=None, is_quick=False)
    assert (found.verdict, found.twin, found.ratio) == (Verdict.NO_GOAL, None, None)
    line = next(line for line in table([found]).splitlines() if line.startswith("| alone"))
    assert [cell.strip() for cell in line.strip("|").split("|")][1:4] == ["100 ms", "198 ms", "-"]


def test_every_task_of_a_customer_can_be_done_within_its_taps_and_seconds() -> None:
    assert [cost.task.name for cost in costs() if not cost.is_within] == []


def test_a_tap_on_what_is_not_on_the_glass_is_no_tap() -> None:
    with pytest.raises(NotOnTheGlass, match="PayPressed"):
        Customer().tap("PayPressed")
