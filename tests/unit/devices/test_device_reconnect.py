"""Each driver under supervision: lost, gone for a while, back."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from devices import registry
from devices.api import DriverUrl, Health, HealthState, Unplugged
from devices.loop import supervise
from devices.transport import MemoryPort, Port
from tests.virtual_time import run
from tests.wire.player import Player

WIRE = Path(__file__).parents[2] / "wire"
URLS = {
    "linescan": "linescan+serial:///dev/serial/by-id/x",
    "escpos": "escpos+tcp://10.0.0.7:9100",
    "zvt": "zvt+tcp://10.0.0.5:20007",
}


class Cable:
    """Opens a device's transcript again and again, and nothing while it is pulled."""

    def __init__(self, driver: str) -> None:
        self._path = WIRE / driver / "reconnect.wire"
        self._players: list[Player] = []
        self.is_pulled = False

    async def open_port(self, url: DriverUrl) -> Port:
        if self.is_pulled:
            raise Unplugged("pulled")
        self._players.append(Player(self._path))
        return await self._players[-1].open_port(url)

    def pull(self) -> None:
        self.is_pulled = True
        port: MemoryPort = self._players[-1].ports[0]
        port.abort()

    async def finish(self) -> None:
        for player in self._players:
            await player.finish()


@pytest.mark.parametrize("driver", sorted(URLS))
@pytest.mark.parametrize("gone_s", [0.1, 3.0, 19.0, 3600.0])
def test_a_device_that_was_gone_is_ready_within_ten_seconds_of_its_return(driver: str, gone_s: float) -> None:
    async def main() -> None:
        cable = Cable(driver)
        device = registry.open_device(URLS[driver], open_port=cable.open_port)
        heard: list[Health] = []
        task = asyncio.ensure_future(supervise(device, heard.append))
        loop = asyncio.get_running_loop()
        for _ in range(3):
            async with asyncio.timeout(10.5):
                while not device.health.is_usable:
                    await asyncio.sleep(0.01)
            await asyncio.sleep(0.5)
            cable.pull()
            await asyncio.sleep(gone_s)
            assert device.health.state is HealthState.ABSENT
            cable.is_pulled = False
        assert loop.time() < 3 * (gone_s + 11)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await cable.finish()
        states = [health.state for health in heard]
        assert states[:4] == [HealthState.STARTING, HealthState.READY, HealthState.ABSENT, HealthState.READY]

    run(main())
