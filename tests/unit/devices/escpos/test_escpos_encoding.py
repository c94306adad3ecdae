from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.api import Align, Barcode, FeedLine, PairLine, PaperBlock, PrintRequest, QrBlock, RuleLine, TextLine
from devices.drivers.escpos import commands, profile
from devices.drivers.escpos.codepage import CodePage
from devices.drivers.escpos.drawing.glyphs import runs
from devices.drivers.escpos.drawing.raster import safe
from devices.drivers.escpos.encoder import JobEncoder
from devices.drivers.escpos.layout import pair, wrap
from devices.profiles import ProfileError
from devices.sim.escpos.realtime import RealTimeScanner
from devices.sim.escpos.tokens import Tokenizer
from devices.url import UrlError

CP858, CP1252, CP437 = CodePage("cp858"), CodePage("cp1252"), CodePage("cp437")
TM = profile.load("tm-t88v")
COLUMNS = TM.capabilities.columns


WITHOUT_PICTURES = replace(TM, capabilities=replace(TM.capabilities, can_print_pictures=False))


def encoded(*blocks: PaperBlock, model: profile.PrinterProfile = TM) -> bytes:
    return JobEncoder(model).encode(PrintRequest(7, blocks)).content


# --- what must not reach the paper ---


@given(st.text(max_size=60))
def test_no_text_ever_becomes_a_control_byte(text: str) -> None:
    for page in (CP858, CP1252, CP437):
        raw = page.encode(text)
        assert all(byte >= 0x20 and byte != 0x7F for byte in raw)


@given(st.text(max_size=60), st.text(max_size=20), st.booleans(), st.booleans())
def test_no_text_ever_becomes_a_command(left: str, right: str, bold: bool, double: bool) -> None:
    blocks = PairLine(left, right, bold, double), TextLine(left, Align.CENTRE, bold, double)
    job = encoded(*blocks, model=WITHOUT_PICTURES)
    for command in (
        commands.BOLD_ON,
        commands.BOLD_OFF,
        commands.DOUBLE_ON,
        commands.DOUBLE_OFF,
        *commands.ALIGN.values(),
    ):
        job = job.replace(command, b"")
    body = job[len(encoded()) - len(commands.cut("partial") + commands.process_id(b"0007")) :]
    body = body.removesuffix(commands.cut("partial") + commands.process_id(b"0007"))
    assert all(byte >= 0x20 or byte == 0x0A for byte in body)


def test_a_product_named_like_a_printer_command_is_only_text() -> None:
    assert encoded(TextLine("\x1bp\x00\x19\xfa")) == encoded(TextLine("p\xfa"))
    assert encoded(QrBlock("a\x1b@\x10\x04\x01b")) == encoded(QrBlock("a@b"))


# --- characters ---


@pytest.mark.parametrize(
    "language", ["Maçã, pão, açúcar, limão à dúzia", "één crème brûlée, ïnderdaad", "piña, ¿qué? ¡olé!"]
)
def test_the_shops_languages_keep_every_accent(language: str) -> None:
    assert CP858.encode(language).decode("cp858") == language
    assert CP1252.encode(language).decode("cp1252") == language


def test_the_euro_sign_is_printed_where_the_page_has_it_and_as_its_code_where_not() -> None:
    assert CP858.encode("1,29 €") == b"1,29 \xd5"
    assert CP1252.encode("1,29 €") == b"1,29 \x80"
    assert CP437.encode("1,29 €") == b"1,29 EUR"
    assert CP858.encode("₺ 5, ₹ 7") == b"TRY 5, INR 7"


