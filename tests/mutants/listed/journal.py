"""Mutants of the journal: what is durable, in which order, and what can be believed afterwards."""

from __future__ import annotations

from typing import Final

from tests.mutants.mutant import Mutant

WRITER: Final = "kiosk/store/journal/writer.py"
SECOND: Final = "kiosk/store/journal/second.py"
CHAIN: Final = "kiosk/store/journal/chain.py"
WRITES: Final = "kiosk/store/journal/writes.py"
DATABASE: Final = "kiosk/store/database.py"
SCHEMA: Final = "kiosk/store/schema.py"
ROWS: Final = "kiosk/store/rows.py"
PRIVATE: Final = "kiosk/store/private.py"
RUNTIME: Final = "kiosk/runtime.py"
MEANS: Final = "tests/unit/store/test_durable_means.py"
JOURNAL: Final = (MEANS, "tests/unit/store/test_journal.py")
COPIES: Final = (MEANS, "tests/unit/store/test_second_journal.py", "tests/unit/store/test_journal.py")
CHAINED: Final = (MEANS, "tests/unit/store/test_chain.py")
TURNS: Final = ("tests/unit/test_runtime.py",)

QUARANTINE: Final = "kiosk/store/quarantine.py"
WAY: Final = ("tests/unit/store/starting/test_giving_way.py",)
KEPT: Final = ("tests/unit/store/starting/test_not_replaced.py",)
ALONE: Final = ("tests/unit/store/starting/test_each_part_is_written.py",)

