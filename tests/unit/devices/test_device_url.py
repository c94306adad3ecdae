from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api import DriverUrl
from devices.url import UrlError, check, choice, options, parse, require_transport, whole

OPTIONS = options(whole("limit_s", 1, 60, "seconds", default=5), choice("mode", "fast", "slow"))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "whole"),
        ("zvt", "whole"),
        ("zvt+tcp:10.0.0.5:20007", "whole"),
        ("Zvt+tcp://10.0.0.5:20007", "driver"),
        ("+tcp://10.0.0.5:20007", "driver"),
        ("zvt://10.0.0.5:20007", "transport"),
        ("zvt+://10.0.0.5:20007", "transport"),
        ("zvt+tcp://10.0.0.5", "address"),
        ("zvt+tcp://10.0.0.5:0", "address"),
        ("zvt+tcp://10.0.0.5:65536", "address"),
        ("zvt+tcp://:20007", "address"),
        ("zvt+tcp://me:word@10.0.0.5:20007", "address"),
        ("escpos+serial://ttyUSB0", "address"),
        ("escpos+serial://", "address"),
        ("escpos+file:///dev/a#b", "address"),
        ("zvt+tcp://h:1?", "options"),
        ("zvt+tcp://h:1?profile", "options"),
        ("zvt+tcp://h:1?profile=", "options"),
        ("zvt+tcp://h:1?profile=a&&mode=b", "options"),
        ("zvt+tcp://h:1?mode=a&mode=b", "option mode"),
        ("zvt+tcp://h:1?password=123456", "option password"),
    ],
)
def test_a_bad_url_names_its_bad_part_and_what_is_allowed(text: str, part: str) -> None:
    with pytest.raises(UrlError) as caught:
        parse(text)
    assert caught.value.part == part
    assert caught.value.allowed in str(caught.value)


def test_an_error_never_repeats_a_secret() -> None:
    for text in ("zvt+tcp://h:1?password=hunter2", "zvt+tcp://me:hunter2@h:1"):
        with pytest.raises(UrlError) as caught:
            parse(text)
        assert "hunter2" not in str(caught.value)
        assert "secret=<name" in str(caught.value)


def test_an_unknown_option_is_refused_with_the_allowed_names() -> None:
    with pytest.raises(UrlError, match=r"option speed: unknown to zvt\+tcp; allowed: limit_s, mode"):
        check(parse("zvt+tcp://h:1?speed=1"), OPTIONS)


@pytest.mark.parametrize("value", ["0", "61", "-1", "5.0", "five", "١", "9999999999999"])
def test_a_number_outside_its_range_is_refused_with_unit_and_range(value: str) -> None:
    with pytest.raises(UrlError, match=r"allowed: a whole number 1\.\.60 seconds"):
        check(DriverUrl("zvt", "tcp", "h:1", {"limit_s": value}), OPTIONS)


def test_a_word_that_is_not_on_the_list_is_refused_with_the_list() -> None:
    with pytest.raises(UrlError, match="one of fast, slow"):
        check(parse("zvt+tcp://h:1?mode=medium"), OPTIONS)


def test_a_transport_that_a_driver_does_not_speak_is_refused_with_those_it_does() -> None:
    with pytest.raises(UrlError, match=r"zvt does not work over serial \(not built\); allowed: tcp"):
        require_transport(parse("zvt+serial:///dev/ttyS0"), ("tcp",), "not built")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "zvt+tcp://10.0.0.5:20007?profile=card_complete&secret=zvt1",
            DriverUrl("zvt", "tcp", "10.0.0.5:20007", {"profile": "card_complete", "secret": "zvt1"}),
        ),
        ("zvt+tcp://[fe80::1]:20007", DriverUrl("zvt", "tcp", "[fe80::1]:20007", {})),
        (
            "linescan+serial:///dev/serial/by-id/usb-A:1.0?baud=115200&prefix=%5DE0",
            DriverUrl("linescan", "serial", "/dev/serial/by-id/usb-A:1.0", {"baud": "115200", "prefix": "]E0"}),
        ),
        ("escpos+file:///dev/usb/lp%200", DriverUrl("escpos", "file", "/dev/usb/lp 0", {})),
        ("wedge+hid://05e0:1200", DriverUrl("wedge", "hid", "05e0:1200", {})),
    ],
)
def test_a_good_url_is_split_into_its_parts(text: str, expected: DriverUrl) -> None:
    assert parse(text) == expected


def test_an_absent_option_gives_its_default() -> None:
    assert OPTIONS["limit_s"].of(parse("zvt+tcp://h:1")) == 5
    assert OPTIONS["mode"].of(parse("zvt+tcp://h:1?mode=slow")) == "slow"


@given(st.text(max_size=80) | st.text(max_size=40).map(lambda rest: f"zvt+tcp://{rest}"))
def test_any_text_is_a_url_or_a_url_error(text: str) -> None:
    try:
        found = parse(text)
    except UrlError:
        return
    assert found.driver.isascii()
    assert found.address
