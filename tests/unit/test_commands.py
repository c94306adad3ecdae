"""The commands for technicians, as processes: what they print, how they end, and never a traceback."""

from __future__ import annotations

import json
import random
import re
import select
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.arguments import arguments
from kiosk.services.catalogue import open_catalogue
from kiosk.settings import data_dir_of, load

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "config" / "kiosk.toml"
GOODS = ROOT / "assets" / "catalogue" / "demo-store.csv"
PAGE = ROOT / "docs" / "reference" / "decode.md"
HEADER = "gtin,sku,price_minor,currency,vat_bp,unit,name_en\n"
MILK = "9520001000010,KM-001,129,EUR,900,each,Milk\n"


def run(*arguments: str, given: bytes = b"", folder: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    """Run `main.py` with standard input."""
    command = [sys.executable, str(ROOT / "main.py"), *arguments]
    done = subprocess.run(command, input=given, capture_output=True, cwd=folder, timeout=300, check=False)
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return done


def decoded(given: bytes, *arguments: str) -> list[dict[str, Any]]:
    """Run `decode`; one object per line."""
    done = run("decode", *arguments, given=given)
    assert (done.returncode, done.stderr) == (0, b"")
    return [json.loads(line) for line in done.stdout.decode("ascii").splitlines()]


# --- decode: bad input ----------------------------------------------------------------------------------------------


def test_bytes_of_any_kind_give_one_object_for_each_line() -> None:
    noise = random.Random(7).randbytes(50_000)  # noqa: S311 - repeatable garbage, no secret
    told = decoded(noise)
    lines = noise.split(b"\n")
    assert len(told) == len(lines) - (lines[-1] == b"")
    assert {row["kind"] for row in told} == {"unknown"}
    assert all(row["problems"] for row in told)


def test_a_line_without_end_is_cut_and_named() -> None:
    (row,) = decoded(b"1" * 300_000)
    assert [problem["code"] for problem in row["problems"]] == ["TOO_LONG"]
    assert len(row["text"]) == 256


def test_nothing_in_is_nothing_out() -> None:
    assert decoded(b"") == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--in-store", "XX"), "--in-store 'XX': there is no in-store table"),
        (("--in-store", ""), "--in-store ''"),
        (("--today", "2026-13-01"), "--today '2026-13-01': allowed is a day as YYYY-MM-DD"),
        (("--today", ""), "--today ''"),
        (("--tomorrow", "x"), "unrecognized arguments"),
        (("--today",), "expected one argument"),
    ],
)
def test_a_call_that_cannot_be_is_said_in_words(arguments: tuple[str, ...], said: str) -> None:
    done = run("decode", *arguments, given=b"9520001000010\n")
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()


def test_a_reader_that_goes_away_ends_decode_without_complaint(tmp_path: Path) -> None:
    (tmp_path / "scans").write_bytes(b"9520001000010\n" * 20_000)
    command = f"{sys.executable} {ROOT / 'main.py'} decode < scans 2> said; echo $? > status"
    reader = subprocess.run(
        ["sh", "-c", f"({command}) | head -n 1"], capture_output=True, cwd=tmp_path, timeout=300, check=True
    )
    assert len(reader.stdout.splitlines()) == 1
    assert ((tmp_path / "status").read_text(), (tmp_path / "said").read_text()) == ("0\n", "")


