"""Who keeps coupons and points in the week: the product's own, with invented coupons and one member."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from kiosk.domain.benefits.contact import contact_of
from kiosk.effects.benefits.reading import Reading
from kiosk.flows.base import Effect, EffectFailed, Event
from kiosk.flows.checkout.benefits.events import CouponTold, RedeemCoupon, SettleBenefits
from kiosk.flows.checkout.enrolling.asking import ALREADY, CONTACT
from kiosk.flows.checkout.enrolling.events import Enrol, EnrolTold
from kiosk.services.benefits.embedded import Embedded
from kiosk.services.benefits.lists import Files, Lists, read_lists

COUPONS: Final = """\
code,opens,percent,amount_minor,from_minor,currency,first_day,last_day,uses,shop,alone,text_en
9990000000012,,10,,,,,,0,,no,A tenth off
ONE-EURO,,,100,,EUR,,,1,,no,One euro off
FROM-TEN,,,200,1000,EUR,,,1,,no,Two euros off from ten
HONEY,HONEY,,,,,,,1,,no,Honey at half price
LAST-WEEK,,,100,,EUR,,2026-09-20,1,,no,One euro off
SOON,,,100,,EUR,2026-09-29,,1,,no,One euro off
ALONE,,50,,,,,,0,,yes,Half off
ELSEWHERE,,,100,,EUR,,,1,Another shop,no,One euro off
"""
CARD: Final = "9980000000020"
MEMBERS: Final = f"card,id,points\n{CARD},m-0002,40\n"


def lists(folder: Path) -> Lists:
    """Write the files of coupons and members, and read them as the product does; a point costs one euro."""
    files = Files(folder / "coupons.csv", folder / "members.csv", folder / "points.csv")
    files.coupons.write_text(COUPONS, "utf-8")
    files.members.write_text(MEMBERS, "utf-8")
    return read_lists(files, "EUR")


class Benefits:
    """The coupons and points of one customer's kiosk; `is_silent`: nobody answers. Opened when first asked."""

    def __init__(self, folder: Path, own: Lists, today: Callable[[], str]) -> None:
        self._folder, self._own, self._today = folder, own, today
        self._open: Embedded | None = None
        self.is_silent = False

    @property
    def kept(self) -> Embedded:
        """Who keeps them."""
        if self._open is None:
            self._open = Embedded(self._folder, self._own, "Here", self._day)
        return self._open

    def _day(self) -> str:
        return self._today()[: len("2026-09-21")]

    def close(self) -> None:
        """Let the file go."""
        if self._open is not None:
            self._open.close()

    def event_of(self, content: str, is_typed: bool) -> Event | None:
        """Return what a code is about that no product has."""
        return Reading(self.kept).event_of(content, is_typed)

    def answers(self, effect: Effect) -> tuple[Event, ...] | None:
        """Return what is answered; None: nobody is asked."""
        match effect:
            case RedeemCoupon() if self.is_silent:
                return (EffectFailed(RedeemCoupon.__name__, effect.key),)
            case RedeemCoupon(sale_id=of, code=code):
                return (CouponTold(of, code, *self.kept.redeem(code, of)),)
            case Enrol() if self.is_silent:
                return (EffectFailed(Enrol.__name__, effect.key),)
            case Enrol(sale_id=of, contact=typed):
                return (self._enrolled(of, contact_of(typed.value)),)
            case SettleBenefits(owing=owing):
                self.kept.settle(owing)
                return ()
            case _:
                return None

    def _enrolled(self, of: str, contact: str) -> EnrolTold:
        if not contact:
            return EnrolTold(of, CONTACT)
        member = self.kept.enrol(of, contact)
        return EnrolTold(of, ALREADY if member is None else "", member)
