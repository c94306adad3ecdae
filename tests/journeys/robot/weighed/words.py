"""What a buyer of fruit and wine listens for in each language, written down without the catalogues."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BuyerTongue:
    """Parts of words, in lower case."""

    loose: str  # the way to goods without a barcode
    fruit: str
    container: str
    put: str  # what is said when something shall go on the scale
    use: str  # take the container's weight
    add: str
    age: str


BUYING = {
    "en": BuyerTongue("without barcode", "banana", "own container", "on the scale", "use this", "add to", "your age"),
    "nl": BuyerTongue("streepjescode", "banan", "eigen bakje", "weegschaal", "gebruiken", "in het mandje", "leeftijd"),
    "es": BuyerTongue("sin código", "banana", "recipiente propio", "en la balanza", "usar este", "añadir", "edad"),
    "pt-BR": BuyerTongue("sem código", "banana", "recipiente próprio", "na balança", "usar este", "adicionar", "idade"),
    "pt-PT": BuyerTongue("sem código", "banana", "recipiente próprio", "na balança", "usar este", "adicionar", "idade"),
}
