"""Help: articles in every language, the top questions of a step, and a search that forgives typing mistakes."""

from kiosk.services.help.article import Article, Deed
from kiosk.services.help.reading import BadArticles
from kiosk.services.help.shelf import Overdue, Shelf, open_shelf, report

__all__ = ["Article", "BadArticles", "Deed", "Overdue", "Shelf", "open_shelf", "report"]
