"""The visits of the robot at the airport: one with hand luggage, one with everything, and one who is refused."""

from __future__ import annotations

from tests.journeys.robot.airport.hall import Hall, Who
from tests.journeys.robot.airport.traveller import Traveller

HAND = Who("HAND01", "Regenboog")
SEAT = "14c"  # of the one with hand luggage
SHORT = Who("LETTR1", "Y")
EARLY = Who("EARLY1", "Ooievaar")
PIECES_G = (14_200, 18_400)
EXTENSIONS = 3  # how often the kiosk asks whether the traveller is still there


def hand_luggage(hall: Hall, *, types: bool, is_first: bool = True) -> Traveller:
    """Check in with hand luggage and the booked seat."""
    own = hall.traveller(HAND)
    own.begin(is_first=is_first)
    if types:
        own.type_booking(HAND.ref, HAND.surname)
    else:
        own.show_passport(SEAT)
    hall.look()
    own.answer_goods(has_some=False)
    own.print()
    own.take_leave()
    return own


def with_everything(hall: Hall) -> Traveller:
    """Type the booking, show the passport when asked, change the seat, hand in luggage, declare goods and pay."""
    own = hall.traveller(SHORT)
    own.begin()
    own.type_booking(SHORT.ref, SHORT.surname)
    own.show_passport(*own.tongue.fits)
    own.go_on()
    own.change_seat()
    own.add_bags(*PIECES_G)
    own.answer_goods(has_some=True)
    hall.look()
    own.pay()
    own.take_leave()
    return own


def refused(hall: Hall) -> Traveller:
    """Come too early: hear why in full, ask for more time, take a slip, and ask for a person."""
    own = hall.traveller(EARLY)
    own.begin()
    own.show_passport(own.tongue.refused)
    own.customer.errors.append("\n".join(own.customer.last_lines))
    hall.look()
    hall.hurry(is_on=True)
    own.customer.press("F1")
    own.customer.press("F1")
    for times in range(EXTENSIONS):
        own.wait_for(own.tongue.still_there)
        hall.hurry(is_on=times + 1 < EXTENSIONS)
        own.customer.press("Down")
    own.take_slip()
    own.call_person()
    own.customer.seek(own.customer.tongue.finish)
    own.customer.press_last()
    return own
