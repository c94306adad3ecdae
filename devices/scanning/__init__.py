"""What readers of every kind share: the life of a scanner and of a document reader."""

from devices.scanning.codes import CAP, PREFIX, SAME, judged, prefix_of
from devices.scanning.documents import LEFT, PageReader
from devices.scanning.judge import Doubt, Judge, Judged
from devices.scanning.pages import LINE_CAP, LINES, QUIET_S, KeyboardFramer, Page, PageFramer, page_of
from devices.scanning.scanner import CodeFramer, PortScanner

__all__ = [
    "CAP",
    "LEFT",
    "LINES",
    "LINE_CAP",
    "PREFIX",
    "QUIET_S",
    "SAME",
    "CodeFramer",
    "Doubt",
    "Judge",
    "Judged",
    "KeyboardFramer",
    "Page",
    "PageFramer",
    "PageReader",
    "PortScanner",
    "judged",
    "page_of",
    "prefix_of",
]
