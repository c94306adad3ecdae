"""The site as flows know it, from the values of the settings; light enough for the first frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.domain.bagging.costs import Costs
from kiosk.domain.fiscal.profile import CustomerNo
from kiosk.domain.tax.rule import NO_TABLE, TaxTable
from kiosk.domain.text import LocalText
from kiosk.flows.base import Place, Site


def site_of(values: Mapping[str, Any], *, is_demo: bool, is_training: bool = False) -> Site:
    """Return the site. `values` has the shape of the settings file; raises KeyError or TypeError when it has not."""
    site = values["site"]
    person = site["person"]
    desk = LocalText(tuple((str(language), str(words)) for language, words in person["desk"].items()))
    return Site(
        name=str(site["name"]),
        kiosk=str(site["kiosk"]),
        currency=str(site["currency"]),
        languages=tuple(str(language) for language in site["languages"]),
        language=str(site["language"]),
        place=Place(desk, str(person["phone"]), str(person["opens"]), str(person["closes"])),
        is_demo=is_demo,
        is_training=is_training,
        journeys=tuple(str(journey) for journey in site.get("journeys", ("checkout",))),
        receipt=str(values.get("receipt", {}).get("default", "ask")),
        staff_idle_s=int(values.get("people", {}).get("idle_s", 120)),
        tax=_tax_of(str(site.get("tax", ""))),
        customer_no=_customer_no("" if is_training else str(values.get("fiscal", {}).get("country", ""))),
        enrols=bool(site.get("enrols", False)) and not is_training,
        has_extras=any(site.get(own) for own in ("carrier_bag", "good_cause")) and not is_training,
        has_corner=bool(values.get("people", {}).get("corner_hold", True)),
        bagging=_costs(values.get("bagging", {})),
    )


def _costs(bagging: Mapping[str, Any]) -> Costs | None:
    """Return what is made of the weight in the bag; None where nobody wants it watched."""
    if not bagging.get("watch", True):
        return None
    usual = Costs()
    return Costs(
        nuisance_minor=int(bagging.get("nuisance_minor", usual.nuisance_minor)),
        patience_s=int(bagging.get("patience_s", usual.patience_s)),
        can_hold=bool(bagging.get("holds", True)),
        bag_max_g=int(bagging.get("own_bag_g", usual.bag_max_g)),
        carried=int(bagging.get("carried", usual.carried)),
        carried_minor=int(bagging.get("carried_minor", usual.carried_minor)),
        noise_g=max(usual.noise_g, int(bagging.get("step_g", 5))),
    )


def _tax_of(country: str) -> TaxTable:
    if not country:
        return NO_TABLE
    from kiosk.services.tax import tax_table  # read only where the site names one

    return tax_table(country)


def _customer_no(country: str) -> CustomerNo | None:
    """Return what customers may have on the receipt; a training has no receipts of a country."""
    if not country:
        return None
    from kiosk.services.fiscal.profiles import profile_of  # read only where the settings name a country

    return profile_of(country).customer_no
