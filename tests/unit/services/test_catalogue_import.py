"""Importing products: every fault is named with its line, and nothing is half imported."""

from __future__ import annotations

import csv
import fcntl
import io
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.commands import REFUSED, import_catalogue
from kiosk.services.catalogue import ImportRefused, import_products, open_catalogue
from kiosk.services.catalogue import build as building
from kiosk.services.catalogue.table import MAX_PROBLEMS
from kiosk.settings import DEFAULT_FILE

DEMO = Path(__file__).resolve().parents[3] / "assets" / "catalogue" / "demo-store.csv"
HEADER = ("gtin", "sku", "price_minor", "currency", "vat_bp", "unit", "art", "category", "name_nl", "name_en")
MILK = ("9520001000010", "KM-001", "129", "EUR", "900", "each", "milk", "dairy", "Melk", "Milk")
BREAD = ("9520001000027", "KM-002", "159", "EUR", "900", "each", "bread", "bakery", "Brood", "Bread")


def _text(*rows: Sequence[str], header: Sequence[str] = HEADER) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def _with(row: Sequence[str], **changes: str) -> tuple[str, ...]:
    return tuple(changes.get(column, value) for column, value in zip(HEADER, row, strict=True))


def _write(folder: Path, content: str | bytes) -> Path:
    file = folder / "goods.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def _problems(folder: Path, content: str | bytes) -> list[str]:
    with pytest.raises(ImportRefused) as refused:
        import_products(_write(folder, content), folder)
    assert not (folder / "catalogue.db").exists()
    assert not (folder / "catalogue.db.new").exists()
    return [str(problem) for problem in refused.value.problems]


CELLS = [
    ("gtin", "9520001000011", "the check digit is 1, it must be 0"),
    ("gtin", "952000100001", "check digit"),
    ("gtin", "95200010", "check digit"),
    ("gtin", "12345", "5 digits, expected 8, 12, 13 or 14"),
    ("gtin", "٩٥٢٠٠٠١٠٠٠٠١٠", "digits only"),
    ("gtin", "00000000", "not all zeros"),
    ("gtin", "", "a GTIN of 8, 12, 13 or 14 digits, or instore:<item>"),
    ("gtin", "instore:", "instore: and 1 to 10 digits"),
    ("gtin", "instore:12a", "instore: and 1 to 10 digits"),
    ("sku", "", "own number of the product is needed"),
    ("sku", "09520001000010", "taken for a GTIN"),
    ("sku", "x" * 65, "at most 64 letters; these are 65"),
    ("price_minor", "1.29", "without point, comma or sign"),
    ("price_minor", "1,29", "a whole number of minor units"),
    ("price_minor", "-129", "0 to 999999999"),
    ("price_minor", "+129", "0 to 999999999"),
    ("price_minor", "1e3", "a whole number of minor units"),
    ("price_minor", "²", "a whole number of minor units"),
    ("price_minor", "9999999999", "0 to 999999999"),
    ("currency", "", "three capital letters"),
    ("currency", "eur", "three capital letters"),
    ("vat_bp", "", "0 to 10000"),
    ("vat_bp", "9%", "0 to 10000"),
    ("vat_bp", "10001", "900 is 9 %"),
    ("vat_bp", "-900", "0 to 10000"),
    ("unit", "", "each or kg"),
    ("unit", "piece", "each or kg"),
    ("art", "../secret", "without folder and ending"),
    ("art", "milk.svg", "without folder and ending"),
    ("category", "x" * 65, "at most 64 letters"),
    ("name_nl", "M" * 65, "at most 64 letters; these are 65"),
    ("name_en", "Mi\nlk", "no line ends"),
    ("name_en", "Mi\x00lk", "control characters"),
    ("name_en", "Mi\x1blk", "control characters"),
    ("name_en", "\u202eklim", "that turn the direction of writing (U+202A-202E, U+2066-2069)"),
    ("name_en", "Milk \u2066x", "that turn the direction of writing"),
    ("name_en", "Mi\ufdd0lk", "control characters"),
    ("name_en", "Mi\U0001fffflk", "control characters"),
    ("name_en", "Mi\ue000lk", "control characters"),
    ("name_en", "Mi\u2028lk", "no line ends"),
    ("name_en", "\N{COMBINING ACUTE ACCENT}Milk", "a letter first"),
    ("name_en", "Mi\ufffdlk", "U+FFFD and U+FFFC stand for one that was lost"),
    ("name_en", "Milk \ufffc", "U+FFFD and U+FFFC stand for one that was lost"),
    ("sku", "\u200b", "own number of the product is needed"),
    ("sku", "\u3164", "own number of the product is needed"),
    ("sku", "0952000100001\u200b0", "taken for a GTIN"),
    ("name_en", "M" + 5 * "\N{COMBINING TILDE}" + "lk", "at most 4 marks on one letter"),
    ("name_en", 65 * "x\N{COMBINING DOT ABOVE}", "at most 64 letters; these are 65"),
]


