"""Our facts about printers beside those of a public collection; and what of them reaches the wire."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from devices.drivers.escpos.profile import FOLDER, load

COLLECTION = (
    Path(__file__).resolve().parents[5] / "shared" / "vectors" / "escpos" / "escpos-printer-db-capabilities.json"
)
THEIR_NAMES = {
    "tm-t88v": "TM-T88V", "tm-t88iv": "TM-T88IV", "tm-t88ii": "TM-T88II", "tm-t20ii": "TM-T20II",
    "tm-t20iii": "TM-T20III", "tm-t70ii": "TM-T70II", "tm-m30iii": "TM-m30III", "tm-p80": "TM-P80",
    "ct-s651": "CT-S651", "kr-306": "KR-306", "itpp047": "ITPP047", "th230": "TH230", "th230plus": "TH230Plus",
    "zj-5870": "ZJ-5870",
}  # fmt: skip
OURS = {"clone-58", "clone-80", "cp437-58"}
DIFFERENCES = {
    ("ct-s651", "width_dots"): "they have 640; 48 columns of 12 are 576",
    ("tm-t88ii", "native_qr"): "they have true; the command is younger than the model",
    ("tm-t88ii", "native_pdf417"): "they have true; the command is younger than the model",
    ("tm-p80", "drawer"): "they have true; it is carried by hand",
}


def their(name: str) -> dict[str, Any]:
    profile = json.loads(COLLECTION.read_text(encoding="utf-8"))["profiles"][THEIR_NAMES[name]]
    features, width = profile["features"], profile["media"]["width"].get("pixels")
    return {
        "width_dots": width,
        "columns": profile["fonts"]["0"]["columns"],
        "native_qr": features["qrCode"],
        "native_pdf417": features["pdf417Code"],
        "drawer": features["pulseStandard"],
        "has_cutter": features["paperFullCut"] or features["paperPartCut"],
        "pages": {(page.lower(), int(number)) for number, page in profile["codePages"].items()},
    }


def test_every_profile_is_compared_or_is_of_no_maker() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == THEIR_NAMES.keys() | OURS


@pytest.mark.skipif(not COLLECTION.exists(), reason="no public collection in ../shared/vectors/escpos")
@pytest.mark.parametrize("name", sorted(THEIR_NAMES))
def test_facts_agree_with_a_public_collection_or_the_difference_is_listed(name: str) -> None:
    theirs, ours = their(name), tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    ours["has_cutter"] = ours["cutter"] != "none"
    keys = ("width_dots", "columns", "native_qr", "native_pdf417", "drawer", "has_cutter")
    differing = {key for key in keys if ours[key] != theirs[key]}
    assert differing == {key for model, key in DIFFERENCES if model == name}
    held = {page for page, _ in theirs["pages"]}
    assert {(page, number) for page, number in ours["code_pages"].items() if page in held} <= theirs["pages"]
    assert {"cp858", "cp1252"} & ours["code_pages"].keys() == {"cp858", "cp1252"} & held


@pytest.mark.parametrize("name", ["cp437-58", "zj-5870", "th230", "ct-s651"])
def test_the_number_of_a_code_page_is_the_models_own(name: str) -> None:
    profile = load(name)
    pages = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["code_pages"]
    assert profile.page_number == pages[profile.capabilities.code_page]