MUTANTS: Final = (
    Mutant(
        "flushes-less", DATABASE, '("synchronous", 2)', '("synchronous", 1)',
        "a power cut loses payments that were acknowledged", (MEANS, "tests/unit/store/test_database.py"),
    ),
    Mutant(
        "checkpoints-in-silence", DATABASE, '("wal_autocheckpoint", 0)', '("wal_autocheckpoint", 1000)',
        "a checkpoint that fails is not noticed", (MEANS, "tests/unit/store/test_database.py"),
    ),
    Mutant(
        "two-kiosks-on-one-file", DATABASE, "fcntl.flock(lock_fd, fcntl.LOCK_EX | fcntl.LOCK_NB)", "pass",
        "two programs write one journal", (MEANS, "tests/unit/store/test_database.py"),
    ),
    Mutant(
        "goes-on-after-a-failure", WRITER, "        self._failure = error\n        is_rolled_back = False",
        "        is_rolled_back = False",
        "selling goes on though nobody knows what was kept", JOURNAL,
    ),
    Mutant(
        "an-unknown-outcome-counts-as-refused", WRITER,
        "if is_rolled_back and isinstance(error, (sqlite3.IntegrityError, NotEncodable, Rejected)):", "if True:",
        "a commit that may have been kept is called undone", JOURNAL,
    ),
    Mutant(
        "no-second-copy", WRITER,
        "                self._with_room(lambda: second.append(record.text(), self._tail.hash))",
        "                pass",
        "with the database goes every proof of a payment", COPIES,
    ),
    Mutant(
        "the-copy-is-not-flushed", SECOND, "            os.fdatasync(self._fd)\n", "",
        "the second journal is behind by more than one commit after a power cut", COPIES,
    ),
    Mutant(
        "half-a-line-is-a-line", SECOND, "            while rest:", "            if rest:",
        "a full disk leaves half a payment in the second journal", COPIES,
    ),
    Mutant(
        "a-lost-database-is-believed", SECOND, "        if seq > last:", "        if False:",
        "a database that lost a payment sells on", COPIES,
    ),
    Mutant(
        "another-event-is-the-same", SECOND, "if seq not in kept or kept[seq][1] != told[seq]:", "if seq not in kept:",
        "two histories are taken for one", COPIES,
    ),
    Mutant(
        "any-missing-copy-is-mended", SECOND, "    if missing == [last]:\n", "    if missing:\n",
        "lost lines of the second journal are not noticed", COPIES,
    ),
    Mutant(
        "the-chain-does-not-hold-together", CHAIN,
        "if prev_hash is not None and record.prev_hash != prev_hash:", "if False:",
        "rows can be exchanged for others", CHAINED,
    ),
    Mutant(
        "altered-rows-are-fine", CHAIN, "if hash_of(record.text()) != stored:", "if False:",
        "a payment can be rewritten", CHAINED,
    ),
    Mutant(
        "gaps-are-fine", CHAIN, "    if record.seq != expected:", "    if False:",
        "a payment can be taken out", CHAINED,
    ),
    Mutant(
        "anchors-prove-nothing", CHAIN, "return None if anchored in (None, stored) else", "return None if True else",
        "the whole chain can be forged from a point on", CHAINED,
    ),
    Mutant(
        "money-is-not-chained", CHAIN, '''f'"payload":{self.payload},"prev_hash"''', '''f'"prev_hash"''',
        "what an event says is not in its hash", CHAINED,
    ),
    Mutant(
        "a-line-vanishes", WRITES, "    if len(new.lines) + len(new.removed) < len(old.lines) + len(old.removed):",
        "    if False:",
        "goods leave the basket without a trace", JOURNAL,
    ),
    Mutant(
        "two-payments-of-one-tender", SCHEMA,
        '"u1_payment_of_tender", attempt.c.tender_id, unique=True,',
        '"u1_payment_of_tender", attempt.c.tender_id, unique=False,',
        "the database no longer forbids a second payment", ("tests/unit/store/test_schema.py",),
    ),
    Mutant(
        "whole-card-numbers", ROWS, "own.scheme, own.last4[-4:])", "own.scheme, own.last4)",
        "card numbers on the disk", JOURNAL,
    ),
    Mutant(
        "personal-fields-move", PRIVATE, 'return f"{self.session_id}\\x1f{place}".encode()', 'return b""',
        "a personal value can be put into another session", ("tests/unit/store/test_codec.py",),
    ),
    Mutant(
        "acts-before-it-is-durable", RUNTIME,
        "        if not await self._is_durable(event, at, before, after):\n            return\n", "",
        "a payment leaves that no journal knows", TURNS,
    ),
    Mutant(
        "sells-on-without-a-journal", RUNTIME, "            self.leave_service(SYS_STORAGE)\n            return False",
        "            return True",
        "goods and payments that nothing remembers", TURNS,
    ),
    Mutant(
        "a-failed-effect-is-not-told", RUNTIME,
        'raised at once", type(effect).__name__)\n'
        "            self.post(EffectFailed(type(effect).__name__, effect.key))",
        'raised at once", type(effect).__name__)',
        "a payment that could not start waits for ever", TURNS,
    ),
    Mutant(
        "any-error-gives-way", WRITER,
        "if not is_full(error.__cause__ or error) or self._ballast is None or", "if self._ballast is None or",
        "after an error of the disk an event is written a second time", WAY,
    ),
    Mutant(
        "nothing-gives-way", WRITER,
        "if not is_full(error.__cause__ or error) or self._ballast is None or not self._ballast.release():", "if True:",
        "a payment fails on a full disk although there is room put by", WAY,
    ),
    Mutant(
        "what-is-not-damaged-is-replaced", QUARANTINE,
        "        if damage.cause is not StorageCause.CORRUPT:\n            raise\n", "",
        "a full disk at a start takes the journal away", KEPT,
    ),
    Mutant(
        "anothers-line-is-written-over", SECOND, "if lines.get(seq) != line or seq not in rest:",
        "if seq not in rest:",
        "a payment that only the second journal knows is gone", KEPT,
    ),
    Mutant(
        "a-tender-alone-is-not-written", WRITES,
        "if old is None or old.tenders is not new.tenders or old.attempts is not new.attempts:",
        "if old is None or old.attempts is not new.attempts:",
        "after a restart an old tender holds the sale", ALONE,
    ),
    Mutant(
        "a-restart-makes-a-new-key", WRITER, "key = found[0] if found else new_key()", "key = new_key()",
        "what a session kept after a restart can never be read", ("tests/unit/store/test_journal.py",),
    ),
    Mutant(
        "an-erased-key-stays-in-what-was-set-aside", QUARANTINE,
        '        connection.execute("PRAGMA secure_delete=1")', '        connection.execute("PRAGMA secure_delete=0")',
        "names can be read in a damaged file long after they are due", ("tests/unit/upkeep/test_retention.py",),
    ),
)  # fmt: skip
