"""What is known of a line besides comes back from the file as it was, and costs nothing where there is none."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.goods.facts import PLAIN, LineFacts, Saving
from kiosk.domain.money import Money
from kiosk.domain.sale import Line
from kiosk.domain.text import LocalText
from kiosk.store import rows

EUR = Money(199, "EUR")
LINE = Line(1, "A-1", "", LocalText(()), LocalText(()), "", 1, EUR, EUR, 900, 1)
texts = st.lists(st.tuples(st.sampled_from(["en", "nl"]), st.text(max_size=9)), max_size=2)
named = st.builds(LocalText, texts.map(tuple))
saving = st.builds(Saving, st.text(max_size=9), st.integers(0, 10**12), st.integers(0, 99), named)
savings = st.lists(saving)


def back(line: Line) -> Line:
    return rows._line(dict(zip(rows.LINE, rows.line_row("s", line, 1), strict=True)), "EUR")  # type: ignore[arg-type]  # noqa: SLF001  # a row as the table gives it


@given(
    st.builds(
        LineFacts, st.text(max_size=20), st.sampled_from(["", "2026-12-31"]), st.text(max_size=20),
        st.none() | st.integers(0, 9999), st.integers(0, 10**9), savings.map(tuple),
    )
)  # fmt: skip
def test_any_facts_come_back(facts: LineFacts) -> None:
    line = replace(LINE, facts=facts)
    assert back(line) == line


def test_a_line_without_any_is_written_empty_and_comes_back_as_the_same_one() -> None:
    assert rows.line_row("s", LINE, 1)[rows.LINE.index("facts")] == ""
    assert back(LINE).facts is PLAIN


def test_each_fact_has_a_default_for_the_lines_that_were_written_before_it() -> None:
    assert LineFacts() == PLAIN
    assert all(own.default is not own.default_factory for own in fields(LineFacts))
