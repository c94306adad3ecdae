"""Choosing and weighing, each step and the hard ones. All goods are invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kiosk.domain.basket import Product
from kiosk.domain.loose import Group, Load, Rest
from kiosk.domain.money import Money
from kiosk.domain.sale import Sale
from kiosk.domain.text import LocalText
from kiosk.flows.checkout.loose.states import Choosing, Naming, Tare, Weighing

LANGUAGES = ("en", "nl", "es", "pt-BR", "pt-PT")
GOODS = (
    ("red-apple", 299, "Red apples|Rode appels|Manzanas rojas|Maçãs vermelhas|Maçãs vermelhas"),
    ("banana", 179, "Bananas|Bananen|Plátanos|Bananas|Bananas"),
    ("tomato", 249, "Tomatoes|Tomaten|Tomates|Tomates|Tomates"),
    ("grapes", 449, "Grapes|Druiven|Uvas|Uvas|Uvas"),
    ("carrot", 139, "Carrots|Wortels|Zanahorias|Cenouras|Cenouras"),
    ("lemon", 329, "Lemons|Citroenen|Limones|Limões-sicilianos|Limões"),
    ("onion", 129, "Onions|Uien|Cebollas|Cebolas|Cebolas"),
    ("pear", 319, "Pears|Peren|Peras|Peras|Peras"),
    ("potato", 119, "Potatoes|Aardappelen|Patatas|Batatas|Batatas"),
    ("broccoli", 289, "Broccoli|Broccoli|Brócoli|Brócolis|Brócolos"),
    ("orange", 229, "Oranges|Sinaasappels|Naranjas|Laranjas|Laranjas"),
    ("cucumber", 199, "Cucumber|Komkommer|Pepino|Pepino|Pepino"),
)
LONG = (
    "Extraordinarily long name of goods that nobody would ever read 64",
    "Buitengewoon lange naam van een product die niemand ooit leest 64",
    "Nombre de producto tan largo que nadie lo leería nunca entero 64",
    "Nome de produto tão comprido que ninguém o leria por inteiro 64",
    "Nome de artigo tão comprido que ninguém o leria por inteiro 64",
)
GROUPS = (Group("fruit", 14), Group("vegetables", 11), Group("bakery", 6))
ASK = "01f00000-0000-7000-8000-00000000000a"


def loose(index: int) -> Product:
    """Return invented goods that are weighed; the last one is sold by the piece."""
    art, minor, names = GOODS[index]
    name = LocalText(tuple(zip(LANGUAGES, names.split("|"), strict=True)))
    is_weighed = index < len(GOODS) - 1
    return Product(
        f"L{index}", "", name, LocalText(()), art, Money(minor, "EUR"), 900, is_weighed, 1, tare_g=5 * is_weighed
    )  # fmt: skip


def examples(sale: Callable[[int], Sale]) -> Mapping[str, Choosing | Naming | Weighing]:
    """Return the states by name; `sale` gives a basket of so many lines."""
    three, all_goods = sale(3), tuple(map(loose, range(len(GOODS))))
    found = Choosing(three, ASK, goods=all_goods, groups=GROUPS)
    long = LocalText(tuple(zip(LANGUAGES, LONG, strict=True)))
    on_it = Weighing(three, loose(0), Load(Rest.RESTING, 845, 3), tare=Tare.BAG)
    return {
        "Choosing": found,
        "Choosing-looking": Choosing(three, ASK),
        "Choosing-none": replace(found, goods=(), is_named=True),
        "Choosing-long": replace(found, goods=(replace(loose(0), name=long), loose(1)), group="fruit"),
        "Naming": Naming(three),
        "Naming-short": Naming(three, is_short=True),
        "Weighing": on_it,
        "Weighing-empty": replace(on_it, load=Load(Rest.EMPTY)),
        "Weighing-slow": replace(on_it, load=Load(Rest.MOVING), is_slow=True),
        "Weighing-taken": replace(on_it, load=Load(Rest.TAKEN, 845, 4)),
        "Weighing-container": replace(on_it, load=Load(Rest.RESTING, 320, 5), is_taring=True),
        "Weighing-own": replace(on_it, tare=Tare.OWN, own_g=320),
        "Weighing-long": replace(on_it, product=replace(loose(0), name=long), load=Load(Rest.RESTING, 12_845, 6)),
    }
