"""What is known of a line besides: batch, date, serial number, tare, deposit, savings.

The table is made anew: a column that is added later would stand behind its rules, where a new file has none.
"""

from alembic import op

revision = "0007"
down_revision = "0006"

_KEPT = (
    "sale_id, n, place, kind, ref, gtin, name, detail, art, qty_milli, unit_minor, total_minor, vat_bp, catalogue_ver, "
    "weight_g, is_removed, list_unit_minor, discount_minor, why"
)
_STATEMENTS = (
    "CREATE TEMPORARY TABLE sale_line_before AS SELECT * FROM sale_line",
    "DROP TABLE sale_line",
    """CREATE TABLE sale_line (
    sale_id VARCHAR NOT NULL,
    n INTEGER NOT NULL,
    place INTEGER NOT NULL,
    kind VARCHAR DEFAULT 'GOODS' NOT NULL,
    ref VARCHAR NOT NULL,
    gtin VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    art VARCHAR NOT NULL,
    qty_milli INTEGER NOT NULL,
    unit_minor INTEGER NOT NULL,
    total_minor INTEGER NOT NULL,
    vat_bp INTEGER NOT NULL,
    catalogue_ver INTEGER NOT NULL,
    weight_g INTEGER,
    is_removed INTEGER NOT NULL,
    list_unit_minor INTEGER,
    discount_minor INTEGER DEFAULT 0 NOT NULL,
    why VARCHAR DEFAULT '' NOT NULL,
    facts VARCHAR DEFAULT '' NOT NULL,
    PRIMARY KEY (sale_id, n),
    CONSTRAINT sale_line_n CHECK (n >= 1),
    CONSTRAINT sale_line_qty CHECK (qty_milli <> 0),
    CONSTRAINT sale_line_vat CHECK (vat_bp BETWEEN 0 AND 10000),
    CONSTRAINT sale_line_weight CHECK (weight_g >= 0),
    CONSTRAINT sale_line_discount CHECK (discount_minor = 0 OR discount_minor > 0 AND total_minor >= 0),
    CONSTRAINT sale_line_is_removed CHECK (is_removed IN (0, 1)),
    FOREIGN KEY(sale_id) REFERENCES sale (id)
)
 WITHOUT ROWID""",
    f"INSERT INTO sale_line ({_KEPT}) SELECT {_KEPT} FROM sale_line_before",  # noqa: S608 - own names, no input
    "DROP TABLE sale_line_before",
)


def upgrade() -> None:
    """Make it."""
    for statement in _STATEMENTS:
        op.execute(statement)
