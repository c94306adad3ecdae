"""People of the site: who they are, what proves it, how often it was tried in vain."""

from alembic import op

revision = "0004"
down_revision = "0003"

_STATEMENTS = (
    """CREATE TABLE person (
    id VARCHAR NOT NULL,
    is_active INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT person_id CHECK (length(id) BETWEEN 1 AND 32),
    CONSTRAINT person_is_active CHECK (is_active IN (0, 1))
)
 WITHOUT ROWID""",
    """CREATE TABLE person_role (
    person_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    PRIMARY KEY (person_id, role),
    CONSTRAINT person_role_role CHECK (role IN ('admin', 'attendant', 'supervisor', 'technician')),
    FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID""",
    """CREATE TABLE person_pin (
    person_id VARCHAR NOT NULL,
    hash VARCHAR NOT NULL,
    pepper_id VARCHAR NOT NULL,
    PRIMARY KEY (person_id),
    CONSTRAINT person_pin_hash CHECK (hash LIKE '$argon2id$%'),
    FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID""",
    """CREATE TABLE person_totp (
    person_id VARCHAR NOT NULL,
    sealed BLOB NOT NULL,
    pepper_id VARCHAR NOT NULL,
    PRIMARY KEY (person_id),
    FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID""",
    """CREATE TABLE totp_used (
    person_id VARCHAR NOT NULL,
    step INTEGER NOT NULL,
    PRIMARY KEY (person_id, step),
    FOREIGN KEY(person_id) REFERENCES person (id)
)
 WITHOUT ROWID""",
    """CREATE TABLE badge_spent (
    serial VARCHAR NOT NULL,
    why VARCHAR NOT NULL,
    PRIMARY KEY (serial),
    CONSTRAINT badge_spent_why CHECK (why IN ('REVOKED', 'USED'))
)
 WITHOUT ROWID""",
    """CREATE TABLE lockout (
    subject VARCHAR NOT NULL,
    failures INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    waited_ms INTEGER NOT NULL,
    boot_id VARCHAR NOT NULL,
    at_boot_ms INTEGER NOT NULL,
    PRIMARY KEY (subject),
    CONSTRAINT lockout_failures CHECK (failures >= 0),
    CONSTRAINT lockout_waited_ms CHECK (waited_ms >= 0)
)
 WITHOUT ROWID""",
    """CREATE TABLE pin_cost (
    id INTEGER NOT NULL,
    memory_kib INTEGER NOT NULL,
    rounds INTEGER NOT NULL,
    lanes INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT pin_cost_id CHECK (id = 1),
    CONSTRAINT pin_cost_floor CHECK (memory_kib >= 19456 AND rounds >= 2 AND lanes >= 1)
)""",
    """CREATE TRIGGER last_admin_stays_active BEFORE UPDATE OF is_active ON person
WHEN NEW.is_active = 0 AND OLD.is_active = 1 AND EXISTS
    (SELECT 1 FROM person_role WHERE person_id = OLD.id AND role = 'admin') AND NOT EXISTS
    (SELECT 1 FROM person_role JOIN person ON person.id = person_role.person_id
    WHERE role = 'admin' AND is_active = 1 AND person_id <> OLD.id)
BEGIN SELECT RAISE(ABORT, 'person: the last admin stays'); END""",
    """CREATE TRIGGER last_admin_keeps_role BEFORE DELETE ON person_role
WHEN OLD.role = 'admin' AND NOT EXISTS
    (SELECT 1 FROM person_role JOIN person ON person.id = person_role.person_id
    WHERE role = 'admin' AND is_active = 1 AND person_id <> OLD.person_id)
BEGIN SELECT RAISE(ABORT, 'person: the last admin stays'); END""",
    """CREATE TRIGGER person_no_delete BEFORE DELETE ON person
BEGIN SELECT RAISE(ABORT, 'person: a row is never deleted'); END""",
    """CREATE TRIGGER totp_used_no_delete BEFORE DELETE ON totp_used
BEGIN SELECT RAISE(ABORT, 'totp_used: a row is never deleted'); END""",
    """CREATE TRIGGER badge_spent_no_delete BEFORE DELETE ON badge_spent
BEGIN SELECT RAISE(ABORT, 'badge_spent: a row is never deleted'); END""",
    """CREATE TRIGGER lockout_moves_on BEFORE UPDATE ON lockout WHEN NEW.seq <= OLD.seq
BEGIN SELECT RAISE(ABORT, 'lockout: its number only grows'); END""",
    """CREATE TRIGGER lockout_no_delete BEFORE DELETE ON lockout
BEGIN SELECT RAISE(ABORT, 'lockout: a row is never deleted'); END""",
)


def upgrade() -> None:
    """Make them."""
    for statement in _STATEMENTS:
        op.execute(statement)
