"""Brand files: each fault names file, key, value and what is allowed, and the house's own takes its place."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.brand.palette import OWN
from kiosk.brand.profile import GUIDES, HOUSE, Brand, brand_of, problems_of, read
from kiosk.commands import check_config
from kiosk.settings import DEFAULT_FILE, load

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "config" / "profiles" / "brands" / "example.toml"
GREEN = 'primary = "#0B5D3B"\n'
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><path d="M0 0 L30 10"/></svg>'
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def save(text: str) -> Path:
        file = tmp_path / "brand.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return save


def told(brand: Brand) -> list[str]:
    return [str(problem) for problem in brand.problems]


# --- colours --------------------------------------------------------------------------------------------------------

NO_COLOURS = [
    ('primary = "#12"', "primary = '#12'"),
    ('primary = "red-ish"', "primary = 'red-ish'"),
    ("primary = 5", "primary = 5"),
    ('[light]\nink_primary = "#FFF"', "light.ink_primary = '#FFF'"),
    ('[dark]\nprimary = ""', "dark.primary = ''"),
]


@pytest.mark.parametrize(("text", "what"), NO_COLOURS)
def test_an_impossible_colour_is_named_with_what_is_allowed(write: Write, text: str, what: str) -> None:
    brand = read(write(text))
    assert told(brand) == [f'{write(text)}: {what}: a colour of six hex digits, such as "#1747C6"']
    assert brand.colours == ()
    assert brand.problems[0].instead == "the house colours"


PAIRS_MISSED = [
    ('primary = "#E30613"', "primary = '#E30613'", "light look: ink_primary on primary", "4.88 and needs 7"),
    ('primary = "#E30613"', "primary = '#E30613'", "light look: primary on bg", "4.47 and needs 4.5"),
    ('primary = "#FF6600"', "primary = '#FF6600'", "light look: focusInner on primary", "2.93 and needs 3"),
    ('[dark]\nprimary = "#1747C6"', "dark.primary", "dark look: primary on surface", "2.12 and needs 4.5"),
    (GREEN + '[light]\nink_primary = "#808080"', "light.ink_primary", "ink_primary on primary_pressed", "needs 7"),
    (GREEN + '[light]\nprimary_pressed = "#5EC28E"', "light.primary_pressed", "on primary_pressed", "needs 7"),
    (GREEN + '[dark]\nprimary_container = "#888888"', "dark.primary_container", "ink on primary_container", "needs 7"),
    (GREEN + '[light]\nink_container = "#5EC28E"', "light.ink_container", "on primary_container", "needs 7"),
]


@pytest.mark.parametrize(("text", "key", "pair", "ratio"), PAIRS_MISSED)
def test_a_pair_that_misses_its_contrast_is_named_with_both_ratios(
    write: Write, text: str, key: str, pair: str, ratio: str
) -> None:
    brand = read(write(text))
    (line,) = [line for line in told(brand) if pair in line]
    assert line.startswith(f"{write(text)}: {key}")
    assert ratio in line
    assert brand.colours == ()


@given(st.lists(st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}"), min_size=1, max_size=3))
def test_who_takes_every_suggestion_has_a_brand_that_passes(
    tmp_path_factory: pytest.TempPathFactory, colours: list[str]
) -> None:
    keys = ("primary", "light.ink_primary", "light.ink_container")
    chosen = dict(zip(keys, colours, strict=False))
    file = tmp_path_factory.getbasetemp() / "brand.toml"

    def judged() -> Brand:
        file.write_text("".join(f'{key} = "{colour}"\n' for key, colour in chosen.items()), encoding="utf-8")
        return read(file)

    for line in told(judged()):
        taken = dict(re.findall(r"([\w.]+) = '(#\w+)'", line.partition("the nearest that passes: ")[2]))
        assert taken.keys() <= chosen.keys()
        chosen |= taken
    assert told(judged()) == []


def test_a_colour_too_many_is_named(write: Write) -> None:
    assert (
        "light.secondary = '#112233': there is no such colour; primary, primary_pressed"
        in told(read(write('[light]\nsecondary = "#112233"')))[0]
    )
    assert "light = 5: a table of colours" in told(read(write("light = 5")))[0]


def test_the_high_contrast_look_is_never_changed(write: Write) -> None:
    brand = read(write(GREEN + '[contrast]\nprimary = "#0B5D3B"'))
    assert ["the high-contrast look is the same at every site" in line for line in told(brand)] == [True]
    assert [look for look, _ in brand.colours] == ["light", "dark"]


def test_one_colour_gives_every_colour_of_both_looks(write: Write) -> None:
    brand = read(write(GREEN))
    assert told(brand) == []
    assert {look: {token for token, _ in palette} for look, palette in brand.colours} == {
        "light": set(OWN),
        "dark": set(OWN),
    }
    assert dict(dict(brand.colours)["light"])["primary"] == "#0B5D3B"


def test_a_look_the_file_does_not_touch_stays_the_house_s(write: Write) -> None:
    brand = read(write('[dark]\nprimary = "#8fd9b2"'))
    assert [look for look, _ in brand.colours] == ["dark"]


# --- pictures -------------------------------------------------------------------------------------------------------


def test_a_missing_logo_costs_the_logo_and_nothing_else(write: Write) -> None:
    brand = read(write(GREEN + 'logo = "none.svg"\npicture = "none.png"'))
    assert [line.split(": ", 1)[1].split(" (")[0] for line in told(brand)] == [
        "logo = 'none.svg': there is no such file",
        "picture = 'none.png': there is no such file",
    ]
    assert brand.colours
    assert (brand.logo("light"), brand.picture) == (None, None)
    assert brand.problems[0].instead == "what the house has"


def test_a_logo_that_is_no_path_is_named(write: Write) -> None:
    assert "logo = 7: the path of a .png or .svg" in told(read(write("logo = 7")))[0]


def test_a_missing_picture_that_guides_is_named_and_the_others_stay(write: Write, tmp_path: Path) -> None:
    (tmp_path / "scan.svg").write_text(LOGO.replace("30 10", "20 10"), encoding="utf-8")
    brand = read(write(GREEN + '[pictures]\nscan = "scan.svg"\ncard = "none.png"\npaper = 7'))
    missing, no_path = told(brand)
    assert "pictures.card = 'none.png': there is no such file" in missing
    assert "pictures.paper = 7: the path of a .png or .svg" in no_path
    assert [(guide, art.file.name, art.shape) for guide, art in brand.guides.items()] == [("scan", "scan.svg", 2.0)]
    assert {problem.instead for problem in brand.problems} == {"what the house has"}
    assert brand.colours != ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[pictures]\nbasket = "a.png"',
            "pictures.basket = 'a.png': there is no such picture; scan, card, paper, goods",
        ),
        ('pictures = "a.png"', "pictures = 'a.png': a table of pictures: scan, card, paper, goods"),
    ],
)
def test_a_picture_that_guides_to_nothing_is_named(write: Write, text: str, said: str) -> None:
    (line,) = told(read(write(text)))
    assert said in line


def test_a_guide_is_no_strip_and_no_tower(write: Write, tmp_path: Path) -> None:
    (tmp_path / "wide.svg").write_text(LOGO, encoding="utf-8")
    (line,) = told(read(write('[pictures]\nscan = "wide.svg"')))
    assert "pictures.scan = 'wide.svg': is 30 x 10; its width may be 0.5 to 2.5 times its height" in line


def test_each_look_has_its_own_logo_or_none(write: Write, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(LOGO, encoding="utf-8")
    brand = read(write('logo = "a.svg"\nlogo_contrast = "a.svg"'))
    shapes = [art.shape if art else None for art in map(brand.logo, ("light", "dark", "contrast"))]
    assert shapes == [pytest.approx(3), None, pytest.approx(3)]


def test_an_unknown_key_is_named_and_costs_nothing_else(write: Write) -> None:
    brand = read(write(GREEN + 'font = "Comic Sans"'))
    (line,) = told(brand)
    assert "font = 'Comic Sans': there is no such key; primary, light, dark, logo" in line
    assert brand.colours


# --- files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"primary = ", "is not TOML"),
        (b"\xff\xfe", "is not TOML"),
        (b"a = " + b"[" * 30_000, "is not TOML"),
        (b"#" * 70_000, "larger than 64000 bytes"),
    ],
)
def test_a_file_that_cannot_be_used_gives_the_house_brand(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "brand.toml"
    file.write_bytes(content)
    brand = brand_of({"brand": {"file": file.name}}, tmp_path / "kiosk.toml")
    (line,) = told(brand)
    assert line.startswith(f"{tmp_path / 'kiosk.toml'}: brand.file = 'brand.toml': {file}: ")
    assert said in line
    assert (brand.colours, brand.pictures, brand.problems[0].instead) == ((), (), "the house brand")


@pytest.mark.parametrize("name", ["none.toml", ".", "a\0b"])
def test_a_brand_file_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    brand = brand_of({"brand": {"file": name}}, tmp_path / "kiosk.toml")
    assert told(brand)[0].startswith(f"{tmp_path / 'kiosk.toml'}: brand.file = {name!r}: ")


@pytest.mark.parametrize("values", [{}, {"brand": {}}, {"brand": {"file": ""}}])
def test_no_brand_file_is_the_house_brand(values: dict[str, object]) -> None:
    assert brand_of(values, DEFAULT_FILE) == HOUSE


@pytest.mark.parametrize("values", [{"brand": 5}, {"brand": {"file": 5}}, {"brand": {"file": None}}])
def test_settings_of_another_shape_are_said_and_raise_nothing(values: dict[str, object]) -> None:
    assert "the path of a brand file" in told(brand_of(values, DEFAULT_FILE))[0]


def test_the_example_is_right_and_every_colour_it_offers_in_a_comment_is_too(tmp_path: Path) -> None:
    assert problems_of("profiles/brands/example.toml", DEFAULT_FILE) == []
    text = EXAMPLE.read_text(encoding="utf-8").replace('"example/', f'"{EXAMPLE.parent}/example/')
    file = tmp_path / "all.toml"
    file.write_text(re.sub(r"^# (\w+ = )", r"\1", text, flags=re.M), encoding="utf-8")
    brand = read(file)
    assert told(brand) == []
    assert dict(dict(brand.colours)["dark"])["inkContainer"] == "#DDF3E6"
    assert set(brand.guides) == set(GUIDES)


def test_the_settings_that_ship_name_a_brand_file_or_none() -> None:
    assert load(DEFAULT_FILE).brand.file == ""


# --- commands and start ---------------------------------------------------------------------------------------------


def settings_with(folder: Path, brand: str) -> Path:
    file = folder / "kiosk.toml"
    text = DEFAULT_FILE.read_text(encoding="utf-8")
    file.write_text(re.sub(r'^file = ""', f'file = "{brand}"', text, flags=re.M), encoding="utf-8")
    return file


def test_check_config_names_every_problem_of_the_brand(
    tmp_path: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    brand = write('primary = "#E30613"\nlogo = "none.svg"\n[contrast]\nprimary = "#000000"')
    assert check_config(settings_with(tmp_path, brand.name), None, lambda _role, _url: None) == 2
    said = capsys.readouterr().err
    assert re.findall(r"brand\.toml: (\w+) = ", said) == ["primary", "primary", "logo", "contrast"]


def test_check_config_decodes_every_pixel(tmp_path: Path, write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (400).to_bytes(4, "big") + (200).to_bytes(4, "big") + b"\x08\0\0\0\0"
    (tmp_path / "a.png").write_bytes(head + b"cut")
    brand = write('logo = "a.png"')
    assert told(read(brand)) == []
    assert check_config(settings_with(tmp_path, brand.name), None, lambda _role, _url: None) == 2
    assert "logo = 'a.png': is a PNG that cannot be decoded" in capsys.readouterr().err


def test_a_brand_that_is_right_is_no_problem(tmp_path: Path, write: Write) -> None:
    assert check_config(settings_with(tmp_path, write(GREEN).name), None, lambda _role, _url: None) == 0


def test_the_settings_of_a_kiosk_load_whatever_its_brand_file_holds(tmp_path: Path, write: Write) -> None:
    assert load(settings_with(tmp_path, write('primary = "#12"').name)).brand.file == "brand.toml"


def test_the_brand_is_read_without_pydantic_pillow_or_qt() -> None:
    script = (
        "import sys; from pathlib import Path; from kiosk.brand.profile import read;"
        f"assert read(Path({str(EXAMPLE)!r})).pictures;"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"pydantic", "PIL", "PySide6", "babel", "asyncio"} & set(done.stdout.split()) == set()
