"""The page that shows a receipt or a boarding pass on the customer's own phone: one file, with words and public keys.

It needs no server that runs anything and no network once it is open: what the code carries stands after the `#`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kiosk.words import CATALOGUES, LANGUAGES
from kiosk.words.catalogue import entries

FOLDER: Final = Path(__file__).resolve().parents[2] / "assets" / "receipt"
TEMPLATE: Final = FOLDER / "template.html"
AZTEC: Final = FOLDER / "aztec.js"
PAGE: Final = FOLDER / "index.html"
PREFIX: Final = "receipt_page."


def page(keys: Mapping[str, str]) -> str:
    """Return the page. `keys`: id of each kiosk's key with its public key in base64url."""
    words = {language: _words(language) for language in LANGUAGES}
    text = TEMPLATE.read_text(encoding="utf-8").replace("@AZTEC@", AZTEC.read_text(encoding="utf-8"))
    return text.replace("@KEYS@", _in_script(dict(keys))).replace("@WORDS@", _in_script(words))


def _words(language: str) -> dict[str, str]:
    found = entries(CATALOGUES / f"{language}.po", language)
    return {key.removeprefix(PREFIX): entry.forms[0] for key, entry in found.items() if key.startswith(PREFIX)}


def _in_script(content: object) -> str:
    """Write JSON that cannot end the element it stands in."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
