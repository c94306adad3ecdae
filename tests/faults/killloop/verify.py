"""The product's own word on its file after all kills, asked in a process of its own: the parent opens no store."""

from __future__ import annotations

import os
from pathlib import Path


def verify(data_dir: Path) -> str:
    """Return what is wrong with chain, second journal or file; empty when all is well."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        problem = "the check itself ended"
        try:
            problem = _problem(data_dir)
        except Exception as error:
            problem = repr(error)
        finally:
            os.write(writer, problem.encode()[:4000])
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as told:
        problem = told.read()
    os.waitpid(pid, 0)
    return problem


def _problem(data_dir: Path) -> str:
    from kiosk.store.database import open_database  # imported where no fork follows
    from kiosk.store.recovery import recover, verify_all

    database = open_database(data_dir)
    found = recover(database)
    problems = [found.chain_problem, found.second_journal_problem, verify_all(database)]
    with database.reader.connect() as connection:
        integrity = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
        foreign = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    database.close()
    said = [str(problem) for problem in problems if problem is not None]
    said += [str(integrity)] if integrity != "ok" else []
    return "; ".join(said + [f"foreign key {tuple(row)}" for row in foreign])
