"""Every event of the product can be kept and read again; what cannot be kept is refused."""

from __future__ import annotations

import importlib
import json
import pkgutil
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, cast, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kiosk.flows
from kiosk.domain.money import Money
from kiosk.domain.pricing.book import NO_OFFERS, Book
from kiosk.domain.private import Private
from kiosk.domain.sale import Sale
from kiosk.domain.text import LocalText, Text, text
from kiosk.flows.assist.events import LastSaleFound
from kiosk.flows.base import MASK, NOT_KEPT, DeviceChanged, Event
from kiosk.formats.ean import Gtin
from kiosk.store.codec import (
    Codec,
    NotDecodable,
    NotEncodable,
    UnknownKind,
    canonical,
    event_classes,
    kinds,
)
from kiosk.store.private import Erased, NotAuthentic, Seal, new_key


def _product_events() -> list[type[Event]]:
    for module in pkgutil.walk_packages(kiosk.flows.__path__, "kiosk.flows."):
        importlib.import_module(module.name)
    return sorted((kind for kind in event_classes() if kind.__module__.startswith("kiosk.")), key=lambda k: k.__name__)


PRODUCT_EVENTS = _product_events()


def _private(hint: Any) -> st.SearchStrategy[Private[Any]]:
    return st.from_type(get_args(hint)[0]).map(Private)


st.register_type_strategy(Private, _private)
st.register_type_strategy(Book, st.just(NO_OFFERS))
st.register_type_strategy(Gtin, st.sampled_from(("09520000000004", "09520001000010")).map(Gtin))


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class SampleHeld(Event):
    word: str
    count: int
    is_true: bool
    colour: Colour
    money: Money | None
    names: tuple[LocalText, ...]
    pair: tuple[int, str]
    either: str | int | Money | Text | None = None


@dataclass(frozen=True, slots=True)
class SampleFloated(Event):
    weight: float


@dataclass(frozen=True, slots=True)
class SampleChosen(Event):
    either: Colour | int | None


@dataclass(frozen=True, slots=True)
class SamplePassenger(Event):
    name: Private[str]
    seats: tuple[Private[LocalText], ...] = ()
    flight: str = ""


@dataclass(frozen=True, slots=True)
class Inner:
    name: Private[str]


@dataclass(frozen=True, slots=True)
class SampleNested(Event):
    inner: Inner


SAMPLE = SampleHeld(
    "a", 1, True, Colour.RED, Money(5, "EUR"), (LocalText((("en", "x"),)),), (1, "b"), text("k", price=Money(1, "EUR"))
)