def test_spaces_that_do_not_break_are_printed_as_spaces() -> None:
    assert CP858.encode("1\u00a0234,50\u202f€") == b"1 234,50 \xd5"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Müller’s “best” – now…", 'Müller\'s "best" - now...'),
        ("Łódź", "Lódz"),
        ("Škoda", "Skoda"),
        ("Ωmega", "Ωmega"),
        ("e\u0301", "é"),
        ("\u200bzero\u200e", "zero"),
        ("ﬁne²", "fine²"),
    ],
)
def test_a_character_outside_the_page_is_replaced_by_the_nearest_one(text: str, shown: str) -> None:
    page = CodePage("cp437")
    assert page.encode(text).decode("cp437") == shown
    assert page.lost == 0


def test_what_has_no_substitute_is_a_question_mark_and_is_counted() -> None:
    blocks = TextLine("寿司 ok? 🍣"), PairLine("私", "1")
    job = JobEncoder(WITHOUT_PICTURES).encode(PrintRequest(1, blocks))
    assert job.lost_characters == 4
    assert b"?? ok? ?\n" in job.content


# --- layout ---


words = st.lists(st.binary(min_size=1, max_size=20).map(lambda raw: raw.replace(b" ", b"x")), min_size=1, max_size=12)


@given(words, st.integers(4, 50))
def test_wrapping_loses_nothing_but_spaces_and_never_exceeds_the_width(parts: list[bytes], columns: int) -> None:
    text = b" ".join(parts)
    lines = wrap(text, columns)
    assert all(len(line) <= columns for line in lines)
    assert b"".join(lines).replace(b" ", b"") == text.replace(b" ", b"")


@given(words, st.binary(max_size=60).map(lambda raw: raw.replace(b" ", b"x")), st.integers(20, 50))
def test_the_right_text_of_a_pair_stands_whole_at_the_right_edge(
    parts: list[bytes], right: bytes, columns: int
) -> None:
    left = b" ".join(parts)
    lines = pair(left, right, columns)
    assert all(len(line) <= columns for line in lines)
    assert b"".join(lines).replace(b" ", b"") == (left + right).replace(b" ", b"")
    if 0 < len(right) <= columns:
        assert lines[-1].endswith(right)
        assert len(lines[-1]) == columns


@pytest.mark.parametrize(
    ("left", "right", "lines"),
    [
        ("Leite", "1,29", ["Leite           1,29"]),
        ("Leite meio gordo UHT", "1,29", ["Leite meio", "gordo UHT       1,29"]),
        ("Leite", "1 234 567,89 EUR", ["Leite", "    1 234 567,89 EUR"]),
        ("", "1,29", ["                1,29"]),
        ("Abcdefghijklmno", "1,29", ["Abcdefghijklmno 1,29"]),
        ("Abcdefghijklmnop", "1,29", ["Abcdefghijklmno", "p               1,29"]),
    ],
)
def test_long_names_wrap_and_prices_do_not(left: str, right: str, lines: list[str]) -> None:
    assert [line.decode() for line in pair(left.encode(), right.encode(), 20)] == lines


# --- the job ---


def test_a_job_is_initialised_once_cut_and_ends_with_its_process_id() -> None:
    assert encoded(RuleLine(), FeedLine(3)) == (
        b"\x1b@\x1bt\x13\x1da\x0f" + b"-" * COLUMNS + b"\n" + b"\x1bd\x03" + b"\x1dVB\x00" + b"\x1d(H\x06\x00000007"
    )


