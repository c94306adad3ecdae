"""What a traveller who listens knows of each language: a few words of its own, beside those of a customer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TravelTongue:
    """Parts of words that a traveller listens for, in lower case. `here`: how a free seat is called, by its place."""

    code: str
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
    go_on: str
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
    fits: str
    refused: str


TRAVEL = {
    "en": TravelTongue(
        "booking code", ("next", "find"), "none of these", "some", "packed", "seats", "window", "free", "take",
        "luggage", "one more", "scale", "go on", "document", ("boarding pass", "check in"), "boarding at", "good trip",
        ("print",), "person", "close", "still there", "continue", "choose a free", "fits your", "cannot check in",
    ),
    "nl": TravelTongue(
        "boekingscode", ("verder", "zoek"), "niets", "heb iets", "ingepakt", "stoelen", "raam", "vrij", "nemen",
        "bagage", "meer", "weegschaal", "verder", "document", ("instapkaart", "inchecken"), "instappen", "goede reis",
        ("print",), "medewerker", "sluiten", "bent u er nog", "doorgaan", "kies een vrije",
        "past bij", "niet inchecken",
    ),
    "es": TravelTongue(
        "código de reserva", ("seguir", "buscar"), "no llevo nada", "llevo algo", "empacado", "asientos", "ventana",
        "libre", "tomar", "equipaje", "una pieza más", "balanza", "seguir", "documento", ("pase", "check-in"),
        "embarque", "buen viaje", ("imprimir",), "llamar", "cerrar", "sigue ahí", "continuar", "elija un",
        "corresponde", "no puede hacer",
    ),
    "pt-BR": TravelTongue(
        "localizador", ("avançar", "buscar"), "nada disso", "algo disso", "arrumado", "assentos", "janela", "livre",
        "pegar", "bagagem", "mais um", "balança", "seguir", "documento", ("cartão de embarque", "check-in"),
        "embarque", "boa viagem", ("imprimir",), "chamar", "fechar", "ainda está", "continuar", "escolha um",
        "confere com", "não dá",
    ),
    "pt-PT": TravelTongue(
        "localizador", ("seguinte", "abrir"), "nada disto", "algo disto", "arrumado", "lugares", "janela", "livre",
        "ficar", "bagagem", "mais um", "balança", "seguir", "documento", ("cartão de embarque", "check-in"),
        "embarque", "boa viagem", ("imprimir",), "chamar", "fechar", "ainda está", "continuar", "escolha um",
        "corresponde", "não pode",
    ),
}  # fmt: skip
