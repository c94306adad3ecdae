"""Light towers, bells and contacts on a relay board with a serial line.

There is no standard. Document: LC Technology's description of its USB switches (LCUS-1, -2, -4, -8); Numato Lab's
commands of its USB relay modules; protocols.md 11. Revision: 2026. Both are facts of `config/lights`, where a third
board is a third file. Frames (H = kiosk, B = board), LCUS at 9600 8N1, numbers from 01:

| bytes                                   | way | meaning                                                        |
|-----------------------------------------|-----|----------------------------------------------------------------|
| `A0` n `01` sum                         | H>B | relay n on; sum is that of the bytes before it; no answer      |
| `A0` n `00` sum                         | H>B | relay n off                                                    |
| `FF`                                    | H>B | which are on? (two relays and more)                            |
| `CH1: ON` `0D 0A` `CH2: OFF` `0D 0A` .. | B>H | one line per relay                                             |

Numato, numbers from `0`; the board repeats each command and ends with `0A 0D` and `>`:

| bytes                           | way | meaning                         |
|---------------------------------|-----|---------------------------------|
| `relay on 0` `0D`, `relay off 0` `0D` | H>B | one relay                 |
| `relay read 0` `0D`             | H>B | is it on? `on` or `off`         |
| `gpio read 0` `0D`              | H>B | an input: `0` or `1`            |

A board that can be asked is asked once a second: what it lost (a reset, a flipped byte) is set anew, and a relay that
does not do what it is told makes the lights DEGRADED with HARDWARE_ERROR. What a board tells is what it switched, not
whether the lamp burns. A board that cannot be asked is READY while its port is open.
"""

from devices.api import Card, DriverUrl
from devices.drivers.lights.board import load
from devices.drivers.lights.tower import Tower
from devices.transport import OpenPort
from devices.url import options, require_transport, word

CARD = Card(document="LC Technology LCUS and Numato USB relay modules, protocols.md 11, 2026")
PROFILE = word("profile", "lcus-4")
OPTIONS = options(PROFILE)


def open(url: DriverUrl, open_port: OpenPort, secret: str | None = None) -> Tower:
    """Make lights for a URL. They need no secret. Raises `UrlError` and `ProfileError`."""
    require_transport(url, ("serial", "tcp"))
    return Tower(url, open_port, load(PROFILE.of(url)))