@pytest.mark.parametrize(("column", "value", "told"), CELLS)
def test_a_wrong_cell_is_named_with_line_column_value_and_what_is_allowed(
    tmp_path: Path, column: str, value: str, told: str
) -> None:
    (problem,) = _problems(tmp_path, _text(MILK, _with(BREAD, **{column: value})))
    assert problem.startswith(f"line 3, {column}: ")
    assert told in problem
    assert (ascii(value[:20])[1:-1] if value else "empty") in problem


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    rows = [_with(MILK, price_minor="x", unit="y"), BREAD, _with(BREAD, gtin="1", sku="other")]
    assert [problem.split(":")[0] for problem in _problems(tmp_path, _text(*rows))] == [
        "line 2, price_minor",
        "line 2, unit",
        "line 4, gtin",
    ]


def test_a_name_in_one_language_is_enough_and_none_is_a_fault(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, _text(_with(MILK, name_nl="", name_en="")))
    assert problem == "line 2, name_*: empty; a name in at least one language"
    import_products(_write(tmp_path, _text(_with(MILK, name_en=""))), tmp_path)


@pytest.mark.parametrize(
    ("again", "told"),
    [
        (_with(BREAD, gtin=MILK[0]), "line 3, gtin: '9520001000010'; each gtin once; it is on line 2 already"),
        (_with(BREAD, gtin="09520001000010"), "line 3, gtin: '09520001000010'; each gtin once"),
        (_with(BREAD, sku=MILK[1]), "line 3, sku: 'KM-001'; each sku once; it is on line 2 already"),
    ],
)
def test_a_number_that_comes_twice_is_told_with_both_lines(tmp_path: Path, again: tuple[str, ...], told: str) -> None:
    (problem,) = _problems(tmp_path, _text(MILK, again))
    assert problem.startswith(told)


def test_a_second_currency_is_told_with_the_first(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, _text(MILK, _with(BREAD, currency="BRL")))
    assert problem == "line 3, currency: 'BRL'; one currency in a file; the lines before have EUR"


def _without(column: str) -> str:
    index = HEADER.index(column)
    return _text(MILK[:index] + MILK[index + 1 :], header=HEADER[:index] + HEADER[index + 1 :])


@pytest.mark.parametrize("column", ["gtin", "sku", "price_minor", "currency", "vat_bp", "unit"])
def test_a_column_that_is_needed_is_missed(tmp_path: Path, column: str) -> None:
    assert _problems(tmp_path, _without(column)) == [f"line 1, {column}: empty; this column is needed"]


HEADERS = [
    ("", "the first line must name the columns"),
    ("\n\n", "the first line must name the columns"),
    ("\ufeff", "the first line must name the columns"),
    (_text(header=MILK), "the first line must name the columns"),
    (_text(MILK).replace(",", ";"), "columns are separated by commas"),
    (_text(MILK).replace(",", "\t"), "columns are separated by commas"),
    (_text((*MILK, "5"), header=(*HEADER, "colour")), "line 1, colour: 'colour'; unknown column"),
    (_text((*MILK, "5"), header=(*HEADER, "name_English")), "unknown column"),
    (_text((*MILK, "5"), header=(*HEADER, "Price")), "unknown column"),
    (_text((*MILK, "5"), header=(*HEADER, "sku")), "line 1, sku: 'sku'; each column once"),
    (_text(MILK[:8], header=HEADER[:8]), "line 1, name_en: empty; a column with names is needed"),
    (_text(), "there are no products"),
]


