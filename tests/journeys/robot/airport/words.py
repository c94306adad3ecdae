"""What a traveller who listens knows of each language: a few words of its own, beside those of a customer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TravelTongue:
    """Parts of words that a traveller listens for, in lower case. `here`: how a free seat is called, by its place."""

    code: tuple[str, ...]
    onward: tuple[str, ...]
    none_of_these: str
    some_of_these: str
    packed: str
    seats: str
    window: str
    free: str
    take: str
    luggage: str
    one_more: str
    scale: str
    go_on: tuple[str, ...]
    document: str
    check_in: tuple[str, ...]
    boarding: str
    trip: str
    slip: tuple[str, ...]
    person: str
    close: str
    still_there: str
    carry_on: str
    pick: str
    fits: tuple[str, ...]
    refused: str


TRAVEL = {
    "en": TravelTongue(
        ("booking code",), ("next", "find"), "none of these", "some", "packed", "seats", "window", "free", "take",
        "luggage", "one more", "scale", ("go on", "continue"), "document", ("boarding pass", "check in"),
        "boarding at", "good trip", ("print",), "person", "close", "still there", "continue", "choose a free",
        ("fits your", "matches your"), "cannot check in",
    ),
    "nl": TravelTongue(
        ("boekingscode",), ("verder", "zoek"), "niets", "heb iets", "ingepakt", "stoelen", "raam", "vrij",
        "nemen", "bagage", "meer", "weegschaal", ("verder", "doorgaan"), "document", ("instapkaart", "inchecken"),
        "instappen", "goede reis", ("print",), "medewerker", "sluiten", "bent u er nog", "doorgaan",
        "kies een vrije", ("past bij", "klopt met"), "niet inchecken",
    ),
    "es": TravelTongue(
        ("código de reserva",), ("siguiente", "seguir", "buscar"), "no llevo nada", "llevo algo", "empacado",
        "asientos", "ventana", "libre", "tomar", "equipaje", "una pieza más", "balanza", ("seguir", "continuar"),
        "documento", ("pase", "check-in"), "embarque", "buen viaje", ("imprimir",), "llamar", "cerrar",
        "sigue ahí", "continuar", "elija un", ("corresponde", "coincide"), "no puede hacer",
    ),
    "pt-BR": TravelTongue(
        ("código da reserva", "localizador"), ("avançar", "buscar"), "nada disso", "algo disso", "arrumado",
        "assentos", "janela", "livre", "pegar", "bagagem", "mais um", "balança", ("seguir", "continuar"),
        "documento", ("cartão de embarque", "check-in"), "embarque", "boa viagem", ("imprimir",), "chamar",
        "fechar", "ainda está", "continuar", "escolha um", ("confere com", "corresponde"), "não dá",
    ),
    "pt-PT": TravelTongue(
        ("código da reserva", "localizador"), ("seguinte", "abrir", "procurar"), "nada disto", "algo disto",
        "arrumado", "lugares", "janela", "livre", "ficar", "bagagem", "mais um", "balança",
        ("seguir", "continuar"), "documento", ("cartão de embarque", "check-in"), "embarque", "boa viagem",
        ("imprimir",), "chamar", "fechar", "ainda está", "continuar", "escolha um", ("corresponde", "confere"),
        "não pode",
    ),
}  # fmt: skip
