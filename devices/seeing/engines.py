"""The two programs that read codes, behind one shape. Both are imported at the first call, never at start-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from devices.seeing.code import Code, Sighting

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard zxing-cpp tries. `formats` are names of its formats; empty stands for all it knows.

    `is_global` takes one threshold for the whole picture in place of a local average: print of even light with fine
    or unevenly inked modules reads better so.
    """

    formats: tuple[str, ...] = ()
    tries_rotated: bool = False
    tries_smaller: bool = False
    tries_inverted: bool = False
    is_global: bool = False
    reads_add_on: bool = False


def zxing(picture: Image, effort: Effort) -> list[Sighting]:
    """Give what zxing-cpp sees in a grey picture."""
    import zxingcpp

    found = zxingcpp.read_barcodes(
        picture,
        formats=_formats(effort.formats),
        try_rotate=effort.tries_rotated,
        try_downscale=effort.tries_smaller,
        try_invert=effort.tries_inverted,
        text_mode=zxingcpp.TextMode.Plain,
        binarizer=zxingcpp.Binarizer.GlobalHistogram if effort.is_global else zxingcpp.Binarizer.LocalAverage,
        ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Read if effort.reads_add_on else zxingcpp.EanAddOnSymbol.Ignore,
    )
    return [_sighting(one) for one in found if one.symbology_identifier]


@cache
def _formats(names: tuple[str, ...]) -> Any:
    import zxingcpp

    return tuple(getattr(zxingcpp.BarcodeFormat, name) for name in names) if names else ()


def _sighting(found: Any) -> Sighting:
    place = found.position
    corners = [(point.x, point.y) for point in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)]
    code = Code(str(found.format), found.symbology_identifier, found.text, bytes(found.bytes))
    unused = (found.extra or {}).get("UEC", 1.0)  # share of the error correction that was not needed
    return _placed(code, corners, 0, is_sure=unused > 0)


def _placed(code: Code, corners: list[tuple[float, float]], weight: int, is_sure: bool = True) -> Sighting:
    across, down = [x for x, _ in corners], [y for _, y in corners]
    reach = max(max(across) - min(across), max(down) - min(down)) / 2
    return Sighting(code, sum(across) / len(across), sum(down) / len(down), reach, weight, is_sure)


@cache
def has_zbar() -> bool:
    """True when the optional second program is there: pyzbar and the system's libzbar."""
    try:
        from pyzbar import pyzbar  # noqa: F401 - only whether it can be
    except (ImportError, OSError):
        return False
    return True


def zbar(picture: Image) -> list[Sighting]:
    """Give the EAN and UPC codes that ZBar sees in a grey picture; none where it is not installed.

    It reads no PDF417, Aztec or Data Matrix. It earns its place on blurred EAN and UPC.
    """
    if not has_zbar():
        return []
    from pyzbar import pyzbar

    symbols = [pyzbar.ZBarSymbol.EAN13, pyzbar.ZBarSymbol.EAN8]
    return [_retail(one) for one in pyzbar.decode(picture, symbols=symbols)]


def _retail(found: Any) -> Sighting:
    is_short = found.type == "EAN8"
    code = Code("EAN-8" if is_short else "EAN-13", "]E4" if is_short else "]E0", found.data.decode("ascii"), found.data)
    left, top, width, height = found.rect
    corners = [(left, top), (left + width, top + height)]
    return _placed(code, corners, found.quality)
