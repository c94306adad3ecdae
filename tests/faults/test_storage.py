"""Storage that fails: the kiosk says what is wrong, and nothing that was acknowledged is lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.services.catalogue import import_products, open_catalogue
from kiosk.store.database import FILE_NAME, LOCK_NAME, SECOND_JOURNAL_NAME, open_database
from kiosk.store.errors import AlreadyRunning, StorageCause, StorageUnusable
from kiosk.store.recovery import recover, verify_all

COMMITS = 30
NOBODY = 65534

# Commits a basket that grows, then its payment, and tells each number that was acknowledged.
SHOPPER = """
import asyncio, sys
from dataclasses import replace
from pathlib import Path
from kiosk.domain.basket import add
from kiosk.domain.payment import Verdict, confirm, decide
from kiosk.store.database import open_database
from kiosk.store.journal import SqliteJournal
from kiosk.store.recovery import recover
from tests.unit.store.samples import AT, Happened, new_sale, product, sent, yes

async def shop(data_dir, name):
    database = open_database(data_dir)
    recover(database)
    journal = SqliteJournal(database, "1.0")
    sale = new_sale(name)
    states = [sale]
    for index in range(25):
        states.append(add(states[-1], product(index)))
    states.append(sent(states[-1], terminal_id=name))
    own = states[-1].attempts[0].id
    states.append(decide(states[-1], own, Verdict.APPROVED, replace(yes(states[-1]), terminal_id=name)))
    states.append(confirm(states[-1], own, "OK"))
    before = ()
    for state in states:
        seq = await journal.commit(Happened(), AT, "session", before, (state,))
        before = (state,)
        print(seq, len(state.lines), state.state, flush=True)
    await asyncio.Event().wait()

asyncio.run(shop(Path(sys.argv[1]), sys.argv[2]))
"""

# Opens the folder as a user who owns nothing; imports come first, while everything may be read.
AS_NOBODY = """
import os, sys
from pathlib import Path
from kiosk.store.database import open_database
from kiosk.store import migrations
from alembic import command, config
os.setgid(65534); os.setuid(65534)
try:
    open_database(Path(sys.argv[1]))
except Exception as error:
    print(type(error).__name__, getattr(error, "cause", ""), error)
"""

# A limit on the size of any file this process writes stands for a full disk.
SMALL_DISK = """
import asyncio, resource, sys
from pathlib import Path
from kiosk.store.database import open_database
from kiosk.store.errors import CommitFailed
from kiosk.store.journal import SqliteJournal
from tests.unit.store.samples import AT, Happened

async def fill(data_dir):
    database = open_database(data_dir)
    journal = SqliteJournal(database, "1.0")
    await journal.checkpoint()
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
    try:
        for seq in range(10_000):
            print(await journal.commit(Happened("x" * 5_000), AT, "s", (), ()), flush=True)
    except CommitFailed as error:
        print("failed:", error, flush=True)
        return
    raise SystemExit("the disk never filled")

asyncio.run(fill(Path(sys.argv[1])))
"""

IMPORT_ON_SMALL_DISK = """
import resource, sys
from pathlib import Path
from kiosk.services.catalogue import ImportRefused, import_products
resource.setrlimit(resource.RLIMIT_FSIZE, (16384, 16384))
try:
    import_products(Path(sys.argv[2]), Path(sys.argv[1]))
except ImportRefused as refused:
    print(*refused.problems)
"""
DEMO_STORE = Path(__file__).resolve().parents[2] / "assets" / "catalogue" / "demo-store.csv"


def _python(script: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", script, *arguments]


def _run(script: str, *arguments: str) -> list[str]:
    done = subprocess.run(_python(script, *arguments), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def _cause(data_dir: Path) -> StorageCause:
    with pytest.raises(StorageUnusable) as told:
        open_database(data_dir)
    assert str(data_dir) in str(told.value)
    return told.value.cause


def test_a_missing_folder_is_named_and_not_made(tmp_path: Path) -> None:
    assert _cause(tmp_path / "not" / "mounted") is StorageCause.MISSING
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    assert _cause(tmp_path / "data") is StorageCause.MISSING


def test_a_second_kiosk_names_the_first_and_a_killed_one_leaves_no_lock(tmp_path: Path) -> None:
    first = subprocess.Popen(_python(SHOPPER, str(tmp_path), "sale"), stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None
    assert first.stdout.readline()
    with pytest.raises(AlreadyRunning) as told:
        open_database(tmp_path)
    assert told.value.pid == first.pid
    first.kill()
    first.communicate(timeout=300)
    open_database(tmp_path).close()


@pytest.fixture
def shared_dir() -> Iterator[Path]:
    """A folder that another user can reach, which pytest's own is not."""
    with tempfile.TemporaryDirectory(prefix="kiosk-storage-") as name:
        path = Path(name)
        path.chmod(0o755)
        yield path


def test_a_folder_that_cannot_be_written_is_named(shared_dir: Path) -> None:
    if os.getuid() == 0:
        (told,) = _run(AS_NOBODY, str(shared_dir))
        assert told.startswith("StorageUnusable read_only")
        assert "cannot be written" in told
    else:
        shared_dir.chmod(0o555)
        assert _cause(shared_dir) is StorageCause.READ_ONLY
        shared_dir.chmod(0o755)
    assert list(shared_dir.iterdir()) == []


