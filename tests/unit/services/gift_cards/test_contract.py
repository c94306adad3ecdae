"""Who keeps gift cards: each movement once, whatever comes twice, late or never, and across restarts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.gifts.host import HostAway, HostSilent
from kiosk.domain.gifts.number import GiftNumber
from kiosk.domain.gifts.telling import Balance, Movement, Stage, Why
from kiosk.domain.money import Money
from kiosk.services.gift_cards.cards import GiftCardsUnusable, read_cards
from kiosk.services.gift_cards.embedded import FILE_NAME, Embedded
from kiosk.services.gift_cards.sim import Fault, Faulty

DEMO = Path(__file__).parents[4] / "assets" / "catalogue" / "demo-gift-cards.csv"
TWENTY, FIFTY, OLD, EMPTY, POUNDS = (GiftNumber(number) for number in read_cards(DEMO))
NOBODYS = GiftNumber("990000000060000181")


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def opened(folder: Path, day: str = "2026-05-31") -> Embedded:
    return Embedded(folder, read_cards(DEMO), lambda: day)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Embedded]:
    own = opened(tmp_path)
    yield own
    own.close()


def left(host: Embedded, card: GiftNumber = TWENTY) -> int:
    balance = host.balance(card, "EUR")
    assert balance is not None
    return balance.left.minor


# --- what is refused --------------------------------------------------------------------------------------------------


def test_a_card_that_buys_nothing_is_refused_with_its_reason(host: Embedded) -> None:
    for n, (card, why) in enumerate([(OLD, Why.EXPIRED), (EMPTY, Why.EMPTY), (POUNDS, Why.CURRENCY)]):
        told = host.authorise(f"R{n}", card, eur(100))
        assert (told.stage, told.amount, told.why) == (Stage.REFUSED, None, why)
        balance = host.balance(card, "EUR")
        assert balance is not None
        assert balance.why is why
    assert host.authorise("R9", NOBODYS, eur(100)) == Movement("R9", Stage.REFUSED, why=Why.UNKNOWN)
    assert host.balance(NOBODYS, "EUR") is None


def test_nothing_and_less_than_nothing_is_not_taken(host: Embedded) -> None:
    assert host.authorise("R1", TWENTY, eur(0)).why is Why.RULE
    assert host.authorise("R2", TWENTY, eur(-100)).why is Why.RULE
    assert left(host) == 2000


def test_a_reference_used_again_for_something_else_is_refused_and_changes_nothing(host: Embedded) -> None:
    host.authorise("R1", TWENTY, eur(500))
    assert host.authorise("R1", TWENTY, eur(501)) == Movement("R1", Stage.REFUSED, why=Why.RULE)
    assert host.authorise("R1", FIFTY, eur(500)).why is Why.RULE
    host.capture("R1")
    assert host.give_back("R1", "R1", eur(500)).why is Why.RULE
    assert (left(host), left(host, FIFTY)) == (1500, 5000)


def test_what_is_asked_about_before_it_comes_comes_too_late(host: Embedded) -> None:
    assert host.told("R1") == Movement("R1", Stage.REFUSED, why=Why.CLOSED)
    assert host.authorise("R1", TWENTY, eur(500)).why is Why.CLOSED
    assert left(host) == 2000


def test_nothing_goes_back_that_was_not_taken_or_is_not_final(host: Embedded) -> None:
    host.authorise("R1", TWENTY, eur(500))
    host.authorise("R2", EMPTY, eur(500))
    for n, of_ref in enumerate(["R1", "R2", "NEVER"]):
        assert host.give_back(f"B{n}", of_ref, eur(500)).why is Why.RULE
    host.capture("R1")
    assert host.give_back("B5", "R1", eur(0)).why is Why.RULE
    assert host.give_back("B6", "R1", eur(501)).why is Why.RULE
    assert host.give_back("B7", "R1", Money(500, "GBP")).why is Why.RULE
    assert left(host) == 1500


def test_no_more_goes_back_than_was_taken(host: Embedded) -> None:
    host.authorise("R1", TWENTY, eur(500))
    host.capture("R1")
    assert host.give_back("B1", "R1", eur(200)).left == eur(1700)
    assert host.give_back("B2", "R1", eur(301)).why is Why.RULE
    assert host.give_back("B3", "R1", eur(300)).left == eur(2000)
    assert host.give_back("B4", "R1", eur(1)).why is Why.RULE
    assert host.give_back("B5", "B1", eur(1)).why is Why.RULE


def test_what_never_came_is_neither_final_nor_freed(host: Embedded) -> None:
    assert host.capture("NEVER").why is Why.RULE
    assert host.free("NEVER").why is Why.RULE


def test_what_is_final_is_not_freed_and_what_is_freed_not_final(host: Embedded) -> None:
    host.authorise("R1", TWENTY, eur(500))
    assert host.capture("R1").stage is host.free("R1").stage is Stage.DONE
    host.authorise("R2", TWENTY, eur(500))
    assert host.free("R2").stage is host.capture("R2").stage is Stage.FREED
    assert left(host) == 1500


# --- what is taken ----------------------------------------------------------------------------------------------------


def test_a_card_gives_what_is_on_it_and_then_is_empty(host: Embedded) -> None:
    assert host.authorise("R1", TWENTY, eur(1250)) == Movement("R1", Stage.HELD, eur(1250), eur(750), TWENTY.last4)
    assert host.authorise("R2", TWENTY, eur(1250)).amount == eur(750)
    assert host.authorise("R3", TWENTY, eur(1)).why is Why.EMPTY
    assert host.balance(TWENTY, "EUR") == Balance(TWENTY.last4, eur(0), Why.EMPTY)


def test_the_same_request_twice_takes_once_also_over_midnight_and_a_restart(tmp_path: Path) -> None:
    before = opened(tmp_path, "2099-12-31")
    first = before.authorise("R1", FIFTY, eur(500))
    assert before.authorise("R1", FIFTY, eur(500)) == first
    before.close()
    after = opened(tmp_path, "2100-01-01")
    assert after.authorise("R1", FIFTY, eur(500)) == after.told("R1") == first
    assert after.authorise("R2", FIFTY, eur(500)).why is Why.EXPIRED
    assert after.capture("R1").stage is after.capture("R1").stage is Stage.DONE
    assert after.give_back("B1", "R1", eur(500)) == after.give_back("B1", "R1", eur(500)) == after.told("B1")
    assert left(after, FIFTY) == 5000
    after.close()


def test_the_file_holds_no_number_of_a_card(tmp_path: Path) -> None:
    host = opened(tmp_path)
    host.authorise("R1", TWENTY, eur(500))
    host.capture("R1")
    host.close()
    assert all(TWENTY.digits.encode() not in file.read_bytes() for file in tmp_path.iterdir())


def test_a_transaction_that_fails_leaves_nothing_behind(host: Embedded) -> None:
    with pytest.raises(OverflowError):
        host.authorise("R1", TWENTY, eur(1 << 70))
    assert host.authorise("R1", TWENTY, eur(500)).stage is Stage.HELD


def test_a_ledger_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"this is no database, whatever its name says" * 40)
    with pytest.raises(GiftCardsUnusable, match=FILE_NAME):
        opened(tmp_path)


def test_two_that_write_at_once_never_take_more_than_there_is(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    one.authorise("R1", TWENTY, eur(1500))
    assert other.authorise("R2", TWENTY, eur(1500)).amount == eur(500)
    one.close()
    other.close()


# --- the file of cards ------------------------------------------------------------------------------------------------

HEAD = "number,id,minor,currency,last_day\n"
GOOD = f"{TWENTY.digits},g-1,2000,EUR,\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("number,minor\n", "the columns are"),
        (HEAD + "1234,g-1,2000,EUR,\n", "line 2: a gift card's number"),
        (HEAD + GOOD + GOOD, "line 3: a number or an id is there twice"),
        (HEAD + f"# x\n{TWENTY.digits},g-1,20.00,EUR,\n", "line 3: minor is not"),
        (HEAD + f"{TWENTY.digits},g 1,2000,EUR,\n", "line 2: id is not"),
        (HEAD + f"{TWENTY.digits},g-1,2000,eur,\n", "line 2: currency is not"),
        (HEAD + f"{TWENTY.digits},g-1,2000,EUR,2026-13-01\n", "line 2: last_day is not"),
        (HEAD + f"{TWENTY.digits},g-1\n", "line 2: 2 fields"),
    ],
)
def test_a_fault_in_the_file_is_told_by_its_line_without_a_number(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "cards.csv").write_text(text)
    with pytest.raises(GiftCardsUnusable) as why:
        read_cards(tmp_path / "cards.csv")
    assert said in str(why.value)
    assert TWENTY.digits not in str(why.value)


def test_a_file_that_is_not_there_has_no_cards_and_one_that_is_no_text_is_said(tmp_path: Path) -> None:
    assert read_cards(tmp_path / "cards.csv") == {}
    (tmp_path / "cards.csv").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(GiftCardsUnusable, match="UnicodeDecodeError"):
        read_cards(tmp_path / "cards.csv")


# --- the line with faults ---------------------------------------------------------------------------------------------


def test_what_does_not_leave_or_arrive_takes_nothing(host: Embedded) -> None:
    far = Faulty(host, [Fault.AWAY, Fault.UNHEARD])
    with pytest.raises(HostAway):
        far.authorise("R1", TWENTY, eur(500))
    with pytest.raises(HostSilent):
        far.authorise("R1", TWENTY, eur(500))
    assert left(host) == 2000


def test_an_answer_that_is_lost_was_done_and_can_be_asked_for(host: Embedded) -> None:
    far = Faulty(host, [Fault.LOST])
    with pytest.raises(HostSilent):
        far.authorise("R1", TWENTY, eur(500))
    assert far.told("R1").stage is Stage.HELD
    assert left(host) == 1500


def test_what_comes_late_is_done_unless_it_was_asked_about(host: Embedded) -> None:
    far = Faulty(host, [Fault.LATE, Fault.LATE])
    for ref in ("R1", "R2"):
        with pytest.raises(HostSilent):
            far.authorise(ref, TWENTY, eur(500))
    assert far.told("R2").why is Why.CLOSED
    far.arrive()
    assert far.told("R1").amount == eur(500)
    assert left(host) == 1500


def test_what_arrives_twice_is_done_once(host: Embedded) -> None:
    far = Faulty(host, [Fault.TWICE] * 3)
    assert far.authorise("R1", TWENTY, eur(500)).amount == eur(500)
    assert far.capture("R1").stage is Stage.DONE
    assert far.give_back("B1", "R1", eur(500)).left == eur(2000)


def test_a_host_may_refuse_or_give_a_part(host: Embedded) -> None:
    far = Faulty(host)
    far.plan(Fault.REFUSED, Fault.HALF, Fault.NONE, Fault.REFUSED)
    assert far.authorise("R1", TWENTY, eur(501)).stage is Stage.REFUSED
    assert far.authorise("R2", TWENTY, eur(501)).amount == eur(251)
    assert far.free("R2").stage is Stage.FREED
    assert far.give_back("B1", "R2", eur(251)).why is Why.RULE


def test_a_balance_that_cannot_be_had_is_silence(host: Embedded) -> None:
    far = Faulty(host, [Fault.LOST])
    with pytest.raises(HostSilent):
        far.balance(TWENTY, "EUR")
    assert far.balance(TWENTY, "EUR") == Balance(TWENTY.last4, eur(2000))


def test_the_example_of_the_how_to_can_be_read(tmp_path: Path) -> None:
    told = (DEMO.parents[2] / "docs" / "how-to" / "gift-cards.md").read_text("utf-8")
    (tmp_path / "cards.csv").write_text(told.split("```csv\n")[1].split("```")[0])
    assert [own.id for own in read_cards(tmp_path / "cards.csv").values()] == ["g-0001", "g-0002"]
