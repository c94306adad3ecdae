"""`python -m tests.bench`: measure the product beside its twins, print the table, keep it under var/bench."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from tests.bench import keystrokes, machine
from tests.bench.pair import OUT, ROOT, WORK, Family, NotInstalled
from tests.bench.pairs import FAMILIES
from tests.bench.report import Result, document, read_baseline, result, table, write_baseline
from tests.bench.turns import FULL, QUICK, Effort
from tests.bench.verdicts import Verdict, is_bad

BASELINE = ROOT / "tests" / "bench" / "baseline.json"
BAD_CALL = 2


def arguments(argv: list[str]) -> argparse.Namespace:
    """Parse the command line."""
    known = [pair.id for family in FAMILIES for pair in family.pairs]
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Speeds beside their twins, as ratios.")
    parser.add_argument("--pair", action="append", choices=known, help="measure this pair only; may be given again")
    parser.add_argument("--quick", action="store_true", help="half a minute, for development; nothing is judged")
    parser.add_argument("--keep-baseline", action="store_true", help="keep the ratios of this run as the baseline")
    return parser.parse_args(argv)


def measured(family: Family, wanted: frozenset[str], effort: Effort, baseline: Mapping[str, float]) -> Iterator[Result]:
    """Measure a family. Whatever goes wrong becomes a line of the report."""
    own = wanted & {pair.id for pair in family.pairs}
    done: set[str] = set()
    verdict, why = Verdict.BROKEN, "nothing came of it"
    try:
        for one in family.measure(own, effort):
            done.add(one.pair.id)
            yield result(one, baseline=baseline.get(one.pair.id), is_quick=effort.is_quick)
    except NotInstalled as missing:
        verdict, why = Verdict.NOT_INSTALLED, str(missing)
    except Exception as error:
        traceback.print_exc()
        why = f"{type(error).__name__}: {error}"
    for pair in family.pairs:
        if pair.id in own - done:
            yield Result(pair, verdict, remarks=(why,))


def run(options: argparse.Namespace) -> int:
    """Measure, print and keep; 1 when a goal is missed or a pair is broken."""
    effort = QUICK if options.quick else FULL
    wanted = frozenset(options.pair or (pair.id for family in FAMILIES for pair in family.pairs))
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    started, load_before = datetime.now(UTC), machine.load_per_core()
    is_contended = machine.is_contended(load_before)
    baseline = {} if is_contended else read_baseline(BASELINE)
    results: list[Result] = []
    for family in FAMILIES:
        if wanted & {pair.id for pair in family.pairs}:
            print(f"... {', '.join(pair.id for pair in family.pairs if pair.id in wanted)}", file=sys.stderr)
            results += measured(family, wanted, effort, baseline)
    about = _about(started, load_before, is_contended)
    file = OUT / f"{started:%Y%m%dT%H%M%SZ}.json"
    file.write_text(document(results, about), encoding="utf-8")
    shutil.rmtree(WORK, ignore_errors=True)
    print(table(results))
    if not options.pair:
        print(f"\n{keystrokes.table()}")
    print(f"\n{_where(about)}\n{file.relative_to(ROOT)}")
    if options.keep_baseline:
        return _keep(results, about, effort, is_contended)
    return 1 if any(is_bad(one.verdict) for one in results) else 0


def _about(started: datetime, load_before: float, is_contended: bool) -> Mapping[str, object]:
    commit, is_dirty = machine.commit(ROOT)
    load = {"load_before": round(load_before, 2), "load_after": round(machine.load_per_core(), 2)}
    return {
        "commit": commit,
        "dirty": is_dirty,
        "started": started.isoformat(timespec="seconds"),
        "took_s": round((datetime.now(UTC) - started).total_seconds()),
        "contended": is_contended,
        "machine": {**machine.facts(OUT), **load},
        "versions": machine.versions(),
        "clock_resolution_ns": round(time.get_clock_info("perf_counter").resolution * 1e9),
    }


def _where(about: Mapping[str, object]) -> str:
    own = about["machine"]
    known = own if isinstance(own, Mapping) else {}
    known_marks = (("CONTENDED", about["contended"]), ("uncommitted changes", about["dirty"]))
    marks = [word for word, is_on in known_marks if is_on]
    load = f"load per core {known.get('load_before')} before, {known.get('load_after')} after"
    place = f"{known.get('cores')} cores, {known.get('cpu')}, {known.get('disk')}; {load}"
    return f"{about['commit']}; {place}; {about['took_s']} s{''.join(f'; {mark}' for mark in marks)}"


def _keep(results: list[Result], about: Mapping[str, object], effort: Effort, is_contended: bool) -> int:
    if is_contended or effort.is_quick:
        print("a contended or quick run is no baseline: nothing was kept", file=sys.stderr)
        return BAD_CALL
    write_baseline(BASELINE, results, about)
    return 0


if __name__ == "__main__":
    sys.exit(run(arguments(sys.argv[1:])))
