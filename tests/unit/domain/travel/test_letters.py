"""Names in plain letters: every letter of a Latin alphabet has its own, and nothing else stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.travel.letters import plain_letters


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("", ""),
        ("王小明", ""),
        ("Núñez-O'Brien", "NUNEZ OBRIEN"),
        ("d’Arc", "DARC"),
        ("Müller", "MUELLER"),
        ("MU\u0308LLER", "MUELLER"),
        ("Groß", "GROSS"),
        ("GROẞ", "GROSS"),
        ("Æther Øre Åse", "AETHER OERE AASE"),
        ("Þórður", "THORDUR"),
        ("Łukasz Đurić", "LUKASZ DURIC"),
        ("İnce Ilgın", "INCE ILGIN"),
        ("João da  Conceição", "JOAO DA CONCEICAO"),
        ("Ĳsbrand", "IJSBRAND"),
        ("Jean-Luc / Marie. X", "JEAN LUC MARIE X"),
    ],
)
def test_a_name_is_written_as_machines_read_it(name: str, plain: str) -> None:
    assert plain_letters(name) == plain


@given(st.text(max_size=80))
def test_nothing_but_capitals_and_single_blanks_stays(name: str) -> None:
    plain = plain_letters(name)
    assert set(plain) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ ")
    assert plain == " ".join(plain.split())
    assert plain_letters(plain) == plain
