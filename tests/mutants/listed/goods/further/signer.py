"""Mutants of a signing device on a wire: its driver, and what the kiosk makes of its words and its silence."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

DRIVER: Final = ("tests/unit/devices/signdemo",)
SIGNER: Final = ("tests/unit/wiring/test_signer.py",)
LINES: Final = "devices/drivers/signdemo/lines.py"
WIRED: Final = "kiosk/wiring/signer.py"

MUTANTS: Final = (
    Mutant(
        "a-spoilt-line-is-read",
        LINES,
        "if match is None or zlib.crc32(match[2]) != int(match[1], 16):",
        "if match is None:",
        "a flipped bit changes what stands on a receipt",
        DRIVER,
    ),
    Mutant(
        "anybodys-signature",
        LINES,
        'answer.get("command") != command or answer.get("reference") != reference',
        'answer.get("command") != command',
        "another receipt's signature is printed on this one",
        DRIVER,
    ),
    Mutant(
        "a-refusal-is-an-answer",
        LINES,
        'if "error" in answer:',
        'if "error" in answer and answer["error"] == "BAD_REQUEST":',
        "nobody hears why the device does not sign",
        DRIVER,
    ),
    Mutant(
        "a-late-answer-counts",
        LINES,
        ' or answer.get("request") != self._number:',
        ":",
        "what was given up answers the question after it",
        DRIVER,
    ),
    Mutant(
        "the-customers-number-is-not-signed",
        WIRED,
        "PROCESS, content, own.customer_no.value)",
        'PROCESS, content, "")',
        "a tax number can be put on a receipt afterwards",
        SIGNER,
    ),
    Mutant(
        "the-customers-number-in-the-code",
        WIRED,
        "str(own.total_minor), taxes))",
        "str(own.total_minor), taxes, own.customer_no.value))",
        "a tax number stands where it was promised not to",
        SIGNER,
    ),
    Mutant(
        "two-books-one-number",
        WIRED,
        'f"{own.book}-{own.no}"',
        'f"{own.no}"',
        "two receipts are signed under one number",
        SIGNER,
    ),
    Mutant(
        "signed-before-is-an-outage",
        WIRED,
        'if error.code == "ALREADY_SIGNED":',
        'if error.code == "ALREADY":',
        "a receipt that is signed waits for its signature for ever",
        SIGNER,
    ),
    Mutant(
        "away-is-never-signed",
        WIRED,
        '            raise NotSigned("DOWN") from error\n        return None if found',
        "            return None\n        return None if found",
        "what may be signed already is sent once more",
        SIGNER,
    ),
    Mutant(
        "an-outage-before-the-sale",
        "kiosk/wiring/fiscal.py",
        "            await self._look()\n        if not due or",
        "            pass\n        if not due or",
        "a shop that may not sell unsigned begins a sale",
        (*SIGNER, "tests/unit/wiring/test_signing.py"),
    ),
)
