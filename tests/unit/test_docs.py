"""What the pages promise is there: links, commands, files, and every option of every driver."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from devices.registry import drivers, open_device
from devices.transport import TRANSPORT_OPTIONS
from devices.url import TRANSPORTS, Option, UrlError
from kiosk.arguments import arguments
from kiosk.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
TOP = sorted(path for path in ROOT.glob("*.md"))
DOCS = sorted(ROOT.joinpath("docs").rglob("*.md"))
READMES = sorted(
    path for top in ("assets", "config", "devices", "kiosk", "screens", "tests") for path in (ROOT / top).rglob("*.md")
)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGE = (ROOT / "docs" / "reference" / "devices.md").read_text(encoding="utf-8")
TOUR = (ROOT / "docs" / "tour.md").read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


# --- links ----------------------------------------------------------------------------------------------------------


def missing_links(page: Path) -> list[str]:
    """Return the links of a page that lead to nothing in the checkout; addresses of the web are not asked."""
    missing: list[str] = []
    for one, other in LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8"))):
        target, _, anchor = (one or other).partition("#")
        if re.match(r"\w+:", target):
            continue
        place = (page.parent / target).resolve() if target else page
        is_there = place.exists() and place.is_relative_to(ROOT)
        if not is_there or (anchor and anchor not in anchors(place)):
            missing.append(one or other)
    return missing


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", [*TOP, *DOCS, *READMES], ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert missing_links(page) == []


def test_a_link_to_nothing_is_found(tmp_path: Path) -> None:
    page = ROOT / "README.md"
    assert missing_links(page) == []
    fresh = tmp_path / "page.md"
    fresh.write_text("[a](none.md) ![b](none.png) [c](#nowhere) [d](https://example.com/)")
    assert missing_links(fresh) == ["none.md", "none.png", "#nowhere"]


# --- commands -------------------------------------------------------------------------------------------------------


def make_targets() -> set[str]:
    """Return the targets of the Makefile."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return {name for line in re.findall(r"^([a-z][a-z ]*):", text, re.MULTILINE) for name in line.split()}


@pytest.mark.parametrize("page", [*TOP, *DOCS, *READMES], ids=name_of)
def test_every_make_target_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"`make ([a-z]+)[ `]", text))
    named |= {name for block in FENCED.findall(text) for name in re.findall(r"^make ([a-z]+)", block, re.MULTILINE)}
    assert named <= make_targets()


@pytest.mark.parametrize("page", [*TOP, *DOCS, *READMES], ids=name_of)
def test_every_command_line_that_a_page_names_is_taken(page: Path) -> None:
    for line in re.findall(r"(?:python )?main\.py ([^`\n]+)", page.read_text(encoding="utf-8")):
        words = shlex.split(re.sub(r"[\[\]]|\(.*?\)", "", line).replace("...", ""))
        if words == ["import-catalogue"]:  # named in a sentence
            words.append("goods.csv")
        assert arguments(words) is not None, line


def test_every_module_that_the_readme_and_its_pages_start_is_there() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in [*TOP, *DOCS])
    modules = set(re.findall(r"python -m ([a-z_.]+)", text)) - {"pytest"}  # a library's
    assert modules
    for module in modules:
        place = ROOT / module.replace(".", "/")
        assert place.with_suffix(".py").is_file() or (place / "__main__.py").is_file(), module


def test_the_readme_names_the_first_commands_and_the_exact_version_of_python() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [f"make {name}" in text for name in ("run", "demo", "check", "test")] == [True] * 4
    wanted = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert wanted is not None
    assert f"`python3` ({wanted[1]}" in text


# --- the tour -------------------------------------------------------------------------------------------------------


def test_the_tour_goes_through_at_most_eight_files_and_all_are_there() -> None:
    steps = re.findall(r"^(\d+)\. \*\*`([^`]+)`\*\*", TOUR, re.MULTILINE)
    assert [int(number) for number, _ in steps] == list(range(1, len(steps) + 1))
    assert 5 <= len(steps) <= 8
    assert [file for _, file in steps if not (ROOT / file).is_file()] == []


def test_what_the_tour_calls_by_name_stands_in_the_files_it_names() -> None:
    files = re.findall(r"`((?:\w+/)+[\w.]+\.(?:py|qml))`", TOUR)
    assert [file for file in files if not (ROOT / file).is_file()] == []
    code = "\n".join((ROOT / file).read_text(encoding="utf-8") for file in files)
    for dotted in re.findall(r"`(\w+\.\w+)`", TOUR):
        first, last = dotted.split(".")
        if first[0].isupper():
            assert f"class {first}" in code, dotted
            assert f"def {last}" in code, dotted
    for name in re.findall(r"`(_\w+)`", TOUR):
        assert f"def {name}" in code, name


# --- device URLs ----------------------------------------------------------------------------------------------------

TRANSPORT = [(f"transport {name}", option) for name, known in TRANSPORT_OPTIONS.items() for option in known.values()]
DRIVER = [(name, option) for name, load in drivers().items() for option in load().OPTIONS.values()]


def section(title: str) -> str:
    """Return a part of the page by its heading."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


@pytest.mark.parametrize(("owner", "option"), [*TRANSPORT, *DRIVER], ids=lambda one: getattr(one, "name", one))
def test_every_option_stands_on_the_page_with_what_is_allowed_and_its_default(
    owner: str, option: Option[object]
) -> None:
    part = section("Options of the transport" if owner.startswith("transport ") else owner)
    default = f"`{option.default}`" if option.default != "" else ""
    assert f"| `{option.name}` | {option.allowed} | {default} |".replace("|  |", "| |") in part


def test_the_page_names_no_option_that_no_driver_has() -> None:
    named = set(re.findall(r"^\| `(\w+)` \| .* \| .*\|$", PAGE, re.MULTILINE)) - set(TRANSPORTS)
    assert named == {option.name for _, option in [*TRANSPORT, *DRIVER]}


def test_every_driver_transport_and_role_has_its_place() -> None:
    assert set(drivers()) <= set(re.findall(r"^## (\w+)$", PAGE, re.MULTILINE))
    assert [name for name in TRANSPORTS if f"| `{name}` |" not in section("Address")] == []
    roles = Settings.model_fields["devices"].default.model_dump()
    assert [role for role in roles if f"{role} = " not in PAGE] == []


def examples() -> list[str]:
    """Return every URL of the page."""
    return re.findall(rf"\b(?:{'|'.join(drivers())})\+[^\s\"`]+", PAGE)


def test_the_page_has_examples_for_every_driver() -> None:
    assert {url.partition("+")[0] for url in examples()} == set(drivers())


@pytest.mark.parametrize("url", examples())
def test_every_example_is_a_url_that_its_driver_takes(url: str) -> None:
    device = open_device(url, secrets={"terminal-password": "123456"}.get)
    assert not device.health.is_usable


@pytest.mark.parametrize("word", ["password", "pin", "key", "token"])
def test_what_looks_like_a_secret_is_refused_as_the_page_says(word: str) -> None:
    with pytest.raises(UrlError, match="secrets never stand in a URL") as told:
        open_device(f"zvt+tcp://10.0.0.5:20007?{word}=123456")
    assert "123456" not in str(told.value)
