"""The kiosk's end of the call boards: every board that holds the key sees the call, and what it answers is told."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError

from kiosk.domain.calls import Call, How
from kiosk.services.staff import messages
from kiosk.services.staff.wire import GREET_S, Line, NotTrusted, greeted

BEAT_S: Final = 5.0  # a board that hears nothing for longer says that it lost the kiosk
SILENT_S: Final = 15.0
MOST_BOARDS: Final = 16
GREETING: Final = {"kind": "kiosk"}
log = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class _Board:
    name: str
    level: int
    line: Line
    news: asyncio.Event


class Hub:
    """Serves call boards on the loop it is made on. `answered` is called for each answer of a board."""

    def __init__(
        self,
        place: tuple[str, str],
        secret: bytes,
        utc_ms: Callable[[], int],
        answered: Callable[[messages.Answer], None],
        *,
        is_demo: bool = False,
    ) -> None:
        self._site, self._lane = place
        self._secret = secret
        self._utc_ms = utc_ms
        self._answered = answered
        self._is_demo = is_demo
        self._call: Call | None = None
        self._stands: messages.Stands = "open"
        self._boards: set[_Board] = set()
        self._server: asyncio.Server | None = None
        self._greeting = 0

    async def open(self, host: str, port: int) -> int:
        """Listen, and return the port: the one given, or a free one for 0. Raises `OSError`."""
        self._server = await asyncio.start_server(self._met, host, port)
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Let go of every board."""
        if self._server is not None:
            self._server.close()
        for board in tuple(self._boards):
            board.line.close()
        self._boards.clear()

    def show(self, call: Call) -> int:
        """Show a call, or the same one as it is now, on every board; return how many are connected."""
        self._call = call
        return self._tell()

    def end(self, call_id: str, how: How) -> int:
        """Take a call from every board; return how many are connected."""
        if self._call is not None and self._call.id == call_id:
            log.info("call ended: %s", how.value)
            self._call = None
        return self._tell()

    def stand(self, state: messages.Stands) -> int:
        """Show on every board whether the lane serves; return how many are connected."""
        self._stands = state
        return self._tell()

    def _tell(self) -> int:
        for board in self._boards:
            board.news.set()
        return len(self._boards)

    def _picture(self, board: _Board) -> messages.Lane:
        call = self._call
        is_theirs = call is not None and (call.level >= board.level or not call.is_waiting)
        shown = messages.called(call, self._utc_ms()) if call is not None and is_theirs else None
        return messages.Lane(lane=self._lane, site=self._site, is_demo=self._is_demo, stands=self._stands, call=shown)

    async def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._boards) + self._greeting >= MOST_BOARDS:
            log.warning("a call board more than %d was turned away", MOST_BOARDS)
            writer.close()
            return
        board: _Board | None = None
        self._greeting += 1
        try:
            board = await self._greet(reader, writer)
        except NotTrusted as error:
            log.warning("a call board was turned away: %s", error)
        except (OSError, TimeoutError, ValidationError) as error:
            log.info("no call board: %s", type(error).__name__)
        finally:
            self._greeting -= 1
        if board is None:
            writer.close()
            return
        await self._serve(board)

    async def _greet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> _Board:
        async with asyncio.timeout(GREET_S):
            line = await greeted(reader, writer, self._secret, is_kiosk=True)
            await line.send(GREETING)  # so that a board with another key learns why it is turned away
            hello = messages.Hello.model_validate(await line.receive())
        return _Board(hello.board, hello.level, line, asyncio.Event())

    async def _serve(self, board: _Board) -> None:
        self._boards.add(board)
        log.info("a call board is connected; %d now", len(self._boards))
        telling = asyncio.ensure_future(self._keep_telling(board))
        try:
            while True:
                async with asyncio.timeout(SILENT_S):
                    said = messages.said(await board.line.receive())
                if isinstance(said, messages.Answer):
                    self._answered(said)
        except (OSError, TimeoutError, ValidationError) as error:
            log.info("a call board is gone: %s", type(error).__name__)
        finally:
            self._boards.discard(board)
            telling.cancel()
            with contextlib.suppress(asyncio.CancelledError, OSError):
                await telling
            board.line.close()

    async def _keep_telling(self, board: _Board) -> None:
        while True:
            board.news.clear()
            await board.line.send(self._picture(board).model_dump(mode="json"))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(BEAT_S):
                    await board.news.wait()
