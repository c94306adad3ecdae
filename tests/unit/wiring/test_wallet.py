"""Gift cards at a kiosk: found beside the promotions, in the demo store, or nowhere; a list with faults is not used."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from kiosk.flows.checkout.events import ConnectTerminal
from kiosk.flows.checkout.gifts.events import AskGift, GiftRead
from kiosk.store.database import in_memory
from kiosk.wiring.benefits import Place
from kiosk.wiring.wallet import Wallet, gift_file_of
from tests.unit.effects.rig import Rig

CARDS = "number,id,minor,currency,last_day\n990000000010000034,g-1,2000,EUR,\n"


def place(folder: Path, text: str | None = CARDS) -> Place:
    (folder / "shop").mkdir()
    if text is not None:
        (folder / "shop" / "gift-cards.csv").write_text(text)
    site = SimpleNamespace(offers="shop/offers.csv", currency="EUR", name="Here")
    settings = SimpleNamespace(site=site)
    own = SimpleNamespace(settings=settings, config=folder / "kiosk.toml", demo_goods=None, data_dir=folder)
    return cast(Place, own)


def opened(wallet: Wallet, own: Place) -> set[type]:
    return set(wallet.opened(own, in_memory(), Rig().tasks, lambda: "2026-05-31T14:05"))


def test_the_file_stands_beside_the_promotions_or_is_the_demo_stores(tmp_path: Path) -> None:
    assert gift_file_of(tmp_path / "kiosk.toml", "", None) is None
    assert gift_file_of(tmp_path / "kiosk.toml", "shop/offers.csv", None) is None
    own = tmp_path / "demo-gift-cards.csv"
    own.write_text(CARDS)
    assert gift_file_of(tmp_path / "kiosk.toml", "", tmp_path / "demo-store.csv") == own


def test_with_the_file_a_gift_card_is_read_asked_about_and_paid_with(tmp_path: Path) -> None:
    wallet = Wallet()
    assert wallet.event_of("990000000010000034", False) is None
    assert {AskGift, ConnectTerminal} <= opened(wallet, place(tmp_path))
    assert isinstance(wallet.event_of("990000000010000034", False), GiftRead)
    assert wallet.event_of("9520001000010", False) is None
    assert wallet.gifts is not None
    wallet.close()


def test_without_the_file_nobody_reads_one(tmp_path: Path) -> None:
    wallet = Wallet()
    assert AskGift not in opened(wallet, place(tmp_path, None))
    assert (wallet.event_of("990000000010000034", False), wallet.gifts) == (None, None)
    wallet.close()


def test_a_list_with_a_fault_is_not_used_and_the_log_names_the_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    wallet = Wallet()
    assert AskGift not in opened(wallet, place(tmp_path, CARDS + "1,g-2,2000,EUR,\n"))
    assert "line 3" in caplog.text
    assert wallet.gifts is None
    caplog.clear()
    wallet.close()
