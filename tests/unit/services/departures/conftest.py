"""A PostgreSQL server of the test's own, where the machine has one; an empty database for each test that asks."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
START_S = 60


def _run(name: str, *words: str) -> None:
    """Run a command of PostgreSQL; it refuses root, so root becomes the account Debian makes for it."""
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*become, str(BINARIES[-1] / name), *words]
    subprocess.run(command, capture_output=True, text=True, check=True, cwd="/", timeout=START_S)


def _account_exists() -> bool:
    return os.geteuid() != 0 or subprocess.run(["id", "postgres"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a database on a server that ends with the tests."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'pronto[postgresql]'")
    if not BINARIES or not _account_exists():
        pytest.skip("no PostgreSQL server on this machine: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="pronto-postgresql-"))
    folder.chmod(0o755)
    data, log = folder / "data", folder / "log"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    try:
        _run("initdb", "-D", str(data), "-U", "kiosk", "-A", "trust", "-N")
    except subprocess.CalledProcessError as error:
        shutil.rmtree(folder)
        pytest.skip(f"PostgreSQL makes no database in {folder.parent}: {error.stderr.strip()}")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = f"-p {port} -k {folder} -c listen_addresses='' -c fsync=off"
    started = ("start", "-D", str(data), "-l", str(log), "-w", "-t", str(START_S), "-o", options)
    _run("pg_ctl", *started)
    try:
        yield f"postgresql+psycopg://kiosk@/postgres?host={folder}&port={port}"
    finally:
        _run("pg_ctl", "stop", "-D", str(data), "-m", "immediate", "-w")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_database(postgresql: str) -> str:
    """The URL of a database without tables: always the same one, emptied."""
    import psycopg

    with psycopg.connect(postgresql.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return postgresql
