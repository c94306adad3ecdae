"""Agreement with the GS1 Barcode Syntax Engine, whose tests the vectors were taken from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from kiosk.formats import aim, digital_link, gs1
from kiosk.formats.decode import decode
from kiosk.formats.errors import Malformed
from kiosk.formats.gs1.checks import CHECKS
from tests.unit.formats.vectors.rows import Row, differing, rows

FNC1 = "^"

RULE_OF = {
    "validateAIrepeats": "REPEATED",
    "validateAImutex": "EXCLUDED",
    "validateAIrequisites": "REQUIRED",
    "validateDigSigRequiresSerialisedKey": "UNSERIALISED",
}

RENAMED = {"NON_DIGIT_CHARACTER": "NOT_DIGITS", "INCORRECT_CHECK_DIGIT": "CHECK_DIGIT"}

# The engine's names for symbologies beside ours; it has no names for the general symbols that carry no GS1 data.
SYMBOLOGY_OF = {
    "EAN-13": "EAN13",
    "EAN-8": "EAN8",
    "QR Code": "QR",
    "GS1 QR Code": "QR",
    "Data Matrix": "DM",
    "GS1 DataMatrix": "DM",
    "DotCode": "DotCode",
    "GS1 DotCode": "DotCode",
    "GS1 DataBar": "DataBarExpanded",
    "GS1-128": "GS1_128_CCA",
}


def bracketed(text: str) -> list[gs1.Element]:
    """Take bracketed text apart without any check: the rule under test is another one."""
    return [gs1.Element(ai, value) for ai, value in re.findall(r"\((\d+)\)([^(]*)", text)]


def with_caret(message: str) -> str:
    return FNC1 + message.replace(gs1.GS, FNC1)


def test_element_strings_are_accepted_and_refused_alike() -> None:
    name = "gs1/ai_element_string_validity.json"

    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in rows(name):
            message = row["data"].replace(FNC1, gs1.GS)
            ours = message.startswith(gs1.GS) and gs1.read(message[1:]).is_intact
            yield row, ours, row["ok"]

    assert differing(name, answers()) == []


def test_decode_gives_elements_for_accepted_element_strings_only() -> None:
    name = "gs1/ai_element_string_validity.json"

    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in rows(name):
            told = decode(row["data"].replace(FNC1, "<GS>"))
            yield row, told["kind"] == "gs1" and told["elements"] is not None, row["ok"]

    assert differing(name, answers()) == []


def test_bracketed_text_becomes_the_same_message() -> None:
    name = "gs1/ai_bracketed_to_unbracketed.json"

    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in rows(name):
            try:
                ours = with_caret(gs1.build(gs1.from_bracketed(row["bracketed"])))
            except Malformed:
                ours = ""
            yield row, ours, row["unbracketed"]

    assert differing(name, answers()) == []


def test_association_rules_give_the_same_verdicts() -> None:
    name = "gs1/ai_associations.json"

    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in rows(name):
            codes = {problem.code for problem in gs1.association_problems(bracketed(row["data"]))}
            yield row, RULE_OF[row["fn"]] not in codes, row["ok"]

    assert differing(name, answers()) == []


def test_digital_links_are_read_alike_but_for_options_the_engine_was_given() -> None:
    """Two options of the engine that we have not.

    A GTIN of fewer than 14 digits is refused by the engine unless told otherwise; here it is always read and remarked
    on (SHORT_GTIN). Words for keys (`gtin`, `ser`) were taken out of the standard and are refused here, accepted by
    the engine when told so.
    """
    name = "gs1/digital_link_parse.json"
    words = re.compile(r"/(gtin|itip|sscc|gln|grai|giai|gdti|gsrn|ser|lot|cpv)/")

    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in rows(name):
            if words.search(row["uri"]):
                continue
            try:
                link = digital_link.parse(row["uri"])
            except Malformed:
                yield row, "", row["element_string"]
                continue
            is_short = any(remark.code == "SHORT_GTIN" for remark in link.remarks)
            if not is_short or row["ok"]:
                yield row, with_caret(gs1.build(link.elements)), row["element_string"]

    assert differing(name, answers()) == []


def test_digital_links_are_built_alike() -> None:
    name = "gs1/digital_link_generate.json"

    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in rows(name):
            try:
                ours = digital_link.build(bracketed(row["bracketed"]), row.get("stem") or digital_link.CANONICAL_STEM)
            except Malformed:
                ours = ""
            yield row, ours, row["uri"]

    assert differing(name, answers()) == []


def test_percent_encoding_is_undone_alike_in_path_and_query() -> None:
    name = "gs1/uri_unescape.json"

    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in rows(name):
            ours = digital_link.unescape(row["in"]), digital_link.unescape(row["in"], is_query=True)
            yield row, ours, (row["path"], row["query"])

    assert differing(name, answers()) == []


def as_engine_writes(scan: aim.Scan) -> str:
    """Write a message the way the engine does: `^` is FNC1, `|` before a composite, `\\^` a real leading `^`."""
    if scan.is_gs1:
        return with_caret(scan.message)
    text = f"\\{scan.message}" if scan.message.lstrip("\\").startswith("^") else scan.message
    return text if scan.composite is None else f"{text}|{with_caret(scan.composite)}"


def test_scanner_messages_are_taken_apart_alike() -> None:
    name = "gs1/scan_data_aim_parse.json"

    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in rows(name):
            if row["ok"]:
                scan = aim.parse(row["scan"])
                yield row, (SYMBOLOGY_OF[str(scan.symbology)], as_engine_writes(scan)), (row["symbology"], row["data"])

    assert differing(name, answers()) == []


def test_decode_takes_nothing_from_scanner_messages_the_engine_refuses() -> None:
    name = "gs1/scan_data_aim_parse.json"
    for row in rows(name):
        if not row["ok"]:
            told = decode(json.dumps(row["scan"]))
            assert told["problems"], row
            assert told.get("gtin") is None, row
            assert told.get("elements") is None, row


def test_what_the_engine_would_have_a_scanner_send_is_read_back() -> None:
    name = "gs1/scan_data_aim_generate.json"

    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in rows(name):
            # A scanner joins the composite to a GS1 symbol and writes UPC as 13 digits: the rest can be compared.
            if row["scan"] is not None and "|" not in row["data"]:
                yield row, as_engine_writes(aim.parse(row["scan"])), row["data"]

    assert differing(name, answers()) == []


def test_component_checks_give_the_same_verdict_code_and_span() -> None:
    """Rows that need the register of issued company prefixes are left out: it changes daily and is not on a kiosk."""
    name = "gs1/linters.json"

    def answers() -> Iterator[tuple[Row, object, object]]:
        for row in rows(name):
            error = row.get("err", "").removeprefix("GS1_LINTER_").replace("EXIPIRATION", "EXPIRATION")
            needs_register = error == "GCP_DATASOURCE_OFFLINE" or (
                error == "INVALID_GCP_PREFIX" and row["marked"].split("*")[1][:4].isdigit()
            )
            if needs_register:
                continue
            text, found = row["in"], CHECKS[row["linter"]](row["in"])
            if found is None:
                yield row, (True, "", None), (row["ok"], error, row.get("marked"))
                continue
            end = found.start + found.length
            marked = f"{text[: found.start]}*{text[found.start : end]}*{text[end:]}"
            yield row, (False, found.code, marked), (row["ok"], RENAMED.get(error, error), row.get("marked"))

    assert differing(name, answers()) == []
