"""What kiosk and call board say to each other, checked where it comes in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from kiosk.domain.calls import MOST_QUESTION, Call, Stage

Id = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_-]+$")]
Name = Annotated[str, Field(max_length=40)]


Stands = Literal["open", "paused", "closed"]


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Hello(_Message):
    """A board's first word: `level` is the escalation from which on its people are called, 0 to 3."""

    kind: Literal["hello"] = "hello"
    board: Name
    level: Annotated[int, Field(ge=0, le=3)] = 0


class Answer(_Message):
    """What a board says of a call. `by` only with `accept`: the name a person wants to be announced by."""

    kind: Literal["heard", "accept", "arrived", "done"]
    call: Id
    by: Name = ""


class Here(_Message):
    """A board is there, and nothing else."""

    kind: Literal["here"] = "here"


class Called(_Message):
    """A call as a board shows it. `age_ms`: how long ago, by the kiosk's clock; `reasons` are codes of blockers."""

    id: Id
    age_ms: Annotated[int, Field(ge=0)]
    step: Annotated[str, Field(max_length=60)]
    reasons: Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=20)]
    language: Annotated[str, Field(max_length=10)]
    article: Annotated[str, Field(max_length=60)] = ""
    question: Annotated[str, Field(max_length=MOST_QUESTION)] = ""
    stage: Stage
    level: Annotated[int, Field(ge=0, le=3)]
    by: Name = ""


class Lane(_Message):
    """A kiosk as it is now: the whole of it, each time."""

    kind: Literal["lane"] = "lane"
    lane: Annotated[str, Field(max_length=40)]
    site: Annotated[str, Field(max_length=60)]
    is_demo: bool = False
    stands: Stands = "open"
    call: Called | None = None


def called(call: Call, now_utc_ms: int) -> Called:
    """Return a call as it goes to a board."""
    return Called.model_construct(
        id=call.id,
        age_ms=max(0, now_utc_ms - call.raised_utc_ms),
        step=call.step,
        reasons=list(call.reasons),
        language=call.language,
        article=call.article,
        question=call.question,
        stage=call.stage,
        level=call.level,
        by=call.by,
    )


def said(raw: Mapping[str, Any]) -> Answer | Here:
    """Return what a board said after its first word. Raises `pydantic.ValidationError`."""
    if raw.get("kind") == "here":
        return Here.model_validate(raw)
    return Answer.model_validate(raw)


def lane(raw: Mapping[str, Any]) -> Lane:
    """Return the picture of a kiosk. Raises `pydantic.ValidationError`."""
    return Lane.model_validate_json(json.dumps(raw))  # strictly, where a stage is a text
