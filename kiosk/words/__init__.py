"""Says everything the kiosk says: one catalogue of words for screens, papers and speech.

Words are looked up by key in ``assets/i18n/<language>.po`` (msgid = key, also in English). Amounts, dates and times
take the format of the site whatever the language; only month names and spoken amounts follow the customer. Importing
this package and saying a word need no babel: the first screen does not wait for it.
"""

from kiosk.words.compiled import CATALOGUES, COMPILED, MissingWord, compile_all
from kiosk.words.languages import LANGUAGES, resolve_language
from kiosk.words.speaker import SiteFormat, Words

__all__ = [
    "CATALOGUES", "COMPILED", "LANGUAGES", "MissingWord", "SiteFormat", "Words", "compile_all", "resolve_language",
]  # fmt: skip
