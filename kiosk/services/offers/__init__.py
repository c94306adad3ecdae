"""The shop's promotions, read from a file."""

from kiosk.services.offers.reading import BadOffers, Offers, read_offers

__all__ = ["BadOffers", "Offers", "read_offers"]