def _without_what_is_not_kept(value: Any) -> Any:
    """Return a value as it comes back: texts that are not kept are masked, in it and in all it holds."""
    if isinstance(value, tuple):
        return tuple(map(_without_what_is_not_kept, value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    held = {own.name: (own.metadata == NOT_KEPT, getattr(value, own.name)) for own in fields(value) if own.init}
    kept = {
        name: MASK if is_masked and one else _without_what_is_not_kept(one) for name, (is_masked, one) in held.items()
    }
    return replace(value, **kept)


@dataclass(frozen=True, slots=True)
class SampleTyped(Event):
    number: str = field(metadata=NOT_KEPT)
    place: str = ""


@dataclass(frozen=True, slots=True)
class SampleCounted(Event):
    number: int = field(metadata=NOT_KEPT)


def test_what_is_not_to_be_kept_leaves_only_whether_it_was_there() -> None:
    codec = Codec()
    assert codec.encode(SampleTyped("4222222222222", "till")) == '{"number":"*","place":"till"}'
    assert codec.decode("SampleTyped", codec.encode(SampleTyped(""))) == SampleTyped("")
    assert not codec.is_private(SampleTyped("1"))
    with pytest.raises(NotDecodable, match="was kept"):
        codec.decode("SampleTyped", '{"number":"4222222222222","place":"till"}')


def test_only_a_text_can_be_left_out() -> None:
    with pytest.raises(NotEncodable, match="only a text"):
        Codec().encode(SampleCounted(5))


def test_promotions_of_a_sale_are_not_written_and_it_comes_back_without_them() -> None:
    codec = Codec()
    found = LastSaleFound(Sale("s", "EUR", "", 0, offers=Book()))
    assert "offers" not in codec.encode(found)
    back = codec.decode("LastSaleFound", codec.encode(found))
    assert isinstance(back, LastSaleFound)
    assert back.sale is not None
    assert back.sale.offers is NO_OFFERS


def test_the_walk_finds_the_events_of_all_flows() -> None:
    assert {"BackPressed", "Scanned", "TerminalAnswered"} <= {kind.__name__ for kind in PRODUCT_EVENTS}


@pytest.mark.parametrize("kind", PRODUCT_EVENTS, ids=lambda kind: kind.__name__)
def test_every_event_comes_back_as_it_went(kind: type[Event]) -> None:
    @settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(event=st.from_type(kind))
    def comes_back(event: Event) -> None:
        codec = Codec()
        seal = Seal("s", bytes(32)) if codec.is_private(event) else None
        kept = codec.encode(event, seal)
        assert codec.decode(kind.__name__, kept, seal) == _without_what_is_not_kept(event)
        assert kept.isascii()
        assert kept == canonical(json.loads(kept))

    comes_back()


def test_no_two_events_share_a_name() -> None:
    assert {kind.__name__ for kind in PRODUCT_EVENTS} <= kinds().keys()


def test_two_events_of_one_name_are_refused() -> None:
    class Root:
        __slots__ = ()

    class Twin(Root):
        __slots__ = ()

    first = Twin

    class Twin(Root):  # type: ignore[no-redef] # the fault under test
        __slots__ = ()

    assert first is not Twin
    with pytest.raises(NotEncodable, match="Twin is in"):
        kinds(cast("type[Event]", Root))


def test_a_payload_is_canonical_json() -> None:
    kept = Codec().encode(SAMPLE)
    assert kept == canonical(json.loads(kept))
    assert " " not in kept
    assert list(json.loads(kept)) == sorted(json.loads(kept))


def test_a_union_keeps_which_of_its_types_it_held() -> None:
    codec = Codec()
    for either in ("5", 5, Money(5, "EUR"), text("k", inner=text("deeper"), n=1), None):
        event = SampleHeld("", 0, False, Colour.RED, None, (), (0, ""), either)
        found = codec.decode("SampleHeld", codec.encode(event))
        assert found == event
        assert isinstance(found, SampleHeld)
        assert type(found.either) is type(either)


def test_a_lone_surrogate_from_a_scanner_is_kept() -> None:
    codec = Codec()
    event = SampleHeld("\udc80\x00\n", 0, False, Colour.RED, None, (), (0, ""))
    assert codec.decode("SampleHeld", codec.encode(event)) == event


def test_a_field_of_a_type_the_journal_cannot_keep_is_refused() -> None:
    with pytest.raises(NotEncodable, match=r"SampleFloated\.weight"):
        Codec().encode(SampleFloated(0.5))
    with pytest.raises(NotEncodable, match="a union may hold"):
        Codec().encode(SampleChosen(None))


@pytest.mark.parametrize(
    "event",
    [
        SampleHeld(5, 1, True, Colour.RED, None, (), (1, "b")),  # type: ignore[arg-type] # the fault under test
        SampleHeld("a", True, True, Colour.RED, None, (), (1, "b")),
        SampleHeld("a", 1, 1, Colour.RED, None, (), (1, "b")),  # type: ignore[arg-type] # the fault under test
        SampleHeld("a", 1, True, "red", None, (), (1, "b")),  # type: ignore[arg-type] # the fault under test
        SampleHeld("a", 1, True, Colour.RED, 5, (), (1, "b")),  # type: ignore[arg-type] # the fault under test
        SampleHeld("a", 1, True, Colour.RED, None, [], (1, "b")),  # type: ignore[arg-type] # the fault under test
        SampleHeld("a", 1, True, Colour.RED, None, (), (1,)),  # type: ignore[arg-type] # the fault under test
        SampleHeld("a", 1, True, Colour.RED, None, (), (1, "b"), True),
        SampleHeld("a", 1, True, Colour.RED, None, (), (1, "b"), b"x"),  # type: ignore[arg-type] # the fault under test
    ],
)
def test_a_value_that_is_not_of_its_type_is_refused(event: SampleHeld) -> None:
    with pytest.raises(NotEncodable):
        Codec().encode(event)


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("SampleHeld", "{"),
        ("SampleHeld", "[]"),
        ("SampleHeld", "{}"),
        ("LanguageChosen", '{"language":5}'),
        ("LanguageChosen", '{"language":"nl","more":1}'),
        ("Scanned", '{"price":{"currency":"EUR"}}'),
        ("DeviceChanged", '{"device":"x","is_usable":true,"reasons":"x","state":"y"}'),
        ("SamplePassenger", '{"name":"%%"}'),
        ("SampleChosenNever", "{}"),
    ],
)
def test_a_payload_that_does_not_fit_is_refused(kind: str, payload: str) -> None:
    with pytest.raises(NotDecodable):
        Codec().decode(kind, payload, Seal("s", bytes(32)))


