"""The cache on disk: nothing that goes wrong with it reaches a customer."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from kiosk.services.speech.cache import WavCache, cache_key
from kiosk.services.speech.wav import Sound
from tests.unit.speech.programs import tone

KEY = cache_key("nl", 1.0, "Raak aan om te beginnen")


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def refuse(code: int) -> Callable[..., None]:
    def refused(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return refused


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "var" / "speech"


def test_a_folder_that_is_a_file_is_a_problem_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = WavCache(tmp_path / "file")
    assert kept.get(KEY) is None
    kept.put(KEY, tone())
    assert kept.get(KEY) is None
    assert kept.problem


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EIO])
@pytest.mark.parametrize("step", ["mkstemp", "replace", "fdopen"])
def test_a_disk_that_refuses_is_a_problem_until_it_takes_files_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, code: int, step: str
) -> None:
    kept = WavCache(folder)
    with monkeypatch.context() as broken:
        broken.setattr(tempfile if step == "mkstemp" else os, step, refuse(code))
        kept.put(KEY, tone())
    assert os.strerror(code) in kept.problem
    assert list(folder.iterdir()) == []
    kept.put(KEY, tone())
    assert (kept.problem, kept.get(KEY)) == ("", tone())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere: the same fault is made above by hand")
def test_a_folder_that_cannot_be_written_is_a_problem(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    kept = WavCache(folder)
    kept.put(KEY, tone())
    assert kept.problem


def test_a_disk_that_is_nearly_full_is_left_to_the_journal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = WavCache(folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12, 5 << 20))
    kept.put(KEY, tone())
    assert "only 5 MiB free" in kept.problem
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "spoil",
    [lambda wav: b"", lambda wav: wav[:1000], lambda wav: wav[:20], lambda wav: wav[:44] + bytes(len(wav) - 44),
     lambda wav: b"nonsense" * 100],
    ids=["empty", "cut", "half a header", "zeros", "nonsense"],
)  # fmt: skip
def test_a_file_that_power_cut_short_is_removed_and_made_anew(folder: Path, spoil: Callable[[bytes], bytes]) -> None:
    kept = WavCache(folder)
    kept.put(KEY, tone())
    (folder / KEY).write_bytes(spoil(tone()))
    assert kept.get(KEY) is None
    assert not (folder / KEY).exists()
    assert kept.problem == ""


def test_silence_is_not_kept(folder: Path) -> None:
    kept = WavCache(folder)
    kept.put(KEY, Sound(bytes(44_100)).to_wav())
    assert kept.get(KEY) is None


def test_the_longest_unused_lines_go_first(folder: Path) -> None:
    size = len(tone())
    kept = WavCache(folder, max_bytes=4 * size)
    for n in range(4):
        kept.put(f"{n}.wav", tone())
        os.utime(folder / f"{n}.wav", ns=(n, n))
    assert kept.get("0.wav") == tone()  # used now, so it stays
    kept.put("4.wav", tone())
    assert sorted(path.name for path in folder.iterdir()) == ["0.wav", "3.wav", "4.wav"]
    assert kept.problem == ""


def test_a_thousand_lines_stay_below_the_cap(folder: Path) -> None:
    cap = 10 * len(tone()) + 1
    kept = WavCache(folder, max_bytes=cap)
    for n in range(1000):
        kept.put(f"{n}.wav", tone())
        if n % 50 == 0:
            assert sum(path.stat().st_size for path in folder.iterdir()) <= cap
    assert kept.get("999.wav") == tone()


def test_what_a_start_before_left_is_counted_and_its_drafts_go(folder: Path) -> None:
    size = len(tone())
    folder.mkdir(parents=True)
    for n in range(10):
        (folder / f"{n}.wav").write_bytes(tone())
    (folder / "torn.draft").write_bytes(b"half")
    (folder / "README").write_text("not ours")
    WavCache(folder, max_bytes=4 * size).put("new.wav", tone())
    left = {path.name for path in folder.iterdir()}
    assert "torn.draft" not in left
    assert {"README", "new.wav"} <= left
    assert len(left) - 1 <= 4


def test_a_line_larger_than_the_cap_is_not_kept(folder: Path) -> None:
    kept = WavCache(folder, max_bytes=1000)
    kept.put(KEY, tone())
    assert not folder.exists()


def test_language_rate_and_words_make_the_key_and_no_word_is_in_it() -> None:
    keys = {cache_key(language, rate, line) for language in ("pt-BR", "pt-PT") for rate in (1.0, 1.25)
            for line in ("um", "dois")}  # fmt: skip
    assert len(keys) == 8
    assert cache_key("en", 1.0, "../../etc/passwd\n\ud800").startswith("en-100-")
    assert "/" not in cache_key("en", 1.0, "../../etc/passwd")
