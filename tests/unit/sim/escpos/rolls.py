"""A roll of paper that takes a stream."""

from __future__ import annotations

from devices.sim.escpos.interpreter import Interpreter
from devices.sim.escpos.paper import Glyphs, Picture, Row, Sheet
from devices.sim.escpos.tokens import Token, Tokenizer


class Paper:
    """Everything one stream left on paper."""

    def __init__(self, stream: bytes, width_dots: int = 576) -> None:
        self.cuts: list[str] = []
        self.sheets: list[Sheet] = []
        self.answers: list[Token] = []
        self.tokenizer = Tokenizer()
        self.interpreter = Interpreter(width_dots, self._cut, self.answers.append)
        for token in self.tokenizer.feed(stream):
            self.interpreter.execute(token)
        self.sheets.append(self.interpreter.sheet)

    def _cut(self, how: str) -> None:
        self.cuts.append(how)
        self.sheets.append(self.interpreter.sheet)
        self.interpreter.sheet = Sheet()

    @property
    def rows(self) -> list[Row]:
        return [row for sheet in self.sheets for row in sheet.rows]

    @property
    def lines(self) -> list[str]:
        return [line for sheet in self.sheets for line in sheet.lines]

    @property
    def glyphs(self) -> list[Glyphs]:
        return [item for row in self.rows for item in row.items if isinstance(item, Glyphs)]

    @property
    def pictures(self) -> list[Picture]:
        return [item for row in self.rows for item in row.items if isinstance(item, Picture)]
