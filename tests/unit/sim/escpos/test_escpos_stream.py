"""What the simulated printer makes of a stream: text, layout, pictures, codes; foreign streams to their end."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from devices.sim.escpos.drawing.render import drawn
from devices.sim.escpos.tokens import Tokenizer
from tests.unit.sim.escpos.rolls import Paper

VECTORS = Path(__file__).resolve().parents[5] / "shared" / "vectors" / "escpos"
STREAMS = sorted(VECTORS.rglob("*.bin"))


def dots(image: Image.Image) -> list[str]:
    """A picture as rows of # and blank."""
    return [
        "".join(" " if image.getpixel((x, y)) else "#" for x in range(image.width)).rstrip()
        for y in range(image.height)
    ]


# --- bad streams ------------------------------------------------------------------------------------------------------


@given(st.binary(max_size=300))
def test_any_bytes_are_taken_without_an_error(stream: bytes) -> None:
    paper = Paper(stream)
    drawn(paper.sheets[-1], 576)


@given(st.binary(max_size=200), st.integers(0, 200))
def test_the_place_of_a_cut_between_reads_changes_nothing(stream: bytes, place: int) -> None:
    def commands(*chunks: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
        tokenizer = Tokenizer()
        tokens = [token for chunk in chunks for token in tokenizer.feed(chunk)]
        text = b"".join(t.body for t in tokens if not t.op)
        return text, [(t.op, t.body) for t in tokens if t.op]

    assert commands(stream) == commands(stream[:place], stream[place:])


def test_unknown_commands_are_named_and_skipped() -> None:
    paper = Paper(b"A\x1b\x99B\n")
    assert paper.interpreter.unknown == ["1b 99"]
    assert paper.lines == ["AB"]


def test_a_barcode_that_cannot_be_drawn_is_reported() -> None:
    paper = Paper(b"\x1dk\x02letters\x00")
    (code,) = paper.sheets[0].codes
    assert (code.kind, code.content) == ("EAN13", "letters")
    assert code.problem
    assert paper.pictures == []


# --- text -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "octets", "text"),
    [
        (0, b"\x80\x81\xe1", "Çüß"),
        (2, b"\xb5\xb6\xc6", "ÁÂã"),
        (3, b"\x84\x94", "ãõ"),
        (16, b"\x80 \xe7\xe3o", "€ ção"),
        (19, b"\xd5 \x87\xc6o", "€ ção"),
        (40, b"\xa4", "€"),
        (1, b"\xb1\xb2", "ｱｲ"),
        (99, b"A\x80", "A\ufffd"),
        (11, b"\x80", "\ufffd"),
    ],
)
def test_code_pages_have_their_tm_t88_numbers(page: int, octets: bytes, text: str) -> None:
    assert Paper(b"\x1bt" + bytes([page]) + octets + b"\n").lines == [text]


def test_national_variants_change_single_places() -> None:
    assert Paper(b"\x1bR\x02[\\]~\n").lines == ["ÄÖÜß"]


def test_utf8_is_read_across_reads() -> None:
    paper = Paper(b"")
    tokens = [
        t for chunk in (b"\x1c(C\x02\x000\x02caf\xc3", b"\xa9 \xe2\x82", b"\xac\n") for t in Tokenizer().feed(chunk)
    ]
    for token in tokens:
        paper.interpreter.execute(token)
    assert paper.lines == ["café €"]


def test_a_long_line_is_broken_at_the_edge() -> None:
    assert [len(line) for line in Paper(b"x" * 100 + b"\n").lines] == [48, 48, 4]
    assert [len(line) for line in Paper(b"\x1bM\x01" + b"x" * 100 + b"\n").lines] == [64, 36]
    assert [len(line) for line in Paper(b"\x1d!\x10" + b"x" * 30 + b"\n").lines] == [24, 6]