@pytest.mark.parametrize(("content", "told"), HEADERS)
def test_a_wrong_first_line_is_told_and_nothing_else(tmp_path: Path, content: str, told: str) -> None:
    (problem,) = _problems(tmp_path, content)
    assert told in problem


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (_text(MILK, _with(BREAD, name_nl="Bröd")).encode("latin-1"), 3),
        (_text(MILK).encode("utf-16"), 1),
        (_text(MILK).encode("utf-16-le"), 1),
        (b"\xff\xfe\x00", 1),
        (_text(*[(f"instore:{n}", f"{n}", *MILK[2:]) for n in range(3000)]).encode() + b"\xe9", 3002),
    ],
)
def test_another_encoding_than_utf_8_is_told_with_its_line(tmp_path: Path, content: bytes, line: int) -> None:
    (told,) = _problems(tmp_path, content)
    assert told.startswith(f"line {line}: ")
    assert "must be in UTF-8" in told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (_text(MILK) + 'a,"b\n', "line 3: empty; the line cannot be read as CSV"),
        (_text(MILK) + '"a"b,c\n', "line 3: empty; the line cannot be read as CSV"),
        (_text(MILK) + "a,b,c\n", "line 3: '3 cells'; a row has 10 cells"),
        (_text(MILK) + ",".join([*BREAD, "more"]) + "\n", "line 3: '11 cells'; a row has 10 cells"),
        (_text(MILK) + "x" * 8_000_000, "line 3: empty; the line cannot be read as CSV: a cell has more than 131072"),
        (_text(MILK) + "," * 8_000_000, "line 3: '8000001 cells'; a row has 10 cells"),
        ("x" * 8_000_000, "line 1: empty; the line cannot be read as CSV: a cell has more than 131072"),
        (_text(MILK) + '"' + 50_000 * "a,b\n", "line 3: empty; the line cannot be read as CSV: a cell has more"),
        (_text(MILK) + '"b\n\n\n', "line 3: empty; the line cannot be read as CSV: a quotation mark that opens on it"),
        ("sep=;\n" + _text(MILK), "line 1: 'sep=;'; columns are separated by commas"),
    ],
)
def test_a_line_that_is_no_row_is_told(tmp_path: Path, content: str, told: str) -> None:
    assert told in _problems(tmp_path, content)[0]


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    content = _text(_with(MILK, name_nl="Me\nlk")) + "\n\n" + ",".join(_with(BREAD, unit="?")) + "\n"
    assert [problem.split(":")[0] for problem in _problems(tmp_path, content)] == ["line 2, name_nl", "line 6, unit"]


def test_reading_stops_when_everything_is_wrong(tmp_path: Path) -> None:
    problems = _problems(tmp_path, _text(*[_with(MILK, unit="?", gtin="", sku=f"{n}") for n in range(5000)]))
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1].endswith("reading stopped here")


@pytest.mark.parametrize("path", ["missing.csv", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, path: str) -> None:
    with pytest.raises(ImportRefused, match=r"No such file|Is a directory"):
        import_products(tmp_path / path, tmp_path)


def test_a_missing_data_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="data folder does not exist"):
        import_products(DEMO, tmp_path / "nowhere")


def test_two_imports_at_once_are_refused(tmp_path: Path) -> None:
    with (tmp_path / "catalogue.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(ImportRefused, match="another import is running"):
            import_products(DEMO, tmp_path)


def test_what_was_written_is_read_back_before_it_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "INDEX_GTINS", "SELECT 1")
    with pytest.raises(ImportRefused, match="0 GTINs and 0 labels of 156 were found again"):
        import_products(DEMO, tmp_path)
    assert not (tmp_path / "catalogue.db").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    if os.getuid() == 0:
        pytest.skip("root may write everywhere; tests/faults tries another user on the kiosk's own file")
    tmp_path.chmod(0o555)
    with pytest.raises(ImportRefused, match="Permission denied"):
        import_products(DEMO, tmp_path)
    tmp_path.chmod(0o755)


# --- names of all kinds -----------------------------------------------------------------------------------------------

NAMES = {
    "sixty-four letters": ("W" * 64, "W" * 64),
    "right to left": ("\u05d7\u05dc\u05d1", "\u05d7\u05dc\u05d1"),
    "mixed": ("\u0645\u064a\u0627\u0647 500 ml", "\u0645\u064a\u0627\u0647 500 ml"),
    "emoji": ("Milk \U0001f95b", "Milk \U0001f95b"),
    "emoji newer than the tables": ("\U0001fae9 mask", "\U0001fae9 mask"),
    "a family of emoji": (
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 box",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 box",
    ),
    "Persian with a joiner": (
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    ),
    "combined": ("Cafe\N{COMBINING ACUTE ACCENT}", "Caf\u00e9"),
    "marks that do not combine": (
        "x\N{COMBINING TILDE}\N{COMBINING DOT BELOW}",
        "x\N{COMBINING DOT BELOW}\N{COMBINING TILDE}",
    ),
    "sixty-four letters with marks": (64 * "x\N{COMBINING TILDE}", 64 * "x\N{COMBINING TILDE}"),
    "zero-width space": ("Mi\u200blk", "Milk"),
    "byte order mark": ("\ufeffMilk", "Milk"),
    "soft hyphen": ("Choco\u00adlate", "Chocolate"),
    "format characters of before": ("Mi\u206al\u206fk\ufff9", "Milk"),
    "what only programs mean": ("<b>{name}</b> %s =1+1", "<b>{name}</b> %s =1+1"),
    "direction marks": ("\u200fMilk\u200e \u061c", "Milk"),
}


