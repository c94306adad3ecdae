"""The page about refusals says what the drivers do, code by code."""

from __future__ import annotations

import re
from pathlib import Path

from devices.api import Refusal
from devices.drivers.nexo import codes as nexo
from devices.drivers.zvt import codes as zvt

PAGE = (Path(__file__).parents[4] / "docs" / "reference" / "payment-codes.md").read_text(encoding="utf-8")
ZVT = {int(code, 16): (name, text) for code, name, text in re.findall(r"\| `(..)` \| `(\w+)` \| (.+) \|", PAGE)}
NEXO = dict(re.findall(r"\| `(\w{3,})` \| `(\w+)` \|\n", PAGE))
OF_THE_NETWORK = range(0x01, 0x64)


def test_every_class_of_refusal_is_explained() -> None:
    for refusal in Refusal:
        assert f"\n| `{refusal.value}` | " in PAGE


def test_every_zvt_code_has_the_class_and_the_words_of_the_page() -> None:
    assert len(ZVT) > 60
    for code in range(1, 0x100):
        refusal = zvt.refusal(code)
        assert refusal is not None
        if code in ZVT:
            assert (refusal.value, zvt.text(code)) == ZVT[code], f"{code:02X}"
        else:
            assert refusal is (Refusal.CARD if code in OF_THE_NETWORK else Refusal.SETUP), f"{code:02X}"
            assert zvt.text(code) == f"refused, class {refusal.value}"


def test_every_nexo_error_condition_has_the_class_of_the_page() -> None:
    assert {word: nexo.refusal(word).value for word in nexo.ERROR_CONDITIONS} == NEXO
    assert nexo.refusal("SomethingNew") is Refusal.SETUP