@pytest.mark.parametrize(
    "change",
    [{"colour": "blue"}, {"either": {"$": "Secret"}}, {"either": 1.5}, {"pair": [1]}, {"money": {"minor": 1}}],
)
def test_a_payload_of_other_values_is_refused(change: dict[str, object]) -> None:
    payload = {**json.loads(Codec().encode(SAMPLE)), **change}
    with pytest.raises(NotDecodable):
        Codec().decode("SampleHeld", json.dumps(payload))


def test_an_event_of_another_version_is_named() -> None:
    with pytest.raises(UnknownKind, match="WalkedAway"):
        Codec().decode("WalkedAway", "{}")


def test_a_field_added_later_takes_its_default() -> None:
    assert Codec().decode("DeviceChanged", '{"device":"scanner","is_usable":true,"state":"ready"}') == DeviceChanged(
        "scanner", "ready", True, ()
    )


# --- personal fields --------------------------------------------------------------------------------------------------

PASSENGER = SamplePassenger(Private("Ана Иванова"), (Private(LocalText((("en", "seat 12A"),))),), "KL1234")


def test_a_personal_field_is_ciphertext_and_opens_with_the_session_key() -> None:
    codec, seal = Codec(), Seal("session", new_key())
    kept = codec.encode(PASSENGER, seal)
    assert "KL1234" in kept
    assert " " not in kept, "neither the seat nor the name: base64 has no spaces"
    assert codec.decode("SamplePassenger", kept, seal) == PASSENGER
    assert codec.encode(PASSENGER, seal) != kept, "a nonce is used once"


def test_without_the_key_a_personal_field_is_gone() -> None:
    codec = Codec()
    kept = codec.encode(PASSENGER, Seal("session", new_key()))
    with pytest.raises(Erased):
        codec.decode("SamplePassenger", kept, Seal("session", None))
    with pytest.raises(NotDecodable):
        codec.decode("SamplePassenger", kept, None)


def test_a_ciphertext_does_not_open_in_another_session_or_field() -> None:
    codec, key = Codec(), new_key()
    kept = codec.encode(PASSENGER, Seal("session", key))
    with pytest.raises(NotAuthentic):
        codec.decode("SamplePassenger", kept, Seal("other", key))
    with pytest.raises(NotAuthentic):
        codec.decode("SamplePassenger", kept, Seal("session", new_key()))
    moved = json.loads(kept)
    moved["name"] = moved["seats"][0]
    with pytest.raises(NotAuthentic):
        codec.decode("SamplePassenger", json.dumps(moved), Seal("session", key))


def test_a_truncated_ciphertext_does_not_open() -> None:
    with pytest.raises(NotAuthentic):
        Codec().decode("SamplePassenger", '{"name":"AAAA"}', Seal("session", bytes(32)))


def test_an_event_with_personal_fields_is_not_kept_without_a_seal() -> None:
    with pytest.raises(NotEncodable):
        Codec().encode(PASSENGER)
    with pytest.raises(NotEncodable):
        Codec().encode(SamplePassenger("plain"), Seal("s", new_key()))  # type: ignore[arg-type] # the fault under test


def test_personal_fields_are_found_however_deep() -> None:
    codec = Codec()
    assert codec.is_private(PASSENGER)
    assert codec.is_private(SampleNested(Inner(Private("x"))))
    assert not codec.is_private(SAMPLE)


def test_a_personal_value_does_not_show_in_a_log() -> None:
    assert "Ана" not in f"{PASSENGER!r} {Seal('s', new_key())!r}"
    assert "key" not in repr(Seal("s", new_key()))