@pytest.mark.parametrize("name", [FILE_NAME, LOCK_NAME])
def test_a_file_that_cannot_be_written_is_named(shared_dir: Path, name: str) -> None:
    if os.getuid() != 0:
        pytest.skip("root makes the file that the other user cannot write")
    open_database(shared_dir).close()
    for file in shared_dir.iterdir():
        os.chown(file, NOBODY, NOBODY)
    shared_dir.chmod(0o777)
    os.chown(shared_dir / name, 0, 0)
    (shared_dir / name).chmod(0o444)
    (told,) = _run(AS_NOBODY, str(shared_dir))
    assert told.startswith("StorageUnusable read_only")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"not a database, but long enough to be looked at" * 100, id="another file"),
        pytest.param(lambda data: data[:4096] + os.urandom(4096) + data[8192:], id="a page of noise"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut in half"),
        pytest.param(lambda data: data[:24] + b"\xff" * 76 + data[100:], id="a broken header"),
    ],
)
def test_a_damaged_file_is_named_and_kept(tmp_path: Path, damage: object) -> None:
    open_database(tmp_path).close()
    file = tmp_path / FILE_NAME
    broken = damage(file.read_bytes())  # type: ignore[operator] # a lambda of the parameters above
    file.write_bytes(broken)
    assert _cause(tmp_path) is StorageCause.CORRUPT
    assert file.read_bytes() == broken


def test_a_disk_that_fills_up_loses_nothing_acknowledged(tmp_path: Path) -> None:
    *acknowledged, last = _run(SMALL_DISK, str(tmp_path))
    assert last.startswith("failed:")
    assert len(acknowledged) > 10
    database = open_database(tmp_path)
    assert recover(database).chain_problem is None
    with database.reader.connect() as connection:
        assert connection.exec_driver_sql("SELECT max(seq) FROM journal").scalar_one() >= int(acknowledged[-1])
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    database.close()


def test_an_import_on_a_full_disk_leaves_the_edition_before(tmp_path: Path) -> None:
    import_products(DEMO_STORE, tmp_path)
    (told,) = _run(IMPORT_ON_SMALL_DISK, str(tmp_path), str(DEMO_STORE))
    assert "could not be written" in told
    catalogue = open_catalogue(tmp_path)
    found = catalogue.find("09520001000010")
    assert found is not None
    assert found.catalogue_version == 1
    catalogue.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["catalogue.db", "catalogue.lock"]


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 256 kB."""
    with tempfile.TemporaryDirectory(prefix="kiosk-disk-") as name:
        mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", name]
        try:
            is_mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
        except OSError:
            is_mounted = False
        if not is_mounted:
            pytest.skip("mounting a small disk takes rights this user has not; the size limit above stands for it")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def test_a_disk_that_is_full_at_start_is_named(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(b"x" * (256 * 1024))
    assert _cause(small_disk) is StorageCause.FULL


def test_a_disk_too_small_for_the_tables_is_named(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(b"x" * (200 * 1024))
    assert _cause(small_disk) is StorageCause.FULL
    (small_disk / "filler").unlink()


@pytest.mark.slow
def test_killed_at_any_commit_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    for round_no, kill_after in enumerate((1, 7, 15, 24, 26, 27, 28, COMMITS - 1)):
        name = f"sale-{round_no}"
        with subprocess.Popen(_python(SHOPPER, str(tmp_path), name), stdout=subprocess.PIPE, text=True) as shopper:
            assert shopper.stdout is not None
            told = [shopper.stdout.readline() for _ in range(kill_after)]
            shopper.send_signal(signal.SIGKILL)
            told += [line for line in shopper.stdout.readlines() if line.endswith("\n")]
        assert told[-1], "the shopper ended before it was killed"
        _check(tmp_path, name, *told[-1].split())


def _check(data_dir: Path, name: str, seq: str, lines: str, state: str) -> None:
    database = open_database(data_dir)
    found = recover(database)
    assert found.chain_problem is None
    assert found.second_journal_problem is None
    assert verify_all(database) is None
    with database.reader.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert connection.exec_driver_sql("SELECT max(seq) FROM journal").scalar_one() in (int(seq), int(seq) + 1)
    database.close()
    (sale,) = (own for own in found.sales if own.id == name)
    assert len(sale.lines) - int(lines) in (0, 1)
    later = {"OPEN": ("OPEN", "PAYING"), "PAYING": ("PAYING", "PAID"), "PAID": ("PAID",)}
    assert sale.state in later[state]


def test_a_second_journal_of_noise_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    (tmp_path / SECOND_JOURNAL_NAME).write_bytes(b"\x00" * 10 + b"\n")
    database = open_database(tmp_path)
    assert recover(database).second_journal_problem is not None
    database.close()


@pytest.mark.slow
def test_a_locked_file_is_named(tmp_path: Path) -> None:
    open_database(tmp_path).close()
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    assert _cause(tmp_path) is StorageCause.BUSY
    other.close()
