"""Mutants of the bundles of settings: whose, for whom, when, and not an older one."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

BUNDLES: Final = "kiosk/configuring/bundles.py"
TESTS: Final = ("tests/unit/configuring/test_bundles.py",)

MUTANTS: Final = (
    Mutant(
        "bundle-of-anybody", BUNDLES, "    except InvalidSignature:\n        is_exact = False",
        "    except InvalidSignature:\n        pass",
        "settings of anybody who has a stick", TESTS,
    ),
    Mutant(
        "bundle-with-something-behind", BUNDLES, "is_exact = len(body) == length and _text(raw) == signature",
        "is_exact = _text(raw) == signature",
        "the first line may say another length than was signed", TESTS,
    ),
    Mutant(
        "bundle-with-another-spelling", BUNDLES, "is_exact = len(body) == length and _text(raw) == signature",
        "is_exact = len(body) == length",
        "one bundle has many signatures, and lists of seen ones miss it", TESTS,
    ),
    Mutant(
        "bundle-for-another-site", BUNDLES, "if manifest.site != here.site or (", "if (",
        "the prices and the bank of another shop", TESTS,
    ),
    Mutant(
        "bundle-for-another-kiosk", BUNDLES, "here.kiosk not in manifest.kiosks)", "False)",
        "the airport's settings in the store", TESTS,
    ),
    Mutant(
        "bundle-without-a-clock", BUNDLES, "    if not here.is_clock_believed:", "    if False:",
        "with the clock set back an expired bundle holds again", TESTS,
    ),
    Mutant(
        "bundle-before-its-time", BUNDLES, "if here.utc_ms < manifest.not_before_s * 1000:", "if False:",
        "tomorrow's settings today", TESTS,
    ),
    Mutant(
        "bundle-a-moment-too-long", BUNDLES, "if here.utc_ms >= manifest.not_after_s * 1000:",
        "if here.utc_ms > manifest.not_after_s * 1000:",
        "valid until means until and with", TESTS,
    ),
    Mutant(
        "bundle-of-last-year", BUNDLES, "if manifest.version < version or (", "if (",
        "an older bundle brings a fault back that was mended", TESTS,
    ),
    Mutant(
        "bundle-twice-the-same-number", BUNDLES, "facts.id != here.overlay.bundle_id)", "False)",
        "two bundles of one version: which is in force depends on the order of sticks", TESTS,
    ),
    Mutant(
        "bundle-part-altered", BUNDLES,
        'if hashlib.sha256(own.text.encode("utf-8", "surrogatepass")).hexdigest() != own.sha256:', "if False:",
        "a part that is not what the manifest says of it", TESTS,
    ),
    Mutant(
        "bundle-part-elsewhere", BUNDLES,
        'if path.is_absolute() or ".." in path.parts or "\\\\" in own.path or own.path != PART:', "if False:",
        "a part of any name is taken for settings", TESTS,
    ),
    Mutant(
        "bundle-that-is-a-link", BUNDLES, "if file.is_symlink() or not file.is_file():", "if not file.is_file():",
        "a stick names a file of the kiosk itself", TESTS,
    ),
)  # fmt: skip
