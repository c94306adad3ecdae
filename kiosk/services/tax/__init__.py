"""The tax tables of the countries, read from `config/tax`."""

from kiosk.services.tax.reading import BadTable, Country, NoTable, countries, tax_table

__all__ = ["BadTable", "Country", "NoTable", "countries", "tax_table"]
