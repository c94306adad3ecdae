"""One visit with fruit and wine: devices with a scale, a kiosk that staff come to, and what the visit left."""

from __future__ import annotations

import subprocess

from tests.journeys.bench import Bench
from tests.journeys.floor import Floor
from tests.journeys.people.ages.looking import WINE
from tests.journeys.robot.customer import Customer, Hands
from tests.journeys.robot.ears import Ears
from tests.journeys.robot.shop import BLACK, TRANSCRIPT, Visit, end, settings, start, tell
from tests.journeys.robot.weighed.buyer import Buyer
from tests.journeys.robot.weighed.words import BUYING
from tests.journeys.robot.words import TONGUES
from tests.journeys.scripts.shopping import BAGUETTE

CONTAINER_G, FRUIT_G = 320, 845
APPROVES = "age_approved"


def visit(floor: Floor, language: str) -> tuple[Visit, Buyer]:
    """Play the visit; whatever stops the buyer is raised with the dialogue so far."""
    with (floor.folder / "kiosk.stderr").open("w+", encoding="utf-8") as errors:
        kiosk = start(floor.fleet, settings(floor.folder, language), floor.data_dir, errors)
        customer = Customer(TONGUES[language], Ears(floor.data_dir / TRANSCRIPT), _hands(kiosk, floor.bench))
        buyer = Buyer(customer, BUYING[language], lambda grams: floor.bench.do("scale", "load", grams=grams))
        try:
            _buy(buyer, kiosk, floor)
        except AssertionError as error:
            errors.seek(0)
            raise AssertionError("\n".join((*customer.dialogue, errors.read(), str(error)))) from error
        finally:
            status = end(kiosk)
    complaints = (floor.folder / "kiosk.stderr").read_text(encoding="utf-8")
    return Visit(customer, status, complaints), buyer


def _buy(buyer: Buyer, kiosk: subprocess.Popen[str], floor: Floor) -> None:
    """Bread, fruit in an own container, wine; held, looked at, paid."""
    customer = buyer.customer
    buyer.load(0)
    customer.wake()
    customer.hide_screen()
    customer.scan(BAGUETTE)
    buyer.find_fruit()
    buyer.weigh_container(CONTAINER_G)
    buyer.weigh(CONTAINER_G + FRUIT_G)
    customer.scan(WINE)
    buyer.be_held()
    assert not floor.bench.is_card_wanted(), "a card is asked for before staff have looked"
    tell(kiosk, f"picture {floor.folder / BLACK}")
    _let_staff_look(customer, kiosk, floor.bench)
    customer.pay()
    customer.leave()


def _let_staff_look(customer: Customer, kiosk: subprocess.Popen[str], bench: Bench) -> None:
    """Let staff sign in at the glass, say yes and leave; the customer hears that the glass is theirs again."""
    customer.dialogue.append("(staff look)")
    tell(kiosk, f"staff {APPROVES}")
    assert kiosk.stdout is not None
    answer = next((line for line in kiosk.stdout if line.startswith("staff ")), "the kiosk ended")
    assert answer == "staff done\n", answer
    customer.hear(customer.is_verdict, "that it goes on")


def _hands(kiosk: subprocess.Popen[str], bench: Bench) -> Hands:
    return Hands(lambda key: tell(kiosk, key), bench.scan, lambda _number: bench.card("tap"))
