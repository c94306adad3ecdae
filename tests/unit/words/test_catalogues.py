"""The shipped catalogues hold every word that is asked for, and no other; agreed words are said as agreed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from babel.messages import pofile

import kiosk.domain.travel.blockers  # noqa: F401  # its codes join the registry
from devices.api import Prompt
from kiosk import words
from kiosk.domain.blockers import registered
from kiosk.domain.fiscal.signing import Signature
from kiosk.domain.goods.facts import LineFacts, Saving
from kiosk.domain.moves import PrintState
from kiosk.domain.sale import PaperKind, PrintJob, Sale
from kiosk.domain.tax.rule import TaxRule
from kiosk.domain.text import LocalText, Text
from kiosk.domain.travel.cabin.rules import SeatReason
from kiosk.flows import callboard
from kiosk.flows.base import Rows
from kiosk.flows.checkout.shopping.typing import EMPTY, FAILED, PROBLEMS, UNKNOWN
from kiosk.flows.checkout.states import Declined, GivingBack, Paying, Phase, Receipt, Returned, Typing
from kiosk.flows.checkout.view import REFUSALS
from kiosk.flows.help.states import Topics, Visit
from kiosk.flows.registry import FlowState, flows
from kiosk.flows.shell import EXAMPLES, Session, frame
from kiosk.flows.shell.session import CancelSheet, InFlow, LanguageSheet, Over, PersonSheet, StillThere
from kiosk.papers import badge
from kiosk.papers.document import Paper
from kiosk.papers.facts import NOTHING_KNOWN, PaperFacts
from kiosk.papers.receipt import paper_of
from kiosk.words import LANGUAGES, SiteFormat, Words
from kiosk.words.rules import check
from screens.gallery.heroes import heroes
from screens.keyboards.examples import keyboards
from screens.keyboards.layouts import ACCENT_SIGNS, SIGN_WORDS
from tests.unit.papers.travel.asked import travel_keys
from tests.unit.words.check_in import BETWEEN, families
from tests.unit.words.days import shown as days_shown
from tests.unit.words.source import is_named

ROOT = Path(__file__).resolve().parents[3]
NL = SiteFormat("nl_NL", "EUR", "Europe/Amsterdam")
PT = SiteFormat("pt_PT", "EUR", "Europe/Lisbon")
BR = SiteFormat("pt_BR", "BRL", "America/Sao_Paulo")
IE = SiteFormat("en_IE", "EUR", "Europe/Dublin")
NBSP = "\N{NO-BREAK SPACE}"


# --- the catalogues that are shipped --------------------------------------------------------------------------------


def test_the_shipped_catalogues_keep_all_rules() -> None:
    assert check() == []


KEYBOARD = {
    *(f"keyboard.accent.{accent}" for accent in ACCENT_SIGNS),
    *(f"keyboard.sign.{name}" for name in SIGN_WORDS.values()),
    *(f"keyboard.{name}" for name in ("capital", "clear", "delete", "empty", "locked", "off", "on", "shift", "signs")),
    "keyboard.space",
}


def keys() -> set[str]:
    with (words.CATALOGUES / "en.po").open("rb") as stream:
        messages = list(pofile.read_po(stream))
    return {message.id if isinstance(message.id, str) else message.id[0] for message in messages if message.id}


def texts_in(value: object) -> Iterator[Text]:
    """Every `Text` inside a view, a paper or a sheet, also those that are arguments of others."""
    if isinstance(value, Text):
        yield value
        yield from texts_in(value.args)
    elif isinstance(value, Rows):
        for item in value.items:
            yield from texts_in(value.row(item))
    elif isinstance(value, Mapping):
        yield from texts_in(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts_in(part)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from texts_in(tuple(getattr(value, field.name) for field in fields(value)))


def sessions() -> Iterator[Session]:
    """The examples, each also with every device away, and every reason, prompt and print outcome in its place."""
    for session in EXAMPLES.values():
        yield session
        for device, changed in session.site.devices.items():
            away = replace(changed, state="ABSENT", is_usable=False)
            yield replace(session, site=replace(session.site, devices={**session.site.devices, device: away}))
        if isinstance(session.screen, InFlow):
            for state in variants(session.screen.state):
                yield replace(session, screen=replace(session.screen, state=state))


def variants(state: object) -> Iterator[FlowState]:
    match state:
        case Declined():
            yield from (replace(state, refusal=refusal) for refusal in (*REFUSALS, "any other"))
        case Paying():
            yield from (replace(state, prompt=prompt, phase=phase) for prompt in Prompt for phase in Phase)
        case Typing():
            yield from (replace(state, problem=problem) for problem in {EMPTY, FAILED, UNKNOWN, *PROBLEMS.values()})
        case Receipt(sale=sale, job_id=str(job_id)) | Returned(sale=sale, job_id=str(job_id)) if (
            job := sale.job(job_id)
        ) is not None:
            yield from (replace(state, sale=sale.with_job(replace(job, state=outcome))) for outcome in PrintState)
        case GivingBack(is_review=True, unwinding=going):
            yield from (replace(state, unwinding=replace(going, sale=slipped(going.sale, own))) for own in PrintState)
        case _:
            return


def slipped(sale: Sale, outcome: PrintState) -> Sale:
    return sale.with_job(PrintJob("slip", "slip", 1, PaperKind.SLIP, 1, "en", state=outcome))


def reachable() -> set[str]:
    """Every key that a screen, a sheet, a blocker or a paper asks for, found by asking for all of them."""
    found: list[Text] = list(texts_in((*heroes().values(), *keyboards().values())))
    found += texts_in((callboard.view(callboard.EXAMPLES), callboard.view(())))
    for session in sessions():
        found += texts_in(frame(session))
        for sheet in (PersonSheet(), LanguageSheet(), CancelSheet(), StillThere(30)):
            found += texts_in(frame(replace(session, sheet=sheet)))
        helped = Over("help", Topics(Visit(session.screen_name)), session.site.language, session.access)
        found += texts_in(frame(replace(session, over=helped)))
        if isinstance(session.screen, InFlow) and isinstance(sale := getattr(session.screen.state, "sale", None), Sale):
            found += texts_in(papers_of(sale))
    found += texts_in(tuple(days_shown()))
    found += texts_in((badge.above_code("Kade Markt", "lena", is_demo=True), badge.below_code("7F3A", 20_000)))
    asked = {text.key for text in found} | KEYBOARD | travel_keys() | families()
    for flow in flows().values():
        asked |= {f"shell.home.needs_{device}" for device in ("scanner", "printer", "terminal", *flow.ENTRY.needs)}
    for kind in registered():
        asked |= {f"blocker.{kind.code}.{part}" for part in ("title", "what", "do", "staff")}
        asked |= {action.label for action in kind.next_actions}
    return asked


def papers_of(sale: Sale) -> tuple[Paper, ...]:
    desk = LocalText((("en", "Desk"),))
    attempt_id = sale.attempts[-1].id if sale.attempts else None
    known = LineFacts(tare_g=12, deposit_minor=25, savings=(Saving("p", 10),))
    weighed = replace(sale, lines=tuple(replace(line, weight_g=842, facts=known) for line in sale.lines))
    nameless = replace(sale, attempts=tuple(replace(own, last4="") for own in sale.attempts))
    jobs = [
        PrintJob("job", "doc", copy_no, kind, 1, "en", attempt_id)
        for kind in (PaperKind.CUSTOMER, PaperKind.SLIP, PaperKind.KEPT, PaperKind.REVERSAL, PaperKind.REFUND)
        for copy_no in (1, 2)
    ]
    signed = Signature("0001", 1, "2026-11-22 12:00", "MEUC")
    lawful = PaperFacts(
        "12", ("Markt 1",), "NL000099998B57", signed, back_code="r", back_until=739_942, customer_no="1"
    )
    owed = replace(lawful, signature=None, is_unsigned=True)
    rated = replace(sale, facts=replace(sale.facts, tax=TaxRule(((900, "laag"),))))
    return tuple(
        paper_of(own, job, "Kade Markt", desk, is_demo=True, utc_ms=0, facts=facts)
        for job in jobs
        for own, facts in (
            (sale, NOTHING_KNOWN), (weighed, lawful), (nameless, owed), (rated, NOTHING_KNOWN),
        )
    )  # fmt: skip


# Keys that nobody asks for in the examples, each with its reason.
ASKED_FOR_ELSEWHERE = {
    "language.pt": "Words.own_name, where a site has one Portuguese",
    "checkout.step.of": "screens put the step of a view into words",
    "action.scroll_up": "screens name the control that turns the pages of a list",
    "action.scroll_down": "screens name the control that turns the pages of a list",
    "speech.role.button": "the guide names a control",
    "speech.role.choice": "the guide names a choice",
    "speech.chosen": "the guide names a choice",
    "speech.on": "the guide says where a customer is",
    "speech.help": "the guide says how the keys work",
    "speech.begin": "the guide says how to start without a touch",
    "speech.choices": "the guide counts what can be chosen",
    "speech.any_key": "the guide says how to get more time",
    "speech.role.field": "the guide names a field",
    "access.reach.text": "screens say what reach mode does",
    "demo.mark": "screens show the mark",
    **{
        key: "of services that were taken back: their slip, and what of them no example holds"
        for key in keys()
        if key.startswith(("paper.services.", "services.name.", "services.stays.", "services.seat."))
    },
    "paper.code": "stands over the code at the foot of a receipt",
    "paper.return_code": "stands over the code that brings goods back",
    **{key: "the page that shows a receipt" for key in keys() if key.startswith("receipt_page.")},
    **{
        key: "fills a place in the words of a blocker, see tests/unit/domain/travel/test_travel_words.py"
        for key in keys()
        if key.startswith(("duration.", "checkin.service.", "checkin.document.", "checkin.desk.", "checkin.pieces"))
    },
    **{f"checkin.seat.why.{reason}": "why a seat cannot be had" for reason in SeatReason},
    **{key: "fills a place in the words of ITEM.NOT_FOR_SALE" for key in keys() if key.startswith("goods.not_sold.")},
    **BETWEEN,
    "money.and": "Words.spoken_money",
    "money.minus": "Words.spoken_money",
    **{
        f"money.{name}.{part}": "Words.spoken_money"
        for name in ("EUR", "BRL", "GBP", "USD", "peso")
        for part in ("major", "minor")
    },
}


def test_every_word_that_is_asked_for_is_there() -> None:
    assert sorted(reachable() - keys()) == []


def test_no_word_is_there_that_nobody_asks_for() -> None:
    left = keys() - reachable() - ASKED_FOR_ELSEWHERE.keys()
    assert sorted(key for key in left if not is_named(key)) == []


# the table of the glossary: pt-BR, pt-PT, nl, es, en
SEED = {
    "action.back": ("Voltar", "Voltar", "Terug", "Atrás", "Back"),
    "action.cancel": ("Cancelar", "Cancelar", "Annuleren", "Cancelar", "Cancel"),
    "action.help": ("Ajuda", "Ajuda", "Hulp", "Ayuda", "Help"),
    "action.call_person": (
        "Chamar um atendente",
        "Chamar um colaborador",
        "Roep een medewerker",
        "Llamar a una persona",
        "Call a person",
    ),
    "action.more_time": (
        "Preciso de mais tempo",
        "Preciso de mais tempo",
        "Ik heb meer tijd nodig",
        "Necesito más tiempo",
        "I need more time",
    ),
    "shell.attract.start": (
        "Toque para começar",
        "Toque para começar",
        "Raak aan om te beginnen",
        "Toque para comenzar",
        "Touch to start",
    ),
    "blocker.ITEM.UNKNOWN.what": (
        "Não reconhecemos este produto.",
        "Não conhecemos este artigo.",
        "Dit artikel kennen we niet.",
        "No reconocemos este producto.",
        "We don't know this item.",
    ),
    "blocker.ITEM.UNKNOWN.do": (
        "Tente de novo ou chame um atendente.",
        "Tente de novo ou chame um colaborador.",
        "Scan opnieuw of roep een medewerker.",
        "Intente de nuevo o llame al personal.",
        "Try again or call staff.",
    ),
}


@pytest.mark.parametrize("key", SEED)
def test_the_seed_words_are_said_as_agreed(key: str) -> None:
    assert tuple(Words(language, NL).say(key) for language in LANGUAGES) == SEED[key]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_called_the_same_in_every_catalogue(language: str) -> None:
    assert len({Words(own, NL).say(f"language.{language}") for own in LANGUAGES}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_printed_has_characters_of_the_printers_code_page(language: str) -> None:
    """cp858 is the code page a receipt printer is set to: western letters with the euro sign."""
    printed = sorted(key for key in keys() if key.startswith(("paper.", "demo.paper", "checkout.reference")))
    with (words.CATALOGUES / f"{language}.po").open("rb") as stream:
        messages = {message.id: str(message.string) for message in pofile.read_po(stream)}
    assert [key for key in printed if not is_printable(messages[key])] == []
    with (ROOT / "assets" / "catalogue" / "demo-store.csv").open(encoding="utf-8") as store:
        assert [line for line in store if not is_printable(line)] == []


def is_printable(text: str) -> bool:
    return text.encode("cp858", "replace").decode("cp858") == text
