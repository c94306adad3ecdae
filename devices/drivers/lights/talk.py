"""One relay board on one open port: switch, read, and count what goes wrong."""

from __future__ import annotations

from devices.api import Garbled, NoAnswer
from devices.asking import AskedLine
from devices.drivers.lights.answers import AnswerFramer, Told
from devices.drivers.lights.board import Board, Question
from devices.transport import Port


class Talk:
    """Every call raises `NoAnswer`, `Garbled` or `Unplugged`. Relays and inputs are counted from 1."""

    def __init__(self, board: Board, port: Port) -> None:
        questions = [question for question in (board.relay_state, board.input_state) if question is not None]
        self.link: AskedLine[Told] = AskedLine(port, AnswerFramer(questions))
        self._board = board

    async def switch(self, relay: int, *, is_on: bool) -> None:
        """Tell one relay."""
        command = self._board.switch_on if is_on else self._board.switch_off
        await self.link.tell(command.bytes_for(self._board.on_wire(relay)), gap_s=self._board.gap_s)

    async def relays(self) -> dict[int, bool]:
        """Ask which of the wired relays are on; empty where the board cannot be asked."""
        question, used = self._board.relay_state, self._board.wiring.used
        if question is None:
            return {}
        if question.command.names_a_number:
            return {relay: await self._one(question, relay) for relay in used}
        states = (await self._ask(question, 0)).states
        if not all(self._board.on_wire(relay) in states for relay in used):
            raise Garbled("an answer that names other relays")
        return {relay: states[self._board.on_wire(relay)] for relay in used}

    async def is_closed(self, place: int) -> bool:
        """Ask whether the contact at an input is closed."""
        question = self._board.input_state
        if question is None:
            raise Garbled("this board has no inputs")
        return await self._one(question, place)

    async def _one(self, question: Question, place: int) -> bool:
        number = self._board.on_wire(place)
        states = (await self._ask(question, number)).states
        if number not in states:
            raise Garbled("an answer about another number")
        return states[number]

    async def _ask(self, question: Question, number: int) -> Told:
        try:
            told = await self.link.ask(question.command.bytes_for(number), gap_s=self._board.gap_s)
        except NoAnswer:
            if self.link.is_babbled:
                raise Garbled("bytes that are no answer: check baud and profile") from None
            raise
        if told.question is not question:
            raise Garbled("the answer to another question")
        return told
