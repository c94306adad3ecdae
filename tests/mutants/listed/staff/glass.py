"""Mutants of who lies over the customer, hears what, and for how long."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

COVERING: Final = "kiosk/flows/shell/over/covering.py"
COVERED: Final = "kiosk/flows/shell/over/covered.py"
RUNTIME: Final = "kiosk/runtime.py"
WAITING: Final = "kiosk/flows/shell/waiting.py"
OVER_TESTS: Final = ("tests/unit/flows/shell/over", "tests/unit/flows/shell")

MUTANTS: Final = (
    Mutant(
        "staff-come-between-a-payment",
        COVERING,
        "    if is_busy(lifted(session)):",
        "    if False:",
        "staff lie over a payment that is under way",
        OVER_TESTS,
    ),
    Mutant(
        "a-paper-is-not-waited-for",
        COVERED,
        "if any(job.state is PrintState.SENDING for sale in held for job in sale.jobs):",
        "if False:",
        "staff come between the customer and the paper",
        OVER_TESTS,
    ),
    Mutant(
        "staff-are-let-in-too-soon",
        COVERING,
        "    if is_busy(stepped) or isinstance(stepped.screen, Starting):",
        "    if False:",
        "staff who asked come in by the next event of the payment",
        OVER_TESTS,
    ),
    Mutant(
        "a-press-goes-through",
        COVERING,
        "        case _ if event.is_activity and not isinstance(event, READ):\n"
        "            return _told(session, over, event, at, below)\n",
        "",
        "what staff press is pressed on the customer's page, too",
        OVER_TESTS,
    ),
    Mutant(
        "a-scan-of-staff-is-the-customers",
        COVERING,
        "(isinstance(event, READ) and (is_taken or is_for_staff(over)))",
        "(isinstance(event, READ) and is_taken)",
        "what staff hold before the reader is paid for by the customer",
        OVER_TESTS,
    ),
    Mutant(
        "the-customers-language-is-lost",
        COVERED,
        "return replace(session, over=None, site=replace(session.site, language=over.language), access=over.access)",
        "return replace(session, over=None)",
        "the customer who waited reads another language, in small letters",
        OVER_TESTS,
    ),
    Mutant(
        "leave-for-another-question",
        COVERING,
        "if asked is None or asked.ask_id != event.ask_id or over.flow == confirm.NAME or event.why not in WANTS_MORE:",
        "if asked is None or over.flow == confirm.NAME or event.why not in WANTS_MORE:",
        "a code is asked for an act that nobody asked leave for",
        OVER_TESTS,
    ),
    Mutant(
        "a-fault-leaves-staff-in",
        COVERING,
        "        case ScreenFailed():\n            return left(session), ()",
        "        case ScreenFailed():\n            return session, ()",
        "a page that cannot be shown stays on the glass",
        OVER_TESTS,
    ),
    Mutant(
        "out-of-service-staff-wait-for-ever",
        COVERING,
        "            return below(left(session), event, at)\n",
        "            return None\n",
        "a page waits for what nobody writes any more, and nobody is logged out",
        OVER_TESTS,
    ),
    Mutant(
        "a-covered-page-hears-nothing",
        COVERING,
        "if told is not session or effects or under is None or isinstance(event, READ):",
        "if True:",
        "the printer's word never reaches the page that waits for it under help",
        OVER_TESTS,
    ),
    Mutant(
        "a-call-triples-the-time-of-staff",
        WAITING,
        "(session.open_call is not None and not _is_staffs(session))",
        "session.open_call is not None",
        "staff stay logged in for six minutes while a customer waits",
        OVER_TESTS,
    ),
    Mutant(
        "the-site-cannot-shorten-it",
        WAITING,
        "return min(wait, session.site.staff_idle_s) if wait is not None and _is_staffs(session) else wait",
        "return wait",
        "staff stay logged in longer than the site allows",
        OVER_TESTS,
    ),
    Mutant(
        "out-of-service-a-page-waits",
        RUNTIME,
        "            elif after.over is not None:  # the page",
        "            elif False:  # the page",
        "a page of staff waits for leave that is never given, and nobody is logged out",
        ("tests/unit/test_runtime.py",),
    ),
)
