"""A file is what it was or what it shall be, whatever goes wrong between."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kiosk.disk.durable import flush, replacing


def test_what_goes_wrong_while_writing_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    file.write_bytes(b"before")
    with pytest.raises(TypeError), replacing(file) as stream:
        stream.writelines([b"half", None])  # type: ignore[list-item]  # the fault that is meant
    assert file.read_bytes() == b"before"
    assert [own.name for own in tmp_path.iterdir()] == ["kept.json"]


def test_a_disk_that_does_not_keep_it_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kept.json"
    file.write_bytes(b"before")

    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no room"), replacing(file) as stream:
        stream.write(b"after")
    assert file.read_bytes() == b"before"
    assert [own.name for own in tmp_path.iterdir()] == ["kept.json"]


def test_half_a_draft_of_a_power_cut_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "kept.json.new").write_bytes(b"half")
    with replacing(tmp_path / "kept.json", 0o600) as stream:
        stream.write(b"whole")
    assert (tmp_path / "kept.json").read_bytes() == b"whole"
    assert (tmp_path / "kept.json").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "kept.json.new").exists()


def test_the_content_is_on_the_disk_before_the_name_and_the_name_before_it_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def flushed(number: int) -> None:
        done.append("folder" if os.path.isdir(f"/proc/self/fd/{number}") else "file")  # of a descriptor
        fsync(number)

    def named(own: Path, to: Path) -> Path:
        done.append("name")
        return replace(own, to)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", named)
    with replacing(tmp_path / "kept") as stream:
        stream.write(b"whole")
    assert done == ["file", "name", "folder"]


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        flush(tmp_path / "gone")
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "gone" / "kept"):
        pass