def test_styles_are_switched_on_before_and_off_after_their_lines() -> None:
    assert b"\x1ba\x01\x1bE\x01\x1d!\x11TOTAL\n\x1d!\x00\x1bE\x00\x1ba\x00" in encoded(
        TextLine("TOTAL", Align.CENTRE, bold=True, double=True)
    )
    wide = encoded(PairLine("TOTAL", "1,29", double=True))
    assert b"\x1d!\x11TOTAL" + b" " * (COLUMNS // 2 - 9) + b"1,29\n\x1d!\x00" in wide


def test_a_qr_code_is_stored_and_printed_by_the_printer_itself() -> None:
    job = encoded(QrBlock("https://a.example/r#abc"))
    assert bytes.fromhex("1D 28 6B 04 00 31 41 32 00") in job
    assert bytes.fromhex("1D 28 6B 03 00 31 45 30") in job
    assert b"\x1d(k\x1a\x001P0https://a.example/r#abc" in job
    assert bytes.fromhex("1D 28 6B 03 00 31 51 30") in job
    assert b"\x1ba\x01" in job


@pytest.mark.parametrize(("length", "dots"), [(17, 8), (1000, 4), (2900, 2)])
def test_a_qr_code_is_as_large_as_the_paper_allows(length: int, dots: int) -> None:
    assert b"\x1d(k\x03\x001C" + bytes((dots,)) in commands.qr("a" * length, 512)


@pytest.mark.parametrize("block", [QrBlock(""), QrBlock("a" * 3000), Barcode(""), Barcode("a" * 60)])
def test_a_code_that_does_not_fit_is_an_error_before_the_first_byte(block: PaperBlock) -> None:
    with pytest.raises(ValueError, match=r"fit|hold|wide"):
        encoded(block)


def test_a_barcode_escapes_its_own_code_sign() -> None:
    assert b"\x1dkI\x07{BA{{12\n" in encoded(Barcode("A{12")) + b"\n"


# --- profiles ---


@pytest.mark.parametrize("path", sorted(profile.FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_profile_loads_with_each_of_its_pages(path: Path) -> None:
    loaded = profile.load(path.stem)
    for page in tomllib.loads(path.read_text(encoding="utf-8"))["code_pages"]:
        assert profile.load(path.stem, page).capabilities.code_page == page
    assert loaded.page.encode("€") in (b"\xd5", b"\x80", b"EUR")
    assert loaded.capabilities.width_dots // loaded.capabilities.columns in (12, 13)


def test_an_unknown_profile_or_page_is_refused_with_those_there_are() -> None:
    with pytest.raises(UrlError, match=r"allowed: .*tm-t88v"):
        profile.load("tm-t99")
    with pytest.raises(UrlError, match=r"allowed: .*cp858"):
        profile.load("tm-t88v", "cp866")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("columns = 5", r"columns: allowed: 20\.\.120"),
        ('columns = "42"', "columns: missing or not of type int"),
        ('cutter = "axe"', "cutter: allowed: full, partial, none"),
        ('print_proof = "hope"', "print_proof: allowed: process_id, status_after, none"),
        ("speed = 3", "speed: unknown"),
    ],
)
def test_a_bad_profile_names_file_key_and_what_is_allowed(line: str, message: str, tmp_path: Path) -> None:
    key = line.split(" ")[0]
    good = (profile.FOLDER / "tm-t88v.toml").read_text(encoding="utf-8").splitlines()
    kept = [text for text in good if not text.startswith(f"{key} ")]
    (tmp_path / "bad.toml").write_text("\n".join([line, *kept]), encoding="utf-8")
    with pytest.raises(ProfileError, match=f"bad.toml, {message}"):
        profile.load("bad", folder=tmp_path)


# --- lines as pictures ---

OWN_COMMANDS = {
    b"", b"\n", b"\x1b@", b"\x1bt", b"\x1da", b"\x1ba", b"\x1bE", b"\x1d!", b"\x1dv", b"\x1d(L", b"\x1dV", b"\x1d(H",
}  # fmt: skip
"""What a job of lines may hold, as a stranger cuts it into commands."""


@given(st.text(max_size=40), st.text(max_size=10), st.booleans(), st.booleans(), st.sampled_from(["tm-t88v", "th230"]))
def test_no_line_whether_text_or_picture_holds_a_command_that_is_not_ours(
    left: str, right: str, bold: bool, double: bool, model: str
) -> None:
    blocks = PairLine(left, right, bold, double), TextLine(left + right, Align.CENTRE, bold, double)
    job = encoded(*blocks, model=profile.load(model))
    tokenizer = Tokenizer()
    tokens = tokenizer.feed(job)
    assert {token.op for token in tokens} <= OWN_COMMANDS
    assert tokenizer.unfinished_bytes == 0
    assert [kind for _, kind, _ in RealTimeScanner().split(job)] == [""]


@given(st.binary(min_size=1, max_size=2000))
def test_dots_that_read_as_a_real_time_command_are_changed_by_one_dot_each(dots: bytes) -> None:
    stirred = dots + b"\x10\x04\x01\x10\x10\x05\x02\x10\x14\x01\x00\x01" + dots
    cleaned = safe(stirred)
    assert [kind for _, kind, _ in RealTimeScanner().split(cleaned)] == [""]
    assert len(cleaned) == len(stirred)
    differing = [at for at in range(len(stirred)) if stirred[at] != cleaned[at]]
    assert all((stirred[at], cleaned[at]) == (0x10, 0x18) for at in differing)


@pytest.mark.parametrize(
    "text",
    ["Škoda", "Šx\u0302", "שלום", "שלום 3 café", "مرحبا بالعالم", "Ωmega жук", "🍣", "Ł" * 200, "Ł " * 200],
)
def test_letters_of_many_scripts_are_drawn_within_the_paper(text: str) -> None:
    job = JobEncoder(TM).encode(PrintRequest(1, (TextLine(text), PairLine(text, "1,29 €"))))
    assert job.lost_characters == 0
    pictures = [token.body for token in Tokenizer().feed(job.content) if token.op == b"\x1dv"]
    assert len(pictures) == job.lines >= 2
    for picture in pictures:
        assert int.from_bytes(picture[2:4], "little") * 8 <= 512
        assert int.from_bytes(picture[4:6], "little") == TM.line_dots
        assert any(picture[6:])


def test_what_no_font_has_is_a_question_mark_in_the_drawn_line_and_is_counted() -> None:
    job = JobEncoder(TM).encode(PrintRequest(1, (TextLine("寿司 Škoda"), TextLine("私"))))
    assert job.lost_characters == 3
    assert b"?\n" in job.content  # the second line gains nothing by being drawn


def test_a_line_read_from_the_right_begins_at_the_right_with_its_words_in_order() -> None:
    assert [run.text for run in runs("שלום 3 café")] == ["3 café", " ", "שלום"]
    assert [run.text for run in runs("Ana שלום")] == ["Ana ", "שלום"]


def test_the_length_of_a_job_counts_lines_and_not_dots_that_look_like_line_feeds() -> None:
    assert JobEncoder(TM).encode(PrintRequest(1, (TextLine("a"), TextLine("Š" * 30)))).lines == 2
    for _ in range(3):  # a job before leaves nothing behind
        assert JobEncoder(TM).encode(PrintRequest(1, (TextLine("a"),))).lines == 1


@pytest.mark.parametrize("length", [1, 42, 60, 160, 161, 400])
@pytest.mark.parametrize("dots", [384, 512, 576])
def test_a_pdf417_code_is_asked_for_as_wide_as_the_paper_allows(length: int, dots: int) -> None:
    fields = {token.body[1]: token.body[2:] for token in Tokenizer().feed(commands.pdf417("a" * length, dots))}
    columns, module, level = fields[65][0], fields[67][0], fields[69][1] - 0x30
    assert (17 * columns + 69 + 4) * module <= dots
    assert length + 1 + 2 ** (level + 1) <= 90 * columns
    assert fields[80] == b"0" + b"a" * length
    assert level == (3 if length <= 160 else 4)


def test_words_from_right_to_left_in_a_text_from_left_to_right_stay_in_their_order() -> None:
    fresh, milk = "\u05d8\u05e8\u05d9", "\u05d7\u05dc\u05d1"
    assert [run.text for run in runs(f"Milk {milk} {fresh} 500") if run.is_rtl] == [f"{milk} {fresh}"]
    assert "".join(run.text for run in runs(f"Milk {milk} {fresh} 500")) == f"Milk {milk} {fresh} 500"
