from __future__ import annotations

import pytest

from kiosk.formats import digital_link
from kiosk.formats.digital_link import build, is_web_address, parse, unescape
from kiosk.formats.errors import Malformed
from kiosk.formats.gs1 import Element

GTIN = "09520123456788"
ITEM = Element("01", GTIN)


@pytest.mark.parametrize(
    ("uri", "code"),
    [
        ("", "URI"),
        ("ftp://id.gs1.org/01/" + GTIN, "URI"),
        ("https:/id.gs1.org/01/" + GTIN, "URI"),
        ("https://id.gs1.org/01/" + GTIN + " ", "URI"),
        ("https://id.gs1.org/01/" + GTIN + "é", "URI"),
        ("https:///01/" + GTIN, "HOST"),
        ("https://me@id.gs1.org/01/" + GTIN, "HOST"),
        ("https://-a.org/01/" + GTIN, "HOST"),
        ("https://a..org/01/" + GTIN, "HOST"),
        ("https://" + "a" * 64 + ".org/01/" + GTIN, "HOST"),
        ("https://" + "a." * 130 + "org/01/" + GTIN, "HOST"),
        ("https://a.org:65536/01/" + GTIN, "HOST"),
        ("https://a.org:/01/" + GTIN, "HOST"),
        ("https://[2001:db8::1::2]/01/" + GTIN, "HOST"),
        ("https://id.gs1.org", "NO_PRIMARY_KEY"),
        ("https://id.gs1.org/", "NO_PRIMARY_KEY"),
        ("https://id.gs1.org/products/17", "NO_PRIMARY_KEY"),
        ("https://id.gs1.org/10/ABC", "NO_PRIMARY_KEY"),
        (f"https://id.gs1.org/01/{GTIN}/", "NO_PRIMARY_KEY"),
        (f"https://id.gs1.org/gtin/{GTIN}", "NO_PRIMARY_KEY"),
        (f"https://id.gs1.org/01/{GTIN[:-1]}9", "CHECK_DIGIT"),
        (f"https://id.gs1.org/01/{GTIN}/21/A/10/B", "QUALIFIER"),
        (f"https://id.gs1.org/01/{GTIN}/10/A/10/B", "QUALIFIER"),
        (f"https://id.gs1.org/01/{GTIN}/235/A/10/B", "QUALIFIER"),
        ("https://id.gs1.org/00/106141412345678908/10/A", "QUALIFIER"),
        (f"https://id.gs1.org/01/{GTIN}/10/", "LENGTH"),
        (f"https://id.gs1.org/01/{GTIN}?10=A", "QUALIFIER_IN_QUERY"),
        (f"https://id.gs1.org/01/{GTIN}?21=A", "NOT_AN_ATTRIBUTE"),
        (f"https://id.gs1.org/01/{GTIN}?01={GTIN}", "REPEATED"),
        (f"https://id.gs1.org/01/{GTIN}?17=260531&17=260531", "REPEATED"),
        (f"https://id.gs1.org/01/{GTIN}?17", "LENGTH"),
        (f"https://id.gs1.org/01/{GTIN}?999=A", "UNKNOWN_AI"),
        (f"https://id.gs1.org/01/{GTIN}?99=A+B", "INVALID_CSET82_CHARACTER"),
        (f"https://id.gs1.org/01/{GTIN}?99=A%00", "INVALID_CSET82_CHARACTER"),
    ],
)
def test_an_address_that_is_no_digital_link_says_why(uri: str, code: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse(uri)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "stem",
    [
        "https://id.gs1.org",
        "HTTPS://ID.GS1.ORG",
        "HttP://example.com:8080/some/stem",
        "https://example.com./01/of/many",
        "https://[2001:db8::1]",
        "https://192.0.2.7",
    ],
)
def test_scheme_host_and_stem_may_be_any(stem: str) -> None:
    assert parse(f"{stem}/01/{GTIN}").elements == (ITEM,)


def test_key_qualifiers_and_attributes_come_in_the_order_of_the_address() -> None:
    link = parse(f"https://id.gs1.org/01/{GTIN}/10/L%2F1/21/S+1?3103=000195&17=260531&99=A%20B".replace("%20", "%2B"))
    assert link.elements == (
        ITEM,
        Element("10", "L/1"),
        Element("21", "S+1"),
        Element("3103", "000195"),
        Element("17", "260531"),
        Element("99", "A+B"),
    )
    assert link.remarks == ()


