"""How the kiosk's file grows from version to version, by Alembic, without a person."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect

HEAD = "0013"  # the newest revision in versions/; a test compares it with what Alembic finds there


def revision_of(connection: Connection) -> str | None:
    """Return the revision a file was made by; None for a new file."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()


def known_revisions() -> frozenset[str]:
    """Return the revisions that this version of the program knows."""
    names = (path.stem for path in (Path(__file__).parent / "versions").glob("r*.py"))
    return frozenset(name.split("_")[0].removeprefix("r") for name in names)


def upgrade(connection: Connection) -> None:
    """Bring a file to `HEAD` inside the connection's transaction: all of it or nothing.

    Alembic is imported here because most starts need no migration.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