def test_each_scan_is_answered_at_once_and_not_at_the_end_of_the_input() -> None:
    command = [sys.executable, str(ROOT / "main.py"), "decode"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(2):
            process.stdin.write(b"9520001000010\n")
            assert select.select([process.stdout], [], [], 30.0)[0]
            assert json.loads(process.stdout.readline())["kind"] == "gtin"


# --- decode: what is right ------------------------------------------------------------------------------------------


def examples() -> list[tuple[str, dict[str, Any]]]:
    """Return the worked lines of the page."""
    found = re.findall(r"^\$ (.*)\n(\{.*\})$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return [(line, json.loads(told)) for line, told in found]


def test_the_worked_lines_of_the_page_are_what_the_command_says() -> None:
    plain = [(line, told) for line, told in examples() if told["kind"] != "in_store"]
    assert len(plain) >= 6
    given = "".join(f"{line}\n" for line, _ in plain).encode()
    assert decoded(given, "--today", "2026-11-21") == [told for _, told in plain]


def test_a_country_table_reads_in_store_numbers_and_none_leaves_them_numbers() -> None:
    ((line, told),) = [(line, told) for line, told in examples() if told["kind"] == "in_store"]
    assert decoded(line.encode(), "--in-store", "GB") == [told]
    (plain,) = decoded(line.encode())
    assert plain["kind"] == "gtin"


def test_scans_come_raw_as_json_strings_with_escapes_and_with_any_line_end() -> None:
    told = decoded(b'<GS>0109520001000010\r\n"\\u001d0109520001000010"\n]d20109520001000010')
    assert [row["gtin"] for row in told] == ["09520001000010"] * 3
    assert [row["kind"] for row in told] == ["gs1"] * 3


def test_gs1_is_never_recognised_by_looks() -> None:
    (row,) = decoded(b"0109520001000010")
    assert row["kind"] == "unknown"


# --- import-catalogue -----------------------------------------------------------------------------------------------


def test_a_bad_row_is_named_by_its_line_and_nothing_is_imported(tmp_path: Path) -> None:
    file = tmp_path / "goods.csv"
    file.write_text(HEADER + MILK)
    assert run("import-catalogue", str(file), "--data", str(tmp_path)).returncode == 0
    file.write_text(HEADER + MILK.replace("129", "139") + "9520001000011,KM-002,9.99,EUR,900,each,Bread\n")
    done = run("import-catalogue", str(file), "--data", str(tmp_path))
    assert (done.returncode, done.stdout) == (1, b"")
    said = done.stderr.decode().splitlines()
    assert said[-1] == f"nothing was imported: {len(said) - 1} problems"
    assert all(line.startswith(f"{file}: line 3, ") for line in said[:-1])
    milk = open_catalogue(tmp_path, None).find("09520001000010")
    assert milk is not None
    assert milk.unit.minor == 129


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file"),
        (b"", "line 1"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"gtin,sku\n", "line 1"),
        (HEADER.encode(), ""),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_in_words(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "goods.csv"
    if content is not None:
        file.write_bytes(content)
    done = run("import-catalogue", str(file), "--data", str(tmp_path))
    assert done.returncode == 1
    assert said in done.stderr.decode()
    assert "nothing was imported" in done.stderr.decode()
    assert [own.name for own in tmp_path.iterdir() if own.suffix == ".db"] == []


def test_a_data_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run("import-catalogue", str(GOODS), "--data", str(tmp_path / "none"))
    assert done.returncode == 1
    assert "the data folder does not exist: make it or name another" in done.stderr.decode()
    assert not (tmp_path / "none").exists()


def test_settings_that_cannot_be_read_stop_an_import(tmp_path: Path) -> None:
    done = run("import-catalogue", str(GOODS), "--config", str(tmp_path / "none.toml"))
    assert done.returncode == 2
    assert done.stderr.decode() == f"{tmp_path / 'none.toml'}: there is no such file\n"


def test_goods_are_imported_into_the_folder_of_the_settings_wherever_the_command_is_called(tmp_path: Path) -> None:
    folder = ROOT / "var" / f"test-import-{tmp_path.name}"
    file = tmp_path / "kiosk.toml"
    text = SETTINGS.read_text(encoding="utf-8")
    file.write_text(text.replace('data_dir = "var/kiosk"', f'data_dir = "var/{folder.name}"'), encoding="utf-8")
    try:
        done = run("import-catalogue", str(GOODS), "--config", str(file), folder=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        assert re.fullmatch(r"\d+ products imported as catalogue version 1\n", done.stdout.decode())
        assert (folder / "catalogue.db").is_file()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    assert not (tmp_path / "var").exists()


def test_an_absolute_data_folder_is_never_made(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    text = SETTINGS.read_text(encoding="utf-8")
    file.write_text(text.replace('"var/kiosk"', f'"{tmp_path}/disk"'), encoding="utf-8")
    assert data_dir_of(load(file)) == tmp_path / "disk"
    assert not (tmp_path / "disk").exists()


# --- check-config and the command line ------------------------------------------------------------------------------


def test_a_scanner_that_types_on_the_window_is_said_to_need_no_device_file(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    text = re.sub(r'(?m)^scanner = ""', 'scanner = "wedge+keys://window"', SETTINGS.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    done = run("check-config", "--config", str(file))
    assert done.returncode == 0
    assert f"{file}: devices.scanner reads the keys of the kiosk's own window: it needs no device file" in (
        done.stdout.decode()
    )


def test_the_settings_that_ship_have_no_problems_in_any_profile() -> None:
    for profile in ((), ("--profile", "store"), ("--profile", "airport"), ("--profile", "both")):
        done = run("check-config", *profile)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode() == f"{SETTINGS}: no problems found\n"


def test_every_problem_is_named_at_once_device_urls_by_what_the_driver_allows(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    text = SETTINGS.read_text(encoding="utf-8")
    urls = text.replace('printer = ""', 'printer = "escpos+tcp://10.0.0.7:9100?profile=none"')
    file.write_text(urls.replace('terminal = ""', 'terminal = "zvt+tcp://10.0.0.5:20007?pin=1234"'), encoding="utf-8")
    done = run("check-config", "--config", str(file))
    assert (done.returncode, done.stdout) == (2, b"")
    printer, terminal = done.stderr.decode().splitlines()
    assert printer.startswith(f"{file}: devices.printer = ")
    assert "tm-t20ii" in printer
    assert terminal.startswith(f"{file}: devices.terminal = ")
    assert "secrets never stand in a URL" in terminal


def own_words(folder: Path, **changes: str) -> Path:
    """Write settings with a Dutch catalogue of the site's own, the house's with `changes`; return the settings."""
    text = (ROOT / "assets" / "i18n" / "nl.po").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "nl.po").write_text(text, encoding="utf-8")
    settings = folder / "kiosk.toml"
    plain = SETTINGS.read_text(encoding="utf-8")
    settings.write_text(plain.replace("catalogues = {}", 'catalogues = { nl = "nl.po" }'), encoding="utf-8")
    return settings


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {'msgstr "Betaal {amount}"': 'msgstr "Betaal {bedrag}"'},
            "action.pay: has {bedrag} where {amount} must stand",
        ),
        ({'msgstr "Betaal {amount}"': 'msgstr "Betaal"'}, "action.pay: has no {place} where {amount} must stand"),
        (
            {'msgid "action.pay"\nmsgstr "Betaal {amount}"': ""},
            "action.pay: is missing; in English it is 'Pay {amount}'",
        ),
        ({'msgstr "Betaal {amount}"': 'msgstr "Betaal {amount}'}, ": only msgid, msgid_plural, msgstr, msgstr[n]"),
        ({'msgstr[1] "{n} artikelen"\n': ""}, "msgid: allowed here is msgstr[1]"),
        ({"nplurals=2; plural=(n != 1);": "nplurals=3; plural=(n%10);"}, "allowed is nplurals=2; plural=(n != 1);"),
        ({'msgstr "Betaal {amount}"': 'msgstr "Betaal \N{CYRILLIC SMALL LETTER ES}{amount}"'}, "not a Latin letter"),
    ],
)
def test_words_of_the_site_that_are_wrong_are_named_with_file_key_and_cure(
    tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    done = run("check-config", "--config", str(own_words(tmp_path, **changes)))
    told = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (2, b"")
    assert any(line.startswith(f"{tmp_path / 'nl.po'}: ") and said in line for line in told), told


def test_words_of_the_site_that_are_right_are_no_problem_and_a_missing_file_is(tmp_path: Path) -> None:
    settings = own_words(tmp_path)
    done = run("check-config", "--config", str(settings))
    assert (done.returncode, done.stderr) == (0, b"")
    (tmp_path / "nl.po").unlink()
    done = run("check-config", "--config", str(settings))
    assert (done.returncode, done.stderr.decode()) == (2, f"{tmp_path / 'nl.po'}: there is no such file\n")


def test_a_character_that_no_face_has_is_a_warning_with_its_code_point_and_name(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    text = SETTINGS.read_text(encoding="utf-8")
    file.write_text(text.replace('"Kade Markt"', '"Kade \N{THAI CHARACTER KO KAI}"'), encoding="utf-8")
    done = run("check-config", "--config", str(file))
    told = "'\N{THAI CHARACTER KO KAI}' U+0E01 THAI CHARACTER KO KAI: no bundled face has this character"
    assert (done.returncode, done.stderr.decode()) == (0, f"warning: {file}: site.name: {told}\n")
    assert done.stdout.decode() == f"{file}: no problems found, but 1 to look at\n"


def test_goods_whose_names_cannot_be_drawn_are_imported_with_a_warning_and_named_by_check_config(
    tmp_path: Path,
) -> None:
    file = tmp_path / "goods.csv"
    file.write_text(HEADER + MILK.replace("Milk", "\u725b\u4e73"), encoding="utf-8")
    done = run("import-catalogue", str(file), "--data", str(tmp_path))
    assert done.returncode == 0
    told = sorted(done.stderr.decode().splitlines())
    assert [line.split(" ")[:3] for line in told] == [["warning:", "line", "2,"]] * 2
    assert "U+725B CJK UNIFIED IDEOGRAPH-725B" in "".join(told)
    settings = tmp_path / "kiosk.toml"
    text = SETTINGS.read_text(encoding="utf-8").replace('"var/kiosk"', f'"{tmp_path}"')
    settings.write_text(text, encoding="utf-8")
    done = run("check-config", "--config", str(settings))
    assert done.returncode == 0
    assert f"warning: {tmp_path / 'catalogue.db'}: KM-001: '\u725b' U+725B" in done.stderr.decode()
    (tmp_path / "catalogue.db").write_bytes(b"damaged" * 999)
    done = run("check-config", "--config", str(settings))
    assert done.returncode == 2
    assert "catalogue.db: it is no catalogue" in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("frobnicate",), "invalid choice: 'frobnicate'"),
        (("import-catalogue",), "required: FILE.csv"),
        (("check-config", "--profile", "moon"), "invalid choice: 'moon'"),
    ],
)
def test_a_command_line_that_cannot_be_is_said_with_what_there_is(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()


def test_options_before_and_behind_the_command_mean_the_same(tmp_path: Path) -> None:
    before = arguments(["--data", str(tmp_path), "--config", "x.toml", "import-catalogue", "goods.csv"])
    behind = arguments(["import-catalogue", "goods.csv", "--data", str(tmp_path), "--config", "x.toml"])
    assert before == behind
    assert before.data == tmp_path
