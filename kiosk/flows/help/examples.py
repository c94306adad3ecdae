"""Help in each of its states; the articles are invented, and as long as the longest of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kiosk.domain.staff.articles import EVERYWHERE, Deed, HelpArticle
from kiosk.domain.text import LocalText
from kiosk.flows.help.states import Article, Found, Searching, State, Topics, Unhelped, Visit

TITLES: Final = (
    ("scan-barcode", "How do I scan an item?", "Hoe scan ik een artikel?", "¿Cómo escaneo un producto?",
     "Como escaneio um produto?", "Como leio um artigo?"),
    ("keyboard", "What if the barcode does not work?", "Wat als de streepjescode niet werkt?",
     "¿Y si no funciona el código de barras?", "E se o código de barras não funcionar?",
     "E se o código de barras não funcionar?"),
    ("trash-2", "How do I change or remove items?", "Hoe verander of verwijder ik artikelen?",
     "¿Cómo cambio o quito productos?", "Como mudo ou retiro produtos?", "Como altero ou retiro artigos?"),
    ("scale", "What if my item is not known?", "Wat als mijn artikel onbekend is?",
     "¿Y si no se conoce mi producto?", "E se meu produto não for conhecido?", "E se o meu artigo não for conhecido?"),
    ("credit-card", "How can I pay?", "Hoe kan ik betalen?", "¿Cómo puedo pagar?", "Como posso pagar?",
     "Como posso pagar?"),
    ("shopping-basket", "Is my shopping kept?", "Worden mijn boodschappen bewaard?", "¿Se guardan mis compras?",
     "Minhas compras ficam guardadas?", "As minhas compras ficam guardadas?"),
)  # fmt: skip
TEXT: Final = LocalText((
    ("en", "Type the number below the barcode with the keys on the screen. It has 8, 12 or 13 digits. The item then"
           " goes to your basket. If it is not known, put it aside and call a person."),
    ("nl", "Typ het nummer onder de streepjescode met de toetsen op het scherm. Het heeft 8, 12 of 13 cijfers. Het"
           " artikel komt dan in uw mandje. Is het onbekend, leg het dan opzij en roep een medewerker."),
    ("es", "Escriba el número debajo del código de barras con las teclas de la pantalla. Tiene 8, 12 o 13 cifras. El"
           " producto pasa a su carrito. Si no se conoce, déjelo aparte y llame a una persona."),
    ("pt-BR", "Escreva o número abaixo do código de barras com as teclas da tela. Ele tem 8, 12 ou 13 dígitos. O"
              " produto vai para o carrinho. Se não for conhecido, deixe de lado e chame um atendente."),
    ("pt-PT", "Escreva o número abaixo do código de barras com as teclas do ecrã. Tem 8, 12 ou 13 dígitos. O artigo"
              " passa para o cesto. Se não for conhecido, ponha-o de lado e chame um colaborador."),
))  # fmt: skip
LANGUAGES: Final = ("en", "nl", "es", "pt-BR", "pt-PT")
TYPE: Final = Deed("TypePressed", (), "checkout.typing.title", ("checkout/Scanning",))
LOOKS: Final = Deed("AccessPressed", (), "action.access", (EVERYWHERE,))
HELD: Final = tuple(
    HelpArticle(f"a{n}", LocalText(tuple(zip(LANGUAGES, titles, strict=True))), TEXT, art, (None, TYPE, LOOKS)[n % 3])
    for n, (art, *titles) in enumerate(TITLES)
)
IDS: Final = tuple(own.id for own in HELD)
NEW: Final = Visit("checkout/Scanning")
KNOWN: Final = Visit("checkout/Scanning", held=HELD, top=IDS)
ASKED: Final = Visit("checkout/Scanning", held=HELD, top=IDS, question="barcode torn", found=IDS)
NOTHING: Final = Visit("checkout/Scanning", held=HELD, top=IDS, question="zeppelin", found=())

EXAMPLES: Mapping[str, State] = {
    "Topics": Topics(KNOWN),
    "Topics-new": Topics(NEW),
    "Topics-out": Topics(Visit("checkout/Scanning", is_out=True)),
    "Searching": Searching(KNOWN),
    "Searching-empty": Searching(KNOWN, is_empty=True),
    "Found": Found(ASKED),
    "Found-nothing": Found(NOTHING),
    "Article": Article(KNOWN, "a1"),
    "Article-looks": Article(ASKED, "a2", is_found=True),
    "Article-awaited": Article(NEW, "a1"),
    "Unhelped": Unhelped(KNOWN),
}
