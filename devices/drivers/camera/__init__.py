"""A camera as a scanner, and a folder of pictures in its place.

Document: Linux Media Infrastructure userspace API, Video for Linux API (`videodev2.h`). Revision: Linux 6.1, version 2.
What becomes of a picture: protocols.md 5 and performance.md 4 (2026).

Over `v4l2` the kernel's calls, in this order (the answers carry the other way):

| call                    | carries                                                                           |
|-------------------------|-----------------------------------------------------------------------------------|
| QUERYCAP                | that the node captures and streams; other nodes of a camera carry no pictures     |
| S_FMT                   | wanted size and pixels; the answer is what comes, which may be another            |
| S_PARM                  | wanted time per frame; a driver without it keeps its own                          |
| REQBUFS, QUERYBUF, mmap | four buffers of the kernel                                                        |
| QBUF, STREAMON          | all of them are empty: begin                                                      |
| poll, DQBUF, QBUF       | a full one, again and again; STREAMOFF at the end                                 |

What the listener is told:

| in the picture                    | the listener is told                                                       |
|-----------------------------------|----------------------------------------------------------------------------|
| one code                          | a `Scan`: AIM identifier and content, once while it stays (1.5 s after)    |
| two different codes or more       | `BadScan` `two_codes`, once while it stays so: none of them is added       |
| more than 256 bytes, other bytes  | `BadScan` as from a line scanner                                           |

Pictures are read on a thread of its own, one at a time; of a camera's frames that wait there the newest wins. Pictures
of a folder are read each once, in the order of their names, with all the time they need; new ones as they come.
"""

from __future__ import annotations

import re
from pathlib import Path

from devices.api import Card, DriverUrl
from devices.drivers.camera.folder import Folder
from devices.drivers.camera.scanner import CameraScanner
from devices.drivers.camera.video import PIXELS as _NAMES
from devices.drivers.camera.video import VGA, Size, Video, Wanted
from devices.seeing.live import EVERY, SHOP, TRAVEL
from devices.transport import OpenPort
from devices.url import Option, UrlError, choice, options, require_transport, whole

CARD = Card(document="Video for Linux API, Linux 6.1; protocols.md 5, performance.md 4, 2026")


def _size(text: str) -> Size:
    match = re.fullmatch(r"([0-9]{3,4})x([0-9]{3,4})", text)
    if match is None or not (160 <= int(match[1]) <= 3840 and 120 <= int(match[2]) <= 2160):
        raise ValueError("size")
    return Size(int(match[1]), int(match[2]))


READS = choice("reads", "all", "shop", "travel")
OLD = choice("old", "read", "skip")
SIZE = Option("size", "WIDTHxHEIGHT, 160x120 to 3840x2160", _size, VGA)
FPS = whole("fps", 1, 60, "frames a second", default=15)
PIXELS = choice("pixels", "any", *_NAMES)
OPTIONS = options(READS, OLD, SIZE, FPS, PIXELS)
_FORMATS = {"all": EVERY, "shop": SHOP, "travel": TRAVEL}


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> CameraScanner:
    """Make a scanner for a URL. It needs no secret and no port."""
    require_transport(url, ("v4l2", "folder"))
    formats = _FORMATS[READS.of(url)]
    if url.transport == "folder":
        for option in (SIZE, FPS, PIXELS):
            if option.name in url.options:
                raise UrlError(f"option {option.name}", "a folder has none: its pictures are as they are", "over v4l2")
        return CameraScanner(Folder(Path(url.address), is_from_now=OLD.of(url) == "skip"), formats)
    if OLD.name in url.options:
        raise UrlError(f"option {OLD.name}", "a live camera has no old pictures", "over folder")
    return CameraScanner(Video(url.address, Wanted(SIZE.of(url), FPS.of(url), PIXELS.of(url))), formats)
