"""The catalogue of products: the port, its embedded implementation, and the import of a CSV file."""

from kiosk.services.catalogue.build import ImportReport, import_products
from kiosk.services.catalogue.lookup import NoCatalogue, StoredCatalogue, open_catalogue
from kiosk.services.catalogue.port import Catalogue, NoGoods
from kiosk.services.catalogue.table import ImportRefused, Problem
from kiosk.services.catalogue.texts import stored_names, stored_texts

__all__ = [
    "Catalogue", "ImportRefused", "ImportReport", "NoCatalogue", "NoGoods", "Problem", "StoredCatalogue",
    "import_products", "open_catalogue", "stored_names", "stored_texts",
]  # fmt: skip