def test_what_is_not_gs1_in_the_query_and_the_fragment_are_passed_over() -> None:
    uri = f"https://id.gs1.org/01/{GTIN}?utm_source=x&&17=260531;lang=pt&flag#top?99=A"
    assert parse(uri).elements == (ITEM, Element("17", "260531"))


def test_a_short_gtin_is_padded_and_remarked_on() -> None:
    link = parse("https://id.gs1.org/01/9520123456788")
    assert link.elements == (ITEM,)
    assert [remark.code for remark in link.remarks] == ["SHORT_GTIN"]


def test_elements_that_contradict_each_other_are_remarked_on() -> None:
    link = parse(f"https://id.gs1.org/01/{GTIN}?37=5")
    assert "EXCLUDED" in [remark.code for remark in link.remarks]


@pytest.mark.parametrize(
    ("text", "in_path", "in_query"),
    [("a+b", "a+b", "a b"), ("%2B", "+", "+"), ("%zz%4", "%zz%4", "%zz%4"), ("%c3", "Ã", "Ã")],
)
def test_plus_is_a_space_in_the_query_only(text: str, in_path: str, in_query: str) -> None:
    assert unescape(text) == in_path
    assert unescape(text, is_query=True) == in_query


def test_web_addresses_are_known_by_their_scheme() -> None:
    assert is_web_address("HTTP://a")
    assert is_web_address("https://")
    assert not is_web_address("http:/a")
    assert not is_web_address("mailto:a@b")


def test_a_link_is_built_with_its_qualifiers_in_order_and_reserved_characters_escaped() -> None:
    elements = [Element("21", "S/1"), ITEM, Element("99", "a=b&c"), Element("17", "260531"), Element("10", "L")]
    assert build(elements, "https://example.com/x") == (
        f"https://example.com/x/01/{GTIN}/10/L/21/S%2F1?17=260531&99=a%3Db%26c"
    )


def test_the_canonical_form_sorts_attributes_under_the_stem_of_gs1() -> None:
    elements = parse(f"https://example.com/x/01/{GTIN}?99=A&3103=000195&17=260531").elements
    assert build(elements, is_canonical=True) == f"https://id.gs1.org/01/{GTIN}?17=260531&3103=000195&99=A"


def test_a_link_read_from_what_was_built_has_the_same_elements() -> None:
    elements = (ITEM, Element("10", "100%+(x)"), Element("99", "a+b_c"))
    assert parse(build(elements)).elements == elements


@pytest.mark.parametrize(
    "path",
    [
        "415/9520123456788/8020/INV1",
        "414/9520123456788/7040/1ABC",
        f"01/{GTIN}/235/XYZ?10=AB",
        "8006/095201234567880102/21/S",
        "00/106141412345678908?02=00614141123452&10=ABC&37=25",
    ],
)
def test_every_link_that_can_be_read_has_a_canonical_form(path: str) -> None:
    uri = f"{digital_link.CANONICAL_STEM}/{path}"
    assert build(parse(uri).elements, is_canonical=True) == uri


def test_elements_that_come_twice_alike_stand_once() -> None:
    assert build([ITEM, Element("99", "A"), Element("99", "A")]).endswith("?99=A")


@pytest.mark.parametrize(
    ("elements", "code"),
    [
        ([], "NO_PRIMARY_KEY"),
        ([Element("99", "A")], "NO_PRIMARY_KEY"),
        ([ITEM, Element("22", "A"), Element("235", "B")], "NO_PRIMARY_KEY"),
        ([ITEM, Element("89", "A")], "UNKNOWN_AI"),
        ([ITEM, Element("99", "A"), Element("99", "B")], "REPEATED"),
    ],
)
def test_elements_that_make_no_link_are_refused(elements: list[Element], code: str) -> None:
    with pytest.raises(Malformed) as caught:
        build(elements)
    assert caught.value.code == code


def test_the_second_key_leads_when_the_first_cannot_carry_the_rest() -> None:
    uri = build([Element("253", "9520123456788"), Element("21", "S"), ITEM])
    assert uri == f"{digital_link.CANONICAL_STEM}/01/{GTIN}/21/S?253=9520123456788"
