"""Signed settings: what was altered, cut, is too old, too early, another's or of an unknown signer is not taken."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.configuring.bundles import MAX_BYTES, Here, NotTaken, fitted, opened, read, signed
from kiosk.configuring.overlay import Overlay
from kiosk.domain.staff.configured import BundleFault
from tests.unit.configuring.given import HERE, NOW_MS, PUBLIC, SECRET, bundle, manifest

KEYS = {"office-1": PUBLIC}


def fault_of(content: bytes, here: Here = HERE) -> BundleFault:
    with pytest.raises(NotTaken, match=r"^a\.bundle: ") as told:
        fitted(read("a.bundle", content, KEYS), here)
    return told.value.fault


def test_a_byte_that_is_changed_anywhere_is_found() -> None:
    whole = bundle()
    for place in range(len(whole)):
        for flip in (1, 0x20, 0x80):
            content = bytearray(whole)
            content[place] ^= flip
            with pytest.raises(NotTaken):
                read("a.bundle", bytes(content), KEYS)


def test_a_bundle_that_ends_anywhere_before_its_end_is_told_as_cut() -> None:
    whole = bundle()
    assert {fault_of(whole[:end]) for end in range(len(whole))} == {BundleFault.CUT}


@given(st.binary(max_size=300))
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(NotTaken):
        read("a.bundle", noise, KEYS)


@given(st.binary(min_size=1, max_size=50))
def test_what_stands_behind_the_end_is_found(more: bytes) -> None:
    assert fault_of(bundle() + more) is BundleFault.ALTERED


def test_another_signature_form_of_the_same_bytes_is_not_taken() -> None:
    head, _, body = bundle().partition(b"\n")
    last = {b"A": b"B", b"Q": b"R", b"g": b"h", b"w": b"x"}[head[-1:]]  # base64 has four spare bits there
    assert fault_of(head[:-1] + last + b"\n" + body) is BundleFault.ALTERED


def test_an_unknown_signer_is_named() -> None:
    with pytest.raises(NotTaken, match="signed with office-2") as told:
        read("a.bundle", signed(manifest(), "office-2", SECRET), KEYS)
    assert told.value.fault is BundleFault.UNKNOWN_KEY


def test_another_key_under_a_known_name_forges_nothing() -> None:
    assert fault_of(signed(manifest(), "office-1", bytes(32))) is BundleFault.ALTERED


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"site": "Elsewhere"}, BundleFault.FOREIGN),
        ({"kiosks": ["Kiosk 5"]}, BundleFault.FOREIGN),
        ({"not_before_s": NOW_MS // 1000 + 1}, BundleFault.NOT_YET),
        ({"not_after_s": NOW_MS // 1000}, BundleFault.EXPIRED),
    ],
)
def test_a_bundle_for_another_place_or_time_is_not_taken(more: dict[str, Any], fault: BundleFault) -> None:
    assert fault_of(bundle(**more)) is fault


def test_without_a_clock_to_believe_no_bundle_is_taken() -> None:
    assert fault_of(bundle(), replace(HERE, is_clock_believed=False)) is BundleFault.NO_CLOCK


def test_an_older_bundle_is_not_taken_after_a_newer_one() -> None:
    assert fault_of(bundle(), replace(HERE, overlay=Overlay(3, {}, 8, "other"))) is BundleFault.OLDER


def test_another_bundle_of_the_same_version_is_not_taken_and_the_same_is() -> None:
    own = read("a.bundle", bundle(), KEYS)
    assert fault_of(bundle(), replace(HERE, overlay=Overlay(3, {}, 7, "other"))) is BundleFault.OLDER
    fitted(own, replace(HERE, overlay=Overlay(3, {}, 7, own.facts.id)))


@pytest.mark.parametrize("path", ["../settings.toml", "/etc/passwd", "a/../settings.toml", "..\\x", "x\0y", "key.pem"])
def test_a_part_of_another_path_is_not_taken(path: str) -> None:
    own = {**manifest().parts[0].model_dump(), "path": path}
    assert fault_of(bundle(parts=[own])) is BundleFault.BAD_PATH


def test_a_part_with_another_hash_is_found() -> None:
    own = {"path": "settings.toml", "sha256": hashlib.sha256(b"x").hexdigest(), "text": ""}
    assert fault_of(bundle(parts=[own])) is BundleFault.ALTERED


def test_two_parts_of_one_name_are_not_taken() -> None:
    own = manifest().parts[0].model_dump()
    assert fault_of(bundle(parts=[own, own])) is BundleFault.STRANGE


def test_settings_that_are_not_toml_are_named() -> None:
    assert fault_of(bundle("[site")) is BundleFault.BAD_SETTINGS


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"version": "7"}', b"[" * 5000, b"\xff", b"1e999"])
def test_a_signed_manifest_of_another_shape_is_refused(body: bytes) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from kiosk.configuring.bundles import _signed_part, _text

    signature = _text(Ed25519PrivateKey.from_private_bytes(SECRET).sign(_signed_part(b"office-1", body)))
    head = f"PRONTO-BUNDLE 1 office-1 {len(body)} ".encode() + signature + b"\n"
    assert fault_of(head + body) is BundleFault.STRANGE


def test_an_unknown_key_of_the_manifest_is_refused() -> None:
    whole = json.dumps({**manifest().model_dump(), "extra": 1})
    with pytest.raises(ValueError, match="extra"):
        type(manifest()).model_validate_json(whole)


# --- files ----------------------------------------------------------------------------------------------------------


def refused(file: Path) -> BundleFault:
    with pytest.raises(NotTaken, match=f"^{file.name}: ") as told:
        opened(file, KEYS)
    return told.value.fault


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "a.bundle"
    with file.open("wb") as stream:
        stream.truncate(50 * MAX_BYTES)
    assert refused(file) is BundleFault.TOO_LARGE


def test_an_archive_is_no_bundle_however_much_it_would_unpack_to(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../settings.toml", b"\0" * 20_000_000)
    file = tmp_path / "a.bundle"
    file.write_bytes(packed.getvalue())
    assert refused(file) is BundleFault.NO_BUNDLE


def test_a_link_a_folder_and_a_file_that_is_gone_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(bundle())
    (tmp_path / "a.bundle").symlink_to(tmp_path / "real")
    (tmp_path / "b.bundle").mkdir()
    assert {refused(tmp_path / f"{name}.bundle") for name in "abc"} == {BundleFault.UNREADABLE}


def test_a_good_bundle_says_what_it_is_and_what_it_lays_over(tmp_path: Path) -> None:
    file = tmp_path / "a.bundle"
    file.write_bytes(bundle())
    own = opened(file, KEYS)
    fitted(own, HERE)
    assert own.values == {"screen": {"look": "dark"}}
    assert (own.facts.version, own.facts.signer, own.facts.kiosks) == (7, "office-1", ("Kiosk 4",))
