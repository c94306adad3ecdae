"""Runs every rule over the checkout; any finding fails."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.lint import rules_python, rules_qml, rules_tree
from tests.lint.source import Finding, Source, read_tree

EVERY_FILE = (rules_tree.file_length, rules_tree.machine_path)
WHOLE_TREE = (rules_tree.folder_size, rules_tree.package_readme)
PYTHON = (rules_python.star_import, rules_python.silent_exception, rules_python.money_float)
QML = (
    rules_qml.bare_text,
    rules_qml.literal_colour,
    rules_qml.literal_size,
    rules_qml.literal_duration,
    rules_qml.banned,
    rules_qml.long_function,
    rules_qml.literal_words,
    rules_qml.unexplained_disable,
)


def check(sources: Sequence[Source]) -> Iterator[Finding]:
    """Every finding in these files."""
    controls = rules_qml.control_types(sources)
    for rule in WHOLE_TREE:
        yield from rule(sources)
    for source in sources:
        rules = EVERY_FILE + (PYTHON if source.path.endswith(".py") else ())
        rules += QML if source.path.endswith(".qml") else ()
        for each in rules:
            yield from each(source)
        if source.path.endswith(".qml"):
            yield from rules_qml.control_name(source, controls)


def main() -> int:
    """Prints the findings; returns 1 when there is one."""
    sources = list(read_tree(Path(__file__).resolve().parents[2]))
    findings = list(check(sources))
    for finding in findings:
        print(finding)
    print(f"house rules: {len(sources)} files, {len(findings) or 'no'} finding{'s' * (len(findings) != 1)}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
