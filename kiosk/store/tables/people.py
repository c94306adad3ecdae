"""The tables of persons: staff ids and roles, what proves them, and how often it was tried in vain.

docs/reference/schema.md explains them. Nothing personal beyond the staff id is kept.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

from kiosk.domain.access.roles import Role
from kiosk.store.tables.declaring import guard, metadata, one_of, truth

person = Table(
    "person", metadata,
    Column("id", String, primary_key=True),
    Column("is_active", Integer, nullable=False),
    CheckConstraint("length(id) BETWEEN 1 AND 32", name="person_id"),
    truth("is_active", "person_is_active"),
    sqlite_with_rowid=False,
)  # fmt: skip

person_role = Table(
    "person_role", metadata,
    Column("person_id", String, ForeignKey("person.id"), nullable=False),
    Column("role", String, nullable=False),
    PrimaryKeyConstraint("person_id", "role"),
    one_of("role", Role, "person_role_role"),
    sqlite_with_rowid=False,
)  # fmt: skip

person_pin = Table(
    "person_pin", metadata,
    Column("person_id", String, ForeignKey("person.id"), primary_key=True),
    Column("hash", String, nullable=False),
    Column("pepper_id", String, nullable=False),
    CheckConstraint("hash LIKE '$argon2id$%'", name="person_pin_hash"),
    sqlite_with_rowid=False,
)  # fmt: skip

person_totp = Table(
    "person_totp", metadata,
    Column("person_id", String, ForeignKey("person.id"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("pepper_id", String, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

totp_used = Table(
    "totp_used", metadata,
    Column("person_id", String, ForeignKey("person.id"), nullable=False),
    Column("step", Integer, nullable=False),
    PrimaryKeyConstraint("person_id", "step"),
    sqlite_with_rowid=False,
)  # fmt: skip

badge_spent = Table(
    "badge_spent", metadata,
    Column("serial", String, primary_key=True),
    Column("why", String, nullable=False),
    CheckConstraint("why IN ('REVOKED', 'USED')", name="badge_spent_why"),
    sqlite_with_rowid=False,
)  # fmt: skip

badge_held = Table(
    "badge_held", metadata,
    Column("person_id", String, ForeignKey("person.id"), primary_key=True),
    Column("serial", String, nullable=False),
    UniqueConstraint("serial"),
    sqlite_with_rowid=False,
)  # fmt: skip

lockout = Table(
    "lockout", metadata,
    Column("subject", String, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("waited_ms", Integer, nullable=False),
    Column("boot_id", String, nullable=False),
    Column("at_boot_ms", Integer, nullable=False),
    CheckConstraint("failures >= 0", name="lockout_failures"),
    CheckConstraint("waited_ms >= 0", name="lockout_waited_ms"),
    sqlite_with_rowid=False,
)  # fmt: skip

pin_cost = Table(
    "pin_cost", metadata,
    Column("id", Integer, primary_key=True),
    Column("memory_kib", Integer, nullable=False),
    Column("rounds", Integer, nullable=False),
    Column("lanes", Integer, nullable=False),
    CheckConstraint("id = 1", name="pin_cost_id"),
    CheckConstraint("memory_kib >= 19456 AND rounds >= 2 AND lanes >= 1", name="pin_cost_floor"),
)  # fmt: skip

TABLES: Final = (person, person_role, person_pin, person_totp, totp_used, badge_spent, badge_held, lockout, pin_cost)

_OTHER_ADMIN: Final = """SELECT 1 FROM person_role JOIN person ON person.id = person_role.person_id
    WHERE role = 'admin' AND is_active = 1 AND person_id <> OLD."""
_IS_ADMIN: Final = "EXISTS (SELECT 1 FROM person_role WHERE person_id = OLD.id AND role = 'admin')"
TRIGGERS: Final = (
    (person_role, f"""CREATE TRIGGER last_admin_stays_active BEFORE UPDATE OF is_active ON person
WHEN NEW.is_active = 0 AND OLD.is_active = 1 AND {_IS_ADMIN} AND NOT EXISTS ({_OTHER_ADMIN}id)
BEGIN SELECT RAISE(ABORT, 'person: the last admin stays'); END"""),
    (person_role, f"""CREATE TRIGGER last_admin_keeps_role BEFORE DELETE ON person_role
WHEN OLD.role = 'admin' AND NOT EXISTS ({_OTHER_ADMIN}person_id)
BEGIN SELECT RAISE(ABORT, 'person: the last admin stays'); END"""),
    (person_role, """CREATE TRIGGER person_no_delete BEFORE DELETE ON person
BEGIN SELECT RAISE(ABORT, 'person: a row is never deleted'); END"""),
    (totp_used, """CREATE TRIGGER totp_used_no_delete BEFORE DELETE ON totp_used
BEGIN SELECT RAISE(ABORT, 'totp_used: a row is never deleted'); END"""),
    (badge_spent, """CREATE TRIGGER badge_spent_no_delete BEFORE DELETE ON badge_spent
BEGIN SELECT RAISE(ABORT, 'badge_spent: a row is never deleted'); END"""),
    (lockout, """CREATE TRIGGER lockout_moves_on BEFORE UPDATE ON lockout WHEN NEW.seq <= OLD.seq
BEGIN SELECT RAISE(ABORT, 'lockout: its number only grows'); END"""),
    (lockout, """CREATE TRIGGER lockout_no_delete BEFORE DELETE ON lockout
BEGIN SELECT RAISE(ABORT, 'lockout: a row is never deleted'); END"""),
)  # fmt: skip
guard(TRIGGERS)
