"""Whatever is held to a reader or typed: never an exception, and always words that can be said."""

from __future__ import annotations

from typing import Final

from hypothesis import example, given
from hypothesis import strategies as st

from devices.api import DocumentLines
from kiosk.flows.checkin.events import FactTyped, TypeInsteadPressed, WayChosen
from kiosk.flows.checkin.samples import FAR, booking
from kiosk.flows.checkout.events import Scanned
from kiosk.formats.mrz import Format
from kiosk.phrases import phrase
from tests.unit.flows.checkin.stories.acts import START, leg, pass_text, zone
from tests.unit.flows.checkin.stories.documents import UNSEEN
from tests.unit.flows.checkin.stories.kiosk import AtKiosk
from tests.unit.flows.checkin.stories.row import has_way, texts_of, words

PASSES: Final = (
    pass_text(),
    pass_text(leg(), leg(flight="1702", way="LISFNC")),
    pass_text(name="O'CLOUD-D'URA/SIAN"),
)
ZONES: Final = tuple(
    "\n".join(own) for own in (zone(), zone(Format.TD1, document_code="I"), zone(Format.TD2, document_code="I"))
)
PIECES: Final = st.one_of(
    st.sampled_from(("", "<", "<<", "/", ">", "M9", "\x00", "\x1d", "\r\n", "]L0", "0O", "É", "\N{SNOWMAN}")),
    st.text(max_size=6),
)


def bent(texts: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return texts of which pieces are cut out, put in, doubled or turned to small letters."""

    def bend(text: str, cuts: list[tuple[int, int, str]], is_small: bool, times: int) -> str:
        for at, length, piece in cuts:
            place = at % (len(text) + 1)
            text = text[:place] + piece + text[place + length :]
        return (text.lower() if is_small else text) * times

    cut = st.tuples(st.integers(0, 200), st.integers(0, 40), PIECES)
    return st.builds(
        bend, st.sampled_from(texts), st.lists(cut, max_size=4), st.booleans(), st.sampled_from((1, 1, 1, 40))
    )


def assert_served(run: AtKiosk) -> None:
    """Assert that there is a way on, and that everything on the glass can be said."""
    assert has_way(run), run.kind()
    for told in texts_of(run.shown):
        assert phrase(told, words()).strip(), told.key


@given(st.one_of(bent(PASSES), bent(ZONES), st.text(max_size=80)))
@example("M1" + "A" * 4000)
@example("M0RIBEIRO/ANA")
@example("P<" * 44)
def test_whatever_is_held_to_the_scanner_ends_on_a_screen_with_words(message: str) -> None:
    run = AtKiosk(FAR)
    event = run.readers.event_of(message.encode("utf-8", "surrogatepass"))
    run.take(event if event is not None else Scanned(None))
    assert_served(run)


@given(st.binary(max_size=120))
def test_bytes_that_are_no_text_are_no_fault_either(message: bytes) -> None:
    run = AtKiosk()
    event = run.readers.event_of(message)
    run.take(event if event is not None else Scanned(None))
    assert_served(run)


@given(bent(ZONES), st.booleans())
@example(zone()[0] + "\n", True)
def test_whatever_lies_on_the_document_reader_ends_on_a_screen_with_words(lines: str, is_asked: bool) -> None:
    run = AtKiosk(booking(UNSEEN))
    if is_asked:
        run.take(*START, WayChosen("code"), FactTyped("7K2PMX"), FactTyped("Ribeiro"))
        assert run.kind() == "Documents"
    run.lay(*DocumentLines(tuple(lines.split("\n")), 0.0).lines)
    assert_served(run)


@given(
    st.lists(st.one_of(st.text(max_size=70), PIECES), min_size=1, max_size=4),
    st.sampled_from(("code", "ticket", "document")),
)
@example(["7K2PMX", "A" * 65], "code")
@example(["7K2PMX", "\N{CJK UNIFIED IDEOGRAPH-5C71}"], "code")
def test_whatever_is_typed_ends_on_a_screen_with_words(typed: list[str], way: str) -> None:
    run = AtKiosk(booking(UNSEEN)).take(*START)
    if way == "document":
        run.take(WayChosen("code"), FactTyped("7K2PMX"), FactTyped("Ribeiro"), TypeInsteadPressed())
    else:
        run.take(WayChosen(way))
    for text in typed:
        run.take(FactTyped(text))
        assert_served(run)  # type: ignore[arg-type]  # a traveller at a whole kiosk