@pytest.mark.parametrize("kind", NAMES)
def test_a_name_of_any_script_is_kept_as_it_is_seen(tmp_path: Path, kind: str) -> None:
    given, kept = NAMES[kind]
    import_products(_write(tmp_path, _text(_with(MILK, name_en=given))), tmp_path)
    product = open_catalogue(tmp_path).find(MILK[1])
    assert product is not None
    assert product.name.in_language("en") == kept


def test_a_name_of_nothing_that_is_seen_is_no_name(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, _text(_with(MILK, name_nl="\u200b", name_en="\ufeff\u2060")))
    assert problem == "line 2, name_*: empty; a name in at least one language"


@pytest.mark.parametrize("own", ["\u3164", "\u2800 \u115f", "\uffa0", "\u00a0", "\u200c\u200d", "\u200b"])
def test_a_name_that_nothing_is_drawn_of_is_no_name(tmp_path: Path, own: str) -> None:
    (problem,) = _problems(tmp_path, _text(_with(MILK, name_nl="", name_en=own)))
    assert problem == "line 2, name_*: empty; a name in at least one language"


def test_a_number_with_an_unseen_mark_is_the_same_number(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, _text(MILK, _with(BREAD, sku=f"{MILK[1]}\u200b")))
    assert problem.endswith("each sku once; it is on line 2 already")


def test_characters_beyond_ascii_are_told_where_they_stand_first(tmp_path: Path) -> None:
    rows = [_with(MILK, name_nl="Caf\u00e9"), _with(BREAD, name_en="Caf\u00e9 \U0001f956")]
    report = import_products(_write(tmp_path, _text(*rows)), tmp_path)
    assert report.places == {"\u00e9": "line 2, name_nl", "\U0001f956": "line 3, name_en"}


@given(name=st.text(min_size=1, max_size=80))
def test_any_name_is_kept_or_named_and_never_turns_a_line(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("names")
    try:
        content = _text(_with(MILK, name_nl="Melk", name_en=name)).encode()
    except UnicodeEncodeError:
        return  # half of a surrogate pair, which no UTF-8 file can hold
    try:
        import_products(_write(folder, content), folder)
    except ImportRefused as refused:
        told = str(refused.problems[0])
    else:
        product = open_catalogue(folder).find(MILK[1])
        told = "" if product is None else product.name.in_language("en")
        assert not set(told) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\n")
    assert told


# --- what is right ----------------------------------------------------------------------------------------------------


def test_the_demo_store_is_imported_whole(tmp_path: Path) -> None:
    report = import_products(DEMO, tmp_path)
    assert (report.version, report.path) == (1, tmp_path / "catalogue.db")
    assert report.products == len(DEMO.read_text("utf-8").splitlines()) - 1
    assert report.products >= 40


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_files_of_other_programs_are_read(tmp_path: Path, mark: str, ends: str) -> None:
    report = import_products(_write(tmp_path, mark + _text(MILK, BREAD).replace("\n", ends)), tmp_path)
    assert report.products == 2


def test_editions_are_numbered_and_the_one_before_is_kept(tmp_path: Path) -> None:
    for version in (1, 2, 3):
        assert import_products(DEMO, tmp_path).version == version
    (tmp_path / "catalogue.db").write_bytes(b"damaged")
    assert import_products(DEMO, tmp_path).version == 3, "one more than the edition that can still be read"
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["catalogue.db", "catalogue.lock", "catalogue.previous.db"]


def test_a_rate_that_is_not_in_the_tax_table_is_named_with_file_and_line(tmp_path: Path) -> None:
    goods = tmp_path / "goods.csv"
    goods.write_text(
        "gtin,sku,price_minor,currency,vat_bp,unit,name_en\n"
        "9520001000010,a,129,EUR,900,each,Milk\n9520001000027,b,129,EUR,950,each,Bread\n"
    )
    with pytest.raises(ImportRefused) as refused:
        import_products(goods, tmp_path, rates=(0, 900, 2100))
    assert [(own.line, own.column, own.value) for own in refused.value.problems] == [(3, "vat_bp", "950")]
    assert "0, 900, 2100" in str(refused.value.problems[0])
    assert import_products(goods, tmp_path).products == 2


def test_the_command_asks_the_tax_table_of_the_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goods, config = tmp_path / "goods.csv", tmp_path / "kiosk.toml"
    goods.write_text("gtin,sku,price_minor,currency,vat_bp,unit,name_en\n9520001000010,a,129,EUR,950,each,Milk\n")
    config.write_text(DEFAULT_FILE.read_text(encoding="utf-8"), encoding="utf-8")
    assert import_catalogue(goods, config, tmp_path) == REFUSED
    assert f"{goods}: line 2, vat_bp" in capsys.readouterr().err
    assert import_catalogue(goods, None, tmp_path) == 0
