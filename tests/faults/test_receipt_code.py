"""The signed receipt, read as a telephone reads it: from a picture of the glass and from the printed paper."""

from __future__ import annotations

import base64
import json
import re
import zlib
from base64 import urlsafe_b64decode
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from PIL import Image

from kiosk.services.receipt_key import receipt_key
from tests.journeys.books import assert_believable, assert_settled
from tests.journeys.floor import Floor, until

pytestmark = [pytest.mark.wire, pytest.mark.glass, pytest.mark.slow]
SITE = "https://kade-markt.example/r#"
SIGNATURE = re.compile(r',"sig":"([^"]*)"\}$')


def read(picture: Image.Image) -> str:
    """Return the link of the one receipt on a picture."""
    found = [code.text for code in zxingcpp.read_barcodes(picture.convert("L")) if code.text.startswith(SITE)]
    assert len(found) == 1, f"{len(found)} receipts on a picture of {picture.size}"
    return found[0]


def verified(link: str, data_dir: Path) -> dict[str, Any]:
    """Return the receipt behind a link. Raises `InvalidSignature` when this kiosk did not sign it."""
    content = link.removeprefix(SITE)
    text = zlib.decompress(urlsafe_b64decode(content + "=" * (-len(content) % 4))).decode()
    found = SIGNATURE.search(text)
    assert found is not None
    key = Ed25519PublicKey.from_public_bytes(receipt_key(data_dir).public)
    key.verify(urlsafe_b64decode(found[1] + "=="), (text[: found.start()] + "}").encode())
    receipt: dict[str, Any] = json.loads(text)
    return receipt


def printed(floor: Floor) -> Image.Image:
    """Return the newest paper as the printer put it out, dot by dot."""
    drawn = floor.bench.ask("printer", "receipt_png")["png_base64"]
    return Image.open(BytesIO(base64.b64decode(drawn)))


def test_the_receipt_on_the_glass_and_the_one_on_paper_are_signed_and_say_what_was_charged(floor: Floor) -> None:
    floor.play("receipt_for_the_phone")
    (charged,) = floor.books().charged()
    for picture in (Image.open(floor.folder / "code.png"), printed(floor)):
        receipt = verified(read(picture), floor.data_dir)
        assert (receipt["total"], receipt["paid"][0]["amount"]) == (charged[1], charged[1])
        assert len(receipt["lines"]) == 2
        assert receipt["demo"] is True


def test_after_a_power_cut_in_the_middle_of_the_paper_the_code_stands_on_the_glass_and_nothing_prints(
    floor: Floor,
) -> None:
    floor.play("cut_while_printing", is_killed=True)
    floor.bench.ask("printer", "faults_clear")  # it has power of its own and prints what it has
    until(lambda: floor.bench.ask("printer", "state")["buffered_bytes"] == 0, "the printer to come to its end")
    before = len(floor.receipts())
    floor.play("paper_in_doubt")
    books = floor.books()
    assert_settled(books)
    assert_believable(floor.data_dir)
    assert [row["state"] for row in books.jobs] == ["UNKNOWN"]
    assert len(floor.receipts()) == before
    (charged,) = books.charged()
    receipt = verified(read(Image.open(floor.folder / "code.png")), floor.data_dir)
    assert receipt["total"] == charged[1]
