"""The page that makes the demo shop somebody's own is followed word for word, and the shop is theirs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from kiosk.arguments import arguments, plan_of
from kiosk.domain.pricing.promotions import NForM
from kiosk.services.catalogue import open_catalogue
from kiosk.services.offers import read_offers
from kiosk.settings import load

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "how-to" / "rebrand-in-ten-minutes.md").read_text("utf-8")
FILE = re.compile(r"^`(verde-vivo/[\w.-]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PURPLE = (0x5B, 0x2A, 0x86)

pytestmark = pytest.mark.slow


def commands() -> list[list[str]]:
    """Return the commands of the page, each as its arguments behind `python`."""
    lines = [line for block in COMMANDS.findall(FILE.sub("", PAGE)) for line in block.splitlines()]
    assert all(line.startswith("python ") for line in lines)
    return [shlex.split(line)[1:] for line in lines]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Follow the page: write its files, and give its commands but the one that opens a window."""
    place = tmp_path_factory.mktemp("checkout")
    for name, content in FILE.findall(PAGE):
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text(content, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    for own in commands():
        if "--windowed" in own:
            continue
        called = [str(ROOT / "main.py") if part == "main.py" else part for part in own]
        if "import-catalogue" in called:
            called += ["--data", str(place)]  # the page's folder lies in the checkout, which a test leaves alone
        done = subprocess.run(
            [sys.executable, *called], cwd=place, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (own, done.stdout, done.stderr)
    return place


def test_the_page_has_one_settings_file_one_list_of_goods_and_a_few_commands() -> None:
    names = [name for name, _ in FILE.findall(PAGE)]
    assert [name for name in names if name.endswith("shop.toml")] == ["verde-vivo/shop.toml"]
    assert [name for name in names if name.endswith("goods.csv")] == ["verde-vivo/goods.csv"]
    assert len(names) == len(set(names)) == 5
    assert len(commands()) == 4


def test_the_settings_are_the_shops_own(shop: Path) -> None:
    settings = load(shop / "verde-vivo" / "shop.toml", "store")
    assert (settings.site.name, settings.site.language, settings.site.currency) == ("Verde Vivo", "pt-PT", "EUR")


def test_the_goods_are_sold_at_their_prices_and_under_their_names(shop: Path) -> None:
    catalogue = open_catalogue(shop, today=lambda: date(2026, 11, 22))
    code, _, name, price, *_ = dict(FILE.findall(PAGE))["verde-vivo/goods.csv"].splitlines()[1].split(";")
    oil = catalogue.find(f"0{code}")
    assert oil is not None
    assert oil.unit.minor == int(price.replace(",", ""))
    assert oil.name.in_language("pt-PT") == name
    bananas = catalogue.find_plu("4011")
    assert bananas is not None
    assert bananas.is_weighed


def test_the_promotion_is_read(shop: Path) -> None:
    offers = read_offers(shop / "verde-vivo" / "offers.csv", "EUR")
    assert [own.kind for own in offers.promotions] == [NForM(3, 2)]


def test_the_first_screen_wears_the_colour(shop: Path) -> None:
    pictures = sorted((shop / "var" / "verde-vivo" / "pictures").rglob("*Attract*.png"))
    assert pictures
    with Image.open(pictures[0]) as picture:
        shown = picture.convert("RGB").getcolors(1 << 24) or []
    assert PURPLE in {colour for _, colour in shown}


def test_the_last_command_runs_the_shop_with_simulated_devices() -> None:
    plan = plan_of(arguments(commands()[-1][1:]))
    assert (plan.is_demo, plan.is_windowed, plan.config.name) == (True, True, "shop.toml")
