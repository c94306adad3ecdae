"""Settings from the first look to the way back, with the files they lie in: what the pages say is what is done."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest

from kiosk.backroom.configuring import table
from kiosk.configuring.bundles import public_text, signed
from kiosk.domain.access.roles import Permission, Person, Role
from kiosk.domain.staff.configured import BundleFault, Source
from kiosk.flows.base import CLOCK, Abandoned, BackPressed, DeviceChanged, Effect, EffectFailed, Event
from kiosk.flows.configure import enter, step
from kiosk.flows.configure import events as own
from kiosk.flows.configure import states as pages
from kiosk.flows.guests import Gone, Pass
from kiosk.flows.shell.session import Session
from kiosk.flows.staffed import AskPermit, NotPermitted, Permitted, Record
from tests.unit.configuring.given import NOW_MS, SECRET, SITE, bundle, configuring, manifest, url_problem
from tests.unit.flows.given import Clock
from tests.unit.upkeep.test_incident import SITE as PLACE

NOOR = Person("noor", frozenset({Role.ADMIN}))
T = TypeVar("T")


class Room:
    """The pages of the settings with what performs their effects, over a folder."""

    def __init__(self, folder: Path, restarts: bool = True) -> None:
        self.folder, self.clock = folder, Clock()
        (folder / "kiosk.toml").write_text(
            f'{SITE}[service]\nbundle_keys = {{ office-1 = "{public_text(SECRET)}" }}\n', encoding="utf-8"
        )
        self.settings = configuring(folder)
        self.media = folder / "data" / "export"
        self.media.mkdir()
        self.site = replace(PLACE, devices={})
        self.done: list[Effect] = []
        self.restarts = restarts
        inside: Any = SimpleNamespace(
            settings=self.settings.settings(), config=folder / "kiosk.toml", profile=None, data_dir=folder / "data",
            far=SimpleNamespace(finding=SimpleNamespace(problem=url_problem), restart=lambda: self.restarts),
            session=lambda: Session(self.site, "nl"), utc_ms=lambda: NOW_MS, post=self.take,
            tasks=SimpleNamespace(start=self._start),
        )  # fmt: skip
        self.table = table(inside)
        self.state: Any = None
        self._moved(enter(NOOR, self.clock.stamp(), self.site))

    def _start(self, effect: Effect, key: str, work: Coroutine[Any, Any, None]) -> None:
        try:
            asyncio.run(work)
        except Exception as error:  # as the runtime does
            self.take(EffectFailed(type(error).__name__, key))

    def _moved(self, stepped: tuple[Any, tuple[Effect, ...]]) -> None:
        self.state, effects = stepped
        for effect in effects:
            self.done.append(effect)
            if type(effect) in self.table:
                self.table[type(effect)](effect)

    def take(self, event: Event) -> None:
        self._moved(step(self.state, event, self.clock.stamp(), self.site))

    def on(self, page: type[T]) -> T:
        assert isinstance(self.state, page), self.state
        return self.state

    def allow(self) -> None:
        ask = self.last(AskPermit)
        assert ask.act is Permission.CONFIGURE
        self.take(Permitted(ask.ask_id, ask.act.value, NOOR.id, "rui"))

    def last(self, kind: type[T]) -> T:
        return next(effect for effect in reversed(self.done) if isinstance(effect, kind))

    def change(self, key: str, value: str) -> None:
        self.take(own.SettingsSectionChosen(key.partition(".")[0]))
        self.take(own.SettingChosen(key))
        self.take(own.SettingGiven(value))

    @property
    def look(self) -> str:
        return self.settings.settings().screen.look


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_a_value_is_changed_seen_allowed_applied_recorded_and_taken_back(room: Room) -> None:
    room.change("screen.viewing_mm", "650")
    room.take(BackPressed())
    room.change("screen.look", "dark")
    room.take(own.DifferencePressed())
    seen = {change.key: (change.before, change.after) for change in room.on(pages.Difference).drafted.changes}
    assert seen == {"screen.viewing_mm": ("500", "650"), "screen.look": ("light", "dark")}
    room.take(own.ApplyPressed())
    assert room.look == "light"
    room.allow()
    room.on(pages.Applied)
    assert room.look == "dark"
    record = room.last(Record)
    assert (record.act, record.why, record.subject) == (Permission.CONFIGURE, "screen", "settings")
    assert record.after == "screen.viewing_mm=650; screen.look=dark"
    assert record.second_id == "rui"
    room.take(BackPressed())
    room.take(own.LastSettingsPressed())
    room.take(own.ApplyPressed())
    room.allow()
    assert room.look == "light"
    assert room.last(Record).why == "last"


@pytest.mark.parametrize("why", ["withdrawn", "not-permitted", "needs-totp"])
def test_without_leave_nothing_is_written(room: Room, why: str) -> None:
    room.change("screen.look", "dark")
    room.take(own.DifferencePressed())
    room.take(own.ApplyPressed())
    room.take(NotPermitted(room.last(AskPermit).ask_id, why))
    assert room.on(pages.Difference).problem == ("" if why == "withdrawn" else "refused")
    assert room.look == "light"
    assert not any(isinstance(effect, Record | own.ApplySettings) for effect in room.done)


def test_leave_for_another_act_applies_nothing(room: Room) -> None:
    room.change("screen.look", "dark")
    room.take(own.DifferencePressed())
    room.take(own.ApplyPressed())
    room.take(Permitted("other", "configure", NOOR.id))
    room.on(pages.Applying)
    assert room.look == "light"


def test_leave_that_is_told_twice_applies_once(room: Room) -> None:
    room.change("screen.look", "dark")
    room.take(own.DifferencePressed())
    room.take(own.ApplyPressed())
    room.allow()
    room.allow()
    assert [type(effect) for effect in room.done].count(own.ApplySettings) == 1


@pytest.mark.parametrize("value", ["", "near", "99999", "x" * 9999, "\x00", "𝟞", "6'; DROP TABLE x"])
def test_what_cannot_be_used_is_named_where_it_was_typed(room: Room, value: str) -> None:
    room.change("screen.viewing_mm", value)
    assert room.on(pages.Edit).wrong is not None
    assert room.on(pages.Edit).visit.changes == ()


def test_a_key_of_the_file_alone_and_one_that_is_not_there_open_no_page(room: Room) -> None:
    room.take(own.SettingsSectionChosen("store"))
    for key in ("store.data_dir", "store.nothing", ""):
        room.take(own.SettingChosen(key))
    room.on(pages.Keys)


def test_typing_what_is_in_force_is_no_change(room: Room) -> None:
    room.change("screen.viewing_mm", "650")
    room.take(own.SettingChosen("screen.viewing_mm"))
    room.take(own.SettingGiven("500"))
    assert room.on(pages.Keys).visit.changes == ()
    assert room.on(pages.Keys).visit.typed == ()


@pytest.mark.allowed_logs("settings are not applied")
def test_a_change_by_another_meanwhile_is_told_and_not_written_over(room: Room) -> None:
    room.change("screen.look", "dark")
    room.take(own.DifferencePressed())
    room.take(own.ApplyPressed())
    found = room.settings.checked({"screen.look": "contrast"})
    room.settings.apply(found)  # type: ignore[arg-type]  # it is a draft
    room.allow()
    assert room.on(pages.Difference).problem == "stale"
    assert room.look == "contrast"


@pytest.mark.allowed_logs("settings are not applied")
def test_a_folder_that_is_gone_is_told(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    room.change("screen.look", "dark")
    room.take(own.DifferencePressed())
    room.take(own.ApplyPressed())
    monkeypatch.setattr("kiosk.configuring.overlay.os.fsync", full)
    room.allow()
    assert room.on(pages.Difference).problem == "storage"
    assert room.look == "light"


def test_secrets_stand_in_no_page_and_in_no_record(room: Room) -> None:
    room.change("devices.printer", "escpos+tcp://me:s3cr3t@10.0.0.7:9100?token=t0ken")
    room.take(own.DifferencePressed())
    room.take(own.ApplyPressed())
    room.allow()
    record = room.last(Record)
    assert "s3cr3t" not in record.after
    assert "t0ken" not in record.after
    assert "s3cr3t" not in repr(room.state) + repr(room.done)


@pytest.mark.parametrize(("restarts", "said"), [(True, "coming"), (False, "person")])
def test_the_kiosk_starts_again_or_says_that_a_person_has_to(tmp_path: Path, restarts: bool, said: str) -> None:
    room = Room(tmp_path, restarts)
    room.change("screen.look", "dark")
    room.take(own.DifferencePressed())
    room.take(own.ApplyPressed())
    room.allow()
    room.take(own.RestartPressed())
    assert room.on(pages.Applied).restart == said


def test_going_away_leaves_the_glass_but_not_while_files_are_written(room: Room) -> None:
    room.take(BackPressed())
    assert isinstance(room.state, Pass)
    before = pages.Difference(pages.Visit(NOOR), own.Drafted(Source.SCREEN, (), 0))
    for is_permitted, left in ((True, pages.Applying), (False, Gone)):
        state, _ = step(pages.Applying(before, "ask", is_permitted), Abandoned(), room.clock.stamp(), room.site)
        assert isinstance(state, left)


# --- bundles ----------------------------------------------------------------------------------------------------------


def looked_at(room: Room, content: bytes, name: str = "a.bundle") -> None:
    (room.media / name).write_bytes(content)
    room.take(own.BundlesPressed())
    room.take(own.BundleChosen(name))


def test_a_bundle_is_seen_before_it_is_applied_and_recorded_with_its_id(room: Room) -> None:
    looked_at(room, bundle())
    found = room.on(pages.BundleFound).drafted
    assert [(change.key, change.after) for change in found.changes] == [("screen.look", "dark")]
    room.take(own.ApplyPressed())
    room.allow()
    assert room.look == "dark"
    assert found.bundle is not None
    assert room.last(Record).subject == f"bundle {found.bundle.id} version 7"


def test_a_key_that_a_bundle_brought_counts_at_once(room: Room) -> None:
    other = bytes(32)
    public = public_text(other)
    looked_at(room, bundle(f'[service]\nbundle_keys = {{ office-2 = "{public}" }}\n'))
    assert not room.on(pages.BundleFound).drafted.needs_restart
    room.take(own.ApplyPressed())
    room.allow()
    room.take(BackPressed())
    looked_at(room, signed(manifest(version=8), "office-2", other), "b.bundle")
    assert room.on(pages.BundleFound).drafted.bundle is not None


@pytest.mark.allowed_logs("a bundle is not taken")
def test_an_older_bundle_is_refused_after_a_newer_one_even_when_that_was_taken_back(room: Room) -> None:
    looked_at(room, bundle(version=8))
    room.take(own.ApplyPressed())
    room.allow()
    room.take(BackPressed())
    room.take(own.LastSettingsPressed())
    room.take(own.ApplyPressed())
    room.allow()
    room.take(BackPressed())
    looked_at(room, bundle(version=7), "b.bundle")
    refused = room.on(pages.Bundles).refused
    assert refused is not None
    assert refused.fault is BundleFault.OLDER
    looked_at(room, bundle(version=8))
    room.on(pages.BundleFound)


@pytest.mark.allowed_logs("a bundle is not taken")
@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('[screen]\nlok = "dark"', "nearest: look"),
        ("[screen]\nlook = 5", "screen.look = '5'"),
        ("[screen]\nviewing_mm = 1e308", "less than or equal"),
        ('[store]\ndata_dir = "/x"', "only the settings file"),
        ('[devices]\nprinter = "nonsense"', "no driver"),
        ("site = 1", "site"),
    ],
)
def test_a_bundle_with_values_that_cannot_be_used_is_refused_whole(room: Room, toml: str, said: str) -> None:
    looked_at(room, bundle(toml))
    refused = room.on(pages.Bundles).refused
    assert refused is not None
    assert refused.fault is BundleFault.BAD_SETTINGS
    assert said in refused.why
    assert refused.why.startswith("a.bundle: ")


@pytest.mark.allowed_logs("a bundle is not taken")
def test_a_bundle_is_not_taken_while_the_clock_is_not_believed(room: Room) -> None:
    room.site = replace(room.site, devices={CLOCK: DeviceChanged(CLOCK, "NEEDS_PERSON", False)})
    looked_at(room, bundle())
    assert room.on(pages.Bundles).refused == own.BundleRefused(
        "a.bundle", BundleFault.NO_CLOCK,
        "a.bundle: the kiosk's clock is not believed: whether it is still valid is not known",
    )  # fmt: skip


@pytest.mark.allowed_logs("settings are not applied")
def test_a_stick_that_was_changed_after_the_look_applies_nothing(room: Room) -> None:
    looked_at(room, bundle())
    room.take(own.ApplyPressed())
    (room.media / "a.bundle").write_bytes(bundle('[screen]\nlook = "contrast"\n'))
    room.allow()
    assert room.on(pages.BundleFound).problem == "stale"
    assert room.look == "light"


@pytest.mark.parametrize("name", ["../kiosk.toml", "/etc/passwd", "b.bundle", ""])
def test_a_file_that_was_not_listed_is_not_opened(room: Room, name: str) -> None:
    looked_at(room, bundle())
    room.take(BackPressed())
    room.take(own.BundleChosen(name))
    assert room.on(pages.Bundles).opening == ""
    assert [effect.file for effect in room.done if isinstance(effect, own.OpenBundle)] == ["a.bundle"]


@pytest.mark.allowed_logs("a bundle is not taken")
def test_a_bundle_that_was_taken_away_after_the_look_is_told(room: Room) -> None:
    looked_at(room, bundle())
    room.take(BackPressed())
    (room.media / "a.bundle").unlink()
    room.take(own.BundleChosen("a.bundle"))
    refused = room.on(pages.Bundles).refused
    assert refused is not None
    assert refused.fault is BundleFault.UNREADABLE


def test_a_folder_that_is_not_there_is_told(room: Room) -> None:
    room.media.rmdir()
    room.take(own.BundlesPressed())
    assert not room.on(pages.Bundles).is_there


def test_nobody_comes_here_without_a_name(room: Room) -> None:
    assert enter(None, room.clock.stamp(), room.site) == (Gone(), ())
