"""What is masked by which driver: those of this package here, others by the `MASKS` of their module."""

from __future__ import annotations

from devices.api import DriverUrl
from devices.recording.masks import STRICT, Masks
from devices.recording.rules import keys, lines, nexo, papers, signing, zvt
from devices.registry import drivers

BUILT_IN = {
    "linescan": lines.SCANNER,
    "wedge": keys.KEYS,
    "keypad": keys.KEYS,
    "mrzserial": lines.DOCUMENTS,
    "toledo8217": lines.SCALE,
    "cas": lines.SCALE,
    "lights": lines.LIGHTS,
    "escpos": papers.RECEIPTS,
    "zpl": papers.LABELS,
    "zvt": zvt.UNITS,
    "zvt+serial": zvt.BLOCKS,
    "nexo": nexo.MESSAGES,
    "signdemo": signing.LINES,
}


def masks_of(url: DriverUrl) -> Masks:
    """Give what a recording of this device masks. A driver that says nothing has only the shape of its bytes kept."""
    known = BUILT_IN.get(f"{url.driver}+{url.transport}") or BUILT_IN.get(url.driver)
    if known is not None:
        return known
    load = drivers().get(url.driver)
    own = getattr(load(), "MASKS", None) if load is not None else None
    return own if isinstance(own, Masks) else STRICT
