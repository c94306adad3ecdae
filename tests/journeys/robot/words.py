"""What the robot knows of each language: a few words of its own, written down without the catalogues."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """Parts of words that a customer listens for, in lower case, and how amounts are said."""

    own_name: str
    roles: tuple[str, ...]
    pay: str
    card: tuple[str, ...]
    other_card: tuple[str, ...]
    paid: tuple[str, ...]
    printing: tuple[str, ...]
    finish: tuple[str, ...]
    voice: str
    screen: str
    black: str
    no_help: str
    called: tuple[str, ...]
    amount: str


TONGUES = {
    "en": Tongue(
        "english", ("button", "choice"), "pay", ("tap", "insert"), ("card", "again"), ("approved", "thank"), ("print",),
        ("finish",), "voice", "screen", "black", "not help", ("calling a person", "called a person"),
        r"(?:(\d+) euros?)?(?: and )?(?:(\d+) cents?)?",
    ),
    "nl": Tongue(
        "nederlands", ("knop", "keuze"), "betaal", ("bied", "steek", "houd"), ("kaart", "opnieuw"),
        ("goedgekeurd", "gelukt", "bedankt"),
        ("print", "afdruk"), ("klaar", "afronden", "afsluiten"), "stem", "scherm", "zwart",
        "hielp niet", ("roepen een medewerker", "medewerker geroepen"),
        r"(?:(\d+) euro)?(?: en )?(?:(\d+) cent)?",
    ),
    "es": Tongue(
        "español", ("botón", "opción"), "pagar", ("acerque", "inserte"), ("tarjeta", "otra"), ("aprobado", "gracias"),
        ("imprimir",), ("terminar", "finalizar"), "voz", "pantalla", "negra",
        "no me ayudó", ("llamando a una persona", "llamado a una persona"),
        r"(?:(\d+) euros?)?(?: (?:con|y) )?(?:(\d+) (?:céntimos?|centavos?))?",
    ),
    "pt-BR": Tongue(
        "português (brasil)", ("botão", "opção"), "pagar", ("aproxime", "insira"), ("cartão", "outro"),
        ("aprovado", "obrigad"), ("imprimir",), ("concluir", "terminar", "finalizar"),
        "voz", "tela", "preta",
        "não ajudou", ("chamando um atendente", "chamamos um atendente"),
        r"(?:(\d+) euros?)?(?: e )?(?:(\d+) (?:centavos?|cêntimos?))?",
    ),
    "pt-PT": Tongue(
        "português (portugal)", ("botão", "opção"), "pagar", ("aproxime", "insira"), ("cartão", "outro"),
        ("aprovado", "obrigad"), ("imprimir",), ("concluir", "terminar", "finalizar"),
        "voz", "ecrã", "preto",
        "não ajudou", ("a chamar um colaborador", "chamámos um colaborador"),
        r"(?:(\d+) euros?)?(?: e )?(?:(\d+) cêntimos?)?",
    ),
}  # fmt: skip


def amounts(tongue: Tongue, text: str) -> list[int]:
    """Return the amounts said in `text`, in cents."""
    found = []
    for euros, cents in re.findall(tongue.amount, text):
        if euros or cents:
            found.append(100 * int(euros or 0) + int(cents or 0))
    return found
