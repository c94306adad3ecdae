"""Mutants of printing: which papers come, for whom, and what is believed of a printer."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

PRINTING: Final = "kiosk/flows/checkin/printing.py"
PASSES: Final = "kiosk/effects/checkin/passes.py"
CODE: Final = "kiosk/effects/checkin/pass_code.py"
FLOW: Final = (
    "tests/unit/flows/checkin/test_mutants_orders.py",
    "tests/unit/flows/checkin/side/test_mutants_wishes.py",
    "tests/unit/flows/checkin",
)
PERFORMED: Final = ("tests/unit/effects/travel/test_whose_paper.py", "tests/unit/effects/travel/test_travel_papers.py")
CODED: Final = ("tests/unit/effects/travel/test_whose_paper.py",)

MUTANTS: Final = (
    Mutant(
        "a-pass-of-who-is-not-checked-in",
        PRINTING,
        "if own.state is CouponState.CHECKED_IN\n        and (own.key",
        "if (own.key",
        "a boarding pass comes for a seat that was chosen and not checked in",
        FLOW,
    ),
    Mutant(
        "a-document-shown-later-brings-every-pass-again",
        PRINTING,
        "(own.passenger_id in shown and not own.passes)",
        "(own.passenger_id in shown)",
        "a pass that is in the pocket comes out once more",
        FLOW,
    ),
    Mutant(
        "a-held-pass-comes-out",
        PRINTING,
        "mine = (own for own in passes if not is_held(trip, own.passenger_id))",
        "mine = iter(passes)",
        "who must show a document first has the pass in hand",
        FLOW,
    ),
    Mutant(
        "an-old-bag-is-tagged-again",
        PRINTING,
        "for own in tagged(trip.booking) if own.plate not in before)",
        "for own in tagged(trip.booking))",
        "two live tags with the number of one bag",
        FLOW,
    ),
    Mutant(
        "a-void-bag-is-tagged",
        PRINTING,
        "return (own for own in booking.bags if own.state is not BagState.VOID)",
        "return iter(booking.bags)",
        "a number that was given up stands on a bag again",
        FLOW,
    ),
    Mutant(
        "a-copy-is-not-marked",
        PRINTING,
        "job = replace(job, copy_no=job.copy_no + out) if job.copy_no <= out else job",
        "pass",
        "two boarding passes of one person, and neither says copy",
        FLOW,
    ),
    Mutant(
        "any-end-is-a-print",
        PRINTING,
        "is_out = job is not None and job.state is PrintState.DONE",
        "is_out = job is not None",
        "a jam is called printed: the traveller stands there without a pass",
        FLOW,
    ),
    Mutant(
        "a-torn-tag-is-active",
        PRINTING,
        "plate=paper.plate, is_printed=is_out, ",
        "plate=paper.plate, is_printed=True, ",
        "a bag number is live of which nobody knows whether it is on a bag",
        FLOW,
    ),
    Mutant(
        "a-pass-is-not-counted",
        PRINTING,
        "case PaperKind.BOARDING if is_out:",
        "case PaperKind.BOARDING if not is_out:",
        "the next pass of the same person does not say that it is a copy",
        FLOW,
    ),
    Mutant(
        "a-torn-number-comes-again",
        PRINTING,
        "if paper is None or paper.kind != TAG or paper.job_id is None:",
        "if True:",
        "the number of a tag that may exist is printed once more",
        FLOW,
    ),
    Mutant(
        "the-new-number-of-another",
        PRINTING,
        "if own.plate == old and not own.is_done), None)",
        "if not own.is_done), None)",
        "the tag of one bag bears the number of another",
        FLOW,
    ),
    Mutant(
        "papers-beside-each-other",
        PRINTING,
        "        case _ if is_printing(state.trip.sale):",
        "        case _ if False:",
        "while a pass is coming out it is printed a second time",
        FLOW,
    ),
    Mutant(
        "the-code-of-another-pass",
        PRINTING,
        "if state.is_on_phone and key == _key(state):",
        "if state.is_on_phone:",
        "the child's pass goes to the phone as the mother's",
        FLOW,
    ),
    Mutant(
        "on-the-phone-for-all",
        PRINTING,
        "papers = _with(state.papers, state.papers.index(paper), replace(paper, is_done=True, is_on_phone=True))",
        "papers = tuple(replace(own, is_done=True, is_on_phone=True) for own in state.papers)",
        "one pass is on the phone, and the others and the tags never come",
        FLOW,
    ),
    Mutant(
        "all-is-printed",
        PRINTING,
        "is_printed = all(own.is_done for own in state.papers)",
        "is_printed = True",
        "who goes without a pass is told to have it",
        FLOW,
    ),
    Mutant(
        "a-tag-without-its-printer",
        PRINTING,
        'site.is_usable("tags" if paper.kind == TAG else "printer")',
        'site.is_usable("printer")',
        "a tag is sent to a printer that is not there, and its number is lost",
        FLOW,
    ),
    Mutant(
        "a-slip-upon-a-slip",
        PRINTING,
        'case SlipPressed() if site.is_usable("printer") and not is_printing(state.trip.sale):',
        'case SlipPressed() if site.is_usable("printer"):',
        "each touch prints another slip",
        FLOW,
    ),
    Mutant(
        "two-papers-of-one-name",
        PRINTING,
        'PASS: f"pass:{paper.passenger_id}:{paper.segment_n}"',
        'PASS: f"pass:{paper.passenger_id}"',
        "the pass of the second flight counts as a copy of the first",
        FLOW,
    ),
    Mutant(
        "the-pass-of-the-first",
        PASSES,
        "boarding_pass(effect.booking, effect.passenger_id,",
        "boarding_pass(effect.booking, effect.booking.passengers[0].id,",
        "everybody of a family gets the father's boarding pass",
        PERFORMED,
    ),
    Mutant(
        "the-pass-of-the-first-flight",
        PASSES,
        "effect.passenger_id, effect.segment_n, self._issue(job)",
        "effect.passenger_id, 1, self._issue(job)",
        "both passes are for the first flight",
        PERFORMED,
    ),
    Mutant(
        "the-tag-of-the-first-bag",
        PASSES,
        "bag_tag(effect.booking, effect.plate,",
        "bag_tag(effect.booking, effect.booking.bags[0].plate,",
        "two bags with one number",
        PERFORMED,
    ),
    Mutant(
        "paper-does-not-say-copy",
        PASSES,
        "return Issue(_now_ms(), job.copy_no,",
        "return Issue(_now_ms(), 1,",
        "two boarding passes of one person, and neither says copy",
        PERFORMED,
    ),
    Mutant(
        "no-printer-is-done",
        PASSES,
        "return PrintOutcome(PrintVerdict.FAILED, Reason.NOT_REACHABLE,",
        "return PrintOutcome(PrintVerdict.DONE, None,",
        "a paper that no printer was there for counts as printed",
        PERFORMED,
    ),
    Mutant(
        "the-phone-has-the-first-pass",
        CODE,
        "boarding_pass(effect.booking, effect.passenger_id,",
        "boarding_pass(effect.booking, effect.booking.passengers[0].id,",
        "the phone shows the pass of somebody else",
        CODED,
    ),
)
