"""Every example on every panel, in every language, look, text size and reach: `make night ONLY=gallery`.

What was looked at is written down group by group in var/night/gallery; a run that was cut short goes on where it was,
and one of a changed tree begins anew.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from screens.app import Glass, make_application, set_environment
from screens.gallery.axes import TONGUES, Case, groups, problems
from screens.gallery.examples import screen_names
from screens.gallery.stage import Stage

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "var" / "night" / "gallery"
SHOWN = ("screens", "kiosk", "assets")  # what a picture is made of
WORKERS = 2


@dataclass(frozen=True, slots=True)
class Group:
    """All examples in all languages as one dressed window shows them."""

    panel: Glass
    look: str
    text: str
    reach: str

    @property
    def name(self) -> str:
        """File name that says all of it."""
        size = f"{self.panel.diagonal_in:g}in-{self.panel.width}x{self.panel.height}"
        return f"{size}-{self.look}-{self.text}-reach-{self.reach}.txt"

    def cases(self) -> Iterator[Case]:
        """Yield every example in every language."""
        for example in screen_names():
            for language in TONGUES:
                yield Case(example, self.panel, language, self.look, self.text, self.reach)


def all_groups() -> list[Group]:
    """Return all groups, those of one panel together."""
    return [Group(*one) for one in groups()]


def fingerprint(root: Path = ROOT) -> str:
    """Return a short hash of everything a picture is made of."""
    found = hashlib.sha256()
    for top in SHOWN:
        for path in sorted(path for path in (root / top).rglob("*") if path.is_file() and path.suffix != ".pyc"):
            found.update(str(path.relative_to(root)).encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:12]


def look_at(part: Sequence[Group], out: Path) -> None:
    """Look at the groups nobody has looked at yet; each leaves a file with one line for each misfit."""
    out.mkdir(parents=True, exist_ok=True)
    stage: Stage | None = None
    panel: Glass | None = None
    for group in part:
        kept = out / group.name
        if kept.exists():
            continue
        if stage is None or panel != group.panel:
            if stage is not None:
                stage.close()
            stage, panel = Stage(group.panel), group.panel
        lines = [f"{case}: {problem}" for case in group.cases() for problem in problems(stage, case)]
        draft = kept.with_suffix(".draft")
        draft.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        os.replace(draft, kept)
        print(f"{group.name.removesuffix('.txt')}: {len(lines)} misfits", flush=True)
    if stage is not None:
        stage.close()


def report(out: Path) -> list[str]:
    """Return every misfit that was found, and every group that is still missing."""
    lines = []
    for group in all_groups():
        kept = out / group.name
        lines += kept.read_text(encoding="utf-8").splitlines() if kept.exists() else [f"not looked at: {group.name}"]
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Look at everything with two processes; 1 when something does not fit or was not looked at."""
    parser = argparse.ArgumentParser(prog="python -m screens.gallery.night", description=__doc__)
    parser.add_argument("--part", type=int, help="one of the processes, from 0")
    parser.add_argument("--mark", default="", help="what the tree is called; made from its files when absent")
    options = parser.parse_args(arguments)
    out = OUT / (options.mark or fingerprint())
    if options.part is not None:
        set_environment("offscreen")
        make_application()
        look_at(all_groups()[options.part :: WORKERS], out)
        return 0
    command = [sys.executable, "-m", "screens.gallery.night", "--mark", out.name, "--part"]
    running = [
        subprocess.Popen([*command, str(part)], cwd=ROOT)  # noqa: S603  # this very module, arguments of our own
        for part in range(WORKERS)
    ]
    ended = [process.wait() for process in running]
    found = report(out)
    for line in found:
        print(line, file=sys.stderr)
    cases = len(all_groups()) * len(screen_names()) * len(TONGUES)
    print(f"{cases} pictures looked at; {len(found)} misfits; kept in {out.relative_to(ROOT)}")
    return 1 if found or any(ended) else 0


if __name__ == "__main__":
    sys.exit(main())
