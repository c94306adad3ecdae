"""The outcome of a run: one readable table, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figures import Figures, Ratio, figures, ratio
from tests.bench.pair import Measured, Pair
from tests.bench.verdicts import Verdict, judge

SCHEMA = 1
HEAD = ("pair", "ours p50", "p99", "twin p50", "ratio [low-high]", "goal", "verdict")


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the report; without figures where nothing could be measured, and then `remarks` say why."""

    pair: Pair
    verdict: Verdict
    ours: Figures | None = None
    twin: Figures | None = None
    ratio: Ratio | None = None
    version: str = ""
    floor: float | None = None
    remarks: tuple[str, ...] = ()

    @property
    def margin(self) -> float:
        """How far the goal is reached; what has no figure comes first, what has no goal last."""
        if self.ratio is None:
            return 0.0 if self.ours is None else float("inf")
        return self.pair.goal.margin(self.ratio) if self.pair.goal is not None else float("inf")


def result(measured: Measured, *, baseline: float | None, is_quick: bool) -> Result:
    """Judge what was measured."""
    pair = measured.pair
    if not measured.others:
        alone = figures(measured.ours)
        return Result(pair, Verdict.NO_GOAL, alone, floor=measured.floor, remarks=measured.remarks)
    found = pair.goal.ratio(measured.ours, measured.others) if pair.goal is not None else gain(measured)
    return Result(
        pair, judge(pair.goal, found, baseline=baseline, is_quick=is_quick),
        figures(measured.ours), figures(measured.others), found, measured.version, measured.floor, measured.remarks,
    )  # fmt: skip


def gain(measured: Measured) -> Ratio:
    """Return how many times faster ours is, where no goal says which way to read the ratio."""
    return ratio(measured.others, measured.ours)


# --- the table --------------------------------------------------------------------------------------------------------


def table(results: Iterable[Result]) -> str:
    """Return the table, worst margin first, and below it what is to be said to each line."""
    ordered = sorted(results, key=lambda one: one.margin)
    rows = [HEAD, *(_cells(one) for one in ordered)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in padded]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join([*lines, "", *(line for one in ordered for line in _remarks(one))])


def _cells(one: Result) -> tuple[str, ...]:
    goal = str(one.pair.goal) if one.pair.goal is not None else "-"
    unit, span = one.pair.unit, "-"
    ours, twin = (f"{_number(side.p50)} {unit}" if side is not None else "-" for side in (one.ours, one.twin))
    p99 = f"{_number(one.ours.p99)} {unit}" if one.ours is not None and one.ours.p99 is not None else "-"
    if one.ratio is not None:
        span = f"{_number(one.ratio.p50)} [{_number(one.ratio.low)}-{_number(one.ratio.high)}]"
    return one.pair.id, ours, p99, twin, span, goal, one.verdict.value


def _remarks(one: Result) -> list[str]:
    twin = f"; twin: {one.pair.twin}{f' {one.version}' if one.version else ''}" if one.pair.twin else ""
    lines = [f"- **{one.pair.id}**: {one.pair.what}{twin}."]
    sides = [_side(name, side) for name, side in (("ours", one.ours), ("twin", one.twin)) if side is not None]
    if sides:
        lines.append(f"  {'; '.join(sides)} ({one.pair.unit}, {one.pair.kind}).")
    lines += [f"  {remark}" for remark in (one.pair.note, *one.remarks) if remark]
    return lines


def _side(name: str, side: Figures) -> str:
    p99 = f", p99 {_number(side.p99)}" if side.p99 is not None else ""
    spread = f"rounds {_number(side.round_low)}-{_number(side.round_high)}"
    return f"{name} n {side.n} in {side.rounds}, min {_number(side.min)}{p99}, {spread}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


# --- JSON -------------------------------------------------------------------------------------------------------------


def document(results: Sequence[Result], about: Mapping[str, object]) -> str:
    """Return the run as JSON."""
    own = {"schema": SCHEMA, **about, "pairs": [_as_json(one) for one in results]}
    return json.dumps(own, indent=1, ensure_ascii=False) + "\n"


def _as_json(one: Result) -> dict[str, object]:
    pair = one.pair
    return {
        "id": pair.id,
        "unit": pair.unit,
        "kind": pair.kind,
        "n": one.ours.n if one.ours is not None else 0,
        "rounds": one.ours.rounds if one.ours is not None else 0,
        "ours": _side_as_json(one.ours),
        "twin": {"name": pair.twin, "version": one.version, **_side_as_json(one.twin)},
        "ratio": {"p50": one.ratio.p50, "lo": one.ratio.low, "hi": one.ratio.high} if one.ratio is not None else None,
        "floor": one.floor,
        "goal": str(pair.goal) if pair.goal is not None else None,
        "verdict": one.verdict.value,
        "note": " ".join(remark for remark in (pair.note, *one.remarks) if remark),
    }


def _side_as_json(side: Figures | None) -> dict[str, object]:
    if side is None:
        return {}
    spread = [side.round_low, side.round_high]
    return {"min": side.min, "p50": side.p50, "p99": side.p99, "spread": spread}


# --- the baseline -----------------------------------------------------------------------------------------------------


def read_baseline(path: Path) -> Mapping[str, float]:
    """Return the ratios by pair; none where there is no baseline yet. Raises ValueError for a broken one."""
    if not path.exists():
        return {}
    known = json.loads(path.read_text(encoding="utf-8"))["ratios"]
    return {str(name): float(value) for name, value in known.items()}


def write_baseline(path: Path, results: Iterable[Result], about: Mapping[str, object]) -> None:
    """Keep the ratios of a run; those of pairs that were not measured stay."""
    ratios = dict(read_baseline(path))
    ratios |= {one.pair.id: round(one.ratio.p50, 3) for one in results if one.ratio is not None}
    kept = {name: about[name] for name in ("commit", "started", "machine", "versions")}
    path.write_text(json.dumps({**kept, "ratios": dict(sorted(ratios.items()))}, indent=1) + "\n", encoding="utf-8")