@pytest.mark.parametrize(("align", "x"), [(0, 0), (1, 576 // 2 - 6 * 12 // 2), (2, 576 - 6 * 12), (0x31, 252)])
def test_text_is_aligned(align: int, x: int) -> None:
    assert Paper(b"\x1ba" + bytes([align]) + b"Pronto\n").glyphs[0].x == x


def test_positions_become_blanks_in_the_text() -> None:
    paper = Paper(b"Milk\x1b$" + (43 * 12).to_bytes(2, "little") + b"1,29\n")
    assert paper.lines == ["Milk" + " " * 39 + "1,29"]
    assert Paper(b"A\tB\n").lines == ["A       B"]
    assert Paper(b"\x1bD\x04\x06\x00A\tB\tC\n").lines == ["A   B C"]
    assert Paper(b"A\x1b\\\x18\x00B\n").lines == ["A  B"]


def test_styles_are_kept_with_the_text() -> None:
    paper = Paper(b"a\x1bE\x01b\x1bE\x00\x1b-\x02c\x1b-\x00\x1dB\x01d\x1dB\x00\x1d!\x12e\x1b!\x00f\n")
    styles = {g.text: g.style for g in paper.glyphs}
    assert styles["b"].is_bold
    assert styles["c"].underline == 2
    assert styles["d"].is_inverse
    assert (styles["e"].width, styles["e"].height) == (2, 3)
    assert styles["f"] == styles["a"]


def test_line_spacing_and_feeds_move_the_paper() -> None:
    assert Paper(b"\n").rows[0].advance == 30
    assert Paper(b"\x1b3\x40\n").rows[0].advance == 64
    assert Paper(b"\x1b3\x08A\n").rows[0].advance == 24
    assert Paper(b"\x1b3\x40\x1b2\n").rows[0].advance == 30
    assert Paper(b"\x1bJ\x10").rows[0].advance == 16
    assert sum(row.advance for row in Paper(b"\x1bd\x03").rows) == 90


def test_the_print_area_has_margins() -> None:
    paper = Paper(b"\x1dL\x40\x00\x1dW\x78\x00" + b"x" * 12 + b"\n")
    assert [g.x for g in paper.glyphs] == [64, 64]
    assert paper.lines == ["x" * 10, "xx"]


def test_initialising_forgets_settings() -> None:
    paper = Paper(b"\x1ba\x02\x1bE\x01\x1bt\x13\x1b@A\n")
    assert (paper.glyphs[0].x, paper.glyphs[0].style.is_bold, paper.interpreter.settings.page) == (0, False, 0)


def test_own_characters_are_drawn() -> None:
    column = b"\xff\xff\xff"
    paper = Paper(b"\x1b&\x03AA\x02" + column * 2 + b"\x1b%\x01AB\n")
    assert paper.lines == ["AB"]
    drawn_glyph = paper.glyphs[0].bitmaps[0]
    assert dots(drawn_glyph)[:2] == ["##", "##"]


@pytest.mark.parametrize(
    ("cut", "how"),
    [(b"\x1dV\x00", "full"), (b"\x1dV1", "partial"), (b"\x1dVA\x10", "full"), (b"\x1dVB\x10", "partial"),
     (b"\x1bi", "partial"), (b"\x1bm", "partial")],
)  # fmt: skip
def test_each_cut_ends_a_sheet(cut: bytes, how: str) -> None:
    paper = Paper(b"A\n" + cut + b"B\n")
    assert paper.cuts == [how]
    assert [sheet.lines for sheet in paper.sheets] == [["A"], ["B"]]


# --- pictures and codes -----------------------------------------------------------------------------------------------

DIAGONAL = ["#", " #", "  #", "   #", "    #", "     #", "      #", "       #"]
DIAGONAL_BYTES = bytes([0x80 >> n for n in range(8)])


@pytest.mark.parametrize(
    "stream",
    [
        b"\x1dv0\x00\x01\x00\x08\x00" + DIAGONAL_BYTES,
        b"\x1d(L\x12\x000p0\x01\x011\x08\x00\x08\x00" + DIAGONAL_BYTES + b"\x1d(L\x02\x0002",
        b"\x1d8L\x12\x00\x00\x000p0\x01\x011\x08\x00\x08\x00" + DIAGONAL_BYTES + b"\x1d(L\x02\x0002",
        b"\x1d*\x01\x01" + DIAGONAL_BYTES + b"\x1d/\x00",
        b"\x1cq\x01\x01\x00\x01\x00" + DIAGONAL_BYTES + b"\x1cp\x01\x00",
    ],
)
def test_every_way_to_send_a_picture_gives_the_same_dots(stream: bytes) -> None:
    (picture,) = Paper(stream).pictures
    assert dots(picture.image) == DIAGONAL


def test_column_pictures_stand_in_the_line() -> None:
    paper = Paper(b"\x1b*\x21\x02\x00\x80\x00\x00\x00\x00\x01\n")
    (picture,) = paper.pictures
    assert (picture.image.size, paper.rows[0].advance) == ((2, 24), 30)
    assert [picture.image.getpixel(at) for at in ((0, 0), (1, 23), (1, 0))] == [0, 0, 255]


def test_rows_of_columns_join_when_the_spacing_is_small() -> None:
    stream = b"\x1b3\x10" + (b"\x1b*\x21\x01\x00\xff\xff\xff\n") * 2
    assert [row.advance for row in Paper(stream).rows] == [24, 24]


def test_a_stored_picture_prints_once() -> None:
    stored = b"\x1d(L\x12\x000p0\x01\x011\x08\x00\x08\x00" + DIAGONAL_BYTES
    assert len(Paper(stored + b"\x1d(L\x02\x0002" * 2).pictures) == 1


@pytest.mark.parametrize(
    ("stream", "content"),
    [
        (b"\x1d(k\x03\x001C\x06\x1d(k\x03\x001E0\x1d(k\x0a\x001P0example\x1d(k\x03\x001Q0", "example"),
        (b"\x1d(k\x0a\x000P0example\x1d(k\x03\x000Q0", "example"),
        (b"\x1dh\x50\x1dw\x03\x1dkC\x0c400638133393", "4006381333931"),
        (b"\x1dh\x50\x1dw\x03\x1dk\x02400638133393\x00", "4006381333931"),
        (b"\x1dh\x50\x1dw\x02\x1dkI\x0a{BPRONTO-1", "PRONTO-1"),
        (b"\x1dh\x50\x1dw\x02\x1dkI\x06{C\x0c\x22\x38\x4e", "12345678"),
        (b"\x1dh\x50\x1dw\x03\x1dk\x04CODE39\x00", "CODE39"),
    ],
)  # fmt: skip
def test_printed_codes_read_back_as_their_content(stream: bytes, content: str) -> None:
    paper = Paper(b"\x1ba\x01" + stream)
    assert [c.content for c in paper.sheets[0].codes] == [content]
    image = drawn(paper.sheets[0], 576).convert("L")
    (code,) = zxingcpp.read_barcodes(image)
    assert code.text == content


def test_the_text_of_a_barcode_stands_where_it_was_asked_for_and_is_no_line() -> None:
    for place, count in ((0, 0), (1, 1), (2, 1), (3, 2)):
        paper = Paper(b"\x1dH" + bytes([place]) + b"\x1dkC\x0c400638133393")
        assert [g.text for g in paper.glyphs] == ["4006381333931"] * count
        assert paper.lines == []


def test_accents_and_the_euro_sign_are_drawn() -> None:
    def picture(octets: bytes) -> list[str]:
        return dots(drawn(Paper(b"\x1bt\x13" + octets + b"\n").sheets[0], 24))

    blank, box = picture(b" "), picture(b"\x1bt\x63\x80")
    shown = [picture(bytes([b])) for b in (0xD5, 0x87, 0xC6, 0xA4, 0x82, ord("e"))]
    assert all(rows not in (blank, box) for rows in shown)
    assert all(a != b for a, b in pairwise(shown))


# --- foreign streams --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not STREAMS, reason="no third-party streams in ../shared/vectors/escpos")
@pytest.mark.parametrize("path", STREAMS, ids=lambda path: str(path.relative_to(VECTORS)))
def test_foreign_streams_are_read_to_their_end(path: Path) -> None:
    paper = Paper(path.read_bytes())
    assert paper.tokenizer.unfinished_bytes == 0
    assert paper.interpreter.unknown == []
    assert any(not sheet.is_blank for sheet in paper.sheets)
    for sheet in paper.sheets:
        drawn(sheet, 576)


@pytest.mark.skipif(not STREAMS, reason="no third-party streams in ../shared/vectors/escpos")
@pytest.mark.parametrize("path", STREAMS, ids=lambda path: str(path.relative_to(VECTORS)))
def test_foreign_streams_give_the_same_when_read_byte_by_byte(path: Path) -> None:
    octets = path.read_bytes()
    whole = [(t.op, t.body) for t in Tokenizer().feed(octets) if t.op]
    single = Tokenizer()
    assert [(t.op, t.body) for i in range(len(octets)) for t in single.feed(octets[i : i + 1]) if t.op] == whole


def _oracle() -> list[tuple[Path, Path]]:
    texts = {path.name.split(".")[0]: path for path in VECTORS.glob("*.esctools.txt")}
    return [(path, texts[path.stem]) for path in STREAMS if path.stem in texts]


@pytest.mark.skipif(not _oracle(), reason="no text beside a stream in ../shared/vectors/escpos")
@pytest.mark.parametrize(("stream", "text"), _oracle(), ids=lambda path: path.name)
def test_the_words_agree_with_another_interpreter(stream: Path, text: Path) -> None:
    """Plain ASCII words only: the other one knows a single code page and no positions."""

    ours = "".join(Paper(stream.read_bytes()).lines).replace(" ", "")
    theirs = [w for w in text.read_text(encoding="utf-8").split() if w.isascii() and w.isalnum()]
    missing = [word for word in theirs if word not in ours]
    assert missing == []


@pytest.mark.skipif(not VECTORS.exists(), reason="no third-party calls in ../shared/vectors/escpos")
def test_the_calls_of_another_host_are_all_understood() -> None:
    for case in json.loads((VECTORS / "python_escpos_calls.json").read_text(encoding="utf-8"))["cases"]:
        paper = Paper(bytes.fromhex(case["hex"]))
        assert paper.interpreter.unknown == [], case["call"]
        assert paper.tokenizer.unfinished_bytes == 0, case["call"]


# --- pictures that outlive mains power --------------------------------------------------------------------------------

KEEP = b"\x1d(L\x13\x000C0AB\x01\x08\x00\x08\x001" + DIAGONAL_BYTES
PRINT_KEPT = b"\x1d(L\x06\x000EAB\x01\x01"


@pytest.mark.parametrize(
    ("between", "count"),
    [
        (b"", 1),
        (b"\x1b@", 1),
        (b"\x1d(L\x04\x000BAB", 0),
        (b"\x1d(L\x05\x000ACLR", 0),
        (b"\x1d(L\x05\x000Ano!", 1),
        (b"\x1d(L\x04\x000BXY", 1),
    ],
)
def test_a_kept_picture_is_printed_by_its_key_until_it_is_forgotten(between: bytes, count: int) -> None:
    paper = Paper(KEEP + between + PRINT_KEPT)
    assert [dots(picture.image) for picture in paper.pictures] == [DIAGONAL] * count
    assert paper.interpreter.kept_pictures == ["AB"] * count


def test_a_key_under_which_nothing_is_kept_prints_nothing() -> None:
    assert Paper(PRINT_KEPT + b"A\n").rows[0].text == "A"


def test_a_kept_picture_may_come_in_columns_and_be_printed_larger() -> None:
    paper = Paper(KEEP.replace(b"0C0", b"0D0") + PRINT_KEPT[:-2] + b"\x02\x03")
    assert paper.pictures[0].image.size == (16, 24)
