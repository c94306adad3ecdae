"""A training has a folder of its own: the real one stays as it is, byte for byte, and staff sign in as always."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from kiosk.arguments import Plan
from kiosk.people.secret import KEY_NAME
from kiosk.services.key_file import kept_secret
from kiosk.store.database import Database, open_database
from kiosk.store.schema import counter
from kiosk.store.tables.people import person, person_role
from kiosk.training.folder import begin, end
from kiosk.training.mark import FOLDER, is_on, own_folder, planned, planned_by_file


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """The data folder of a kiosk with a person, a key and a file of its own."""
    kept_secret(tmp_path / KEY_NAME)
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "now.json").write_text("{}")
    (tmp_path / "payments.jsonl").write_text("{}\n")
    database = open_database(tmp_path)
    with database.writer.begin() as connection:
        connection.execute(insert(person), [{"id": "mia", "is_active": 1}])
        connection.execute(insert(person_role), [{"person_id": "mia", "role": "supervisor"}])
    database.close()
    return tmp_path


def contents(folder: Path) -> dict[str, str]:
    """What stands in a data folder, beside the training."""
    files = (file for file in folder.rglob("*") if file.is_file() and FOLDER not in file.relative_to(folder).parts)
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def begun(folder: Path) -> Path:
    database = open_database(folder)
    try:
        return begin(database, folder)
    finally:
        database.close()


def opened(own: Path) -> Database:
    return open_database(own)


def test_what_a_training_writes_is_nowhere_in_the_real_folder(real: Path) -> None:
    own = begun(real)
    before = contents(real)
    plan = planned(Plan(data_dir=real, urls={}), real)
    assert plan.data_dir == own
    assert plan.sim_dir.is_relative_to(own)
    database = opened(own)
    with database.writer.begin() as connection:
        connection.execute(insert(counter), [{"name": "sold in training", "value": 1}])
    database.close()
    end(own)
    assert contents(real) == before
    assert not is_on(real)


def test_staff_of_the_kiosk_are_staff_of_the_training(real: Path) -> None:
    own = begun(real)
    database = opened(own)
    with database.reader.connect() as connection:
        assert connection.execute(select(person.c.id)).scalars().all() == ["mia"]
        assert connection.execute(select(person_role.c.role)).scalars().all() == ["supervisor"]
    database.close()
    assert (own / KEY_NAME).read_bytes() == (real / KEY_NAME).read_bytes()
    assert (own / KEY_NAME).stat().st_mode & 0o077 == 0
    assert own.parent.joinpath("kiosk").stat().st_mode & 0o077 == 0


def test_a_start_is_a_training_while_the_mark_stands_and_simulated_devices_have_their_mark(real: Path) -> None:
    asked = Plan(data_dir=real, urls={}, is_locked=True)
    assert planned(asked, real) == asked
    own = begun(real)
    plan = planned(asked, real)
    assert (plan.is_demo, plan.is_training, plan.urls, plan.is_locked) == (True, True, None, True)
    demo = Plan(data_dir=real, is_demo=True)
    assert planned(demo, real) == demo, "a demo was asked for"
    end(own)
    assert planned(asked, real) == asked
    end(own)  # twice is once


def test_an_earlier_training_is_gone_with_all_it_held(real: Path) -> None:
    (begun(real) / "sold").write_text("something")
    assert not (begun(real) / "sold").exists()
    assert is_on(real)


@pytest.mark.parametrize("at", ["files", "persons"])
def test_a_training_that_was_not_made_whole_is_none(real: Path, at: str) -> None:
    def stop(done: str) -> None:
        if done == at:
            raise OSError("the power is cut")

    database = open_database(real)
    before = contents(real)
    with pytest.raises(OSError, match="power"):
        begin(database, real, stop)
    database.close()
    assert not is_on(real)
    assert set(contents(real)) == set(before)
    assert begun(real) == own_folder(real), "and the next one is made whole"


def test_the_folder_of_the_settings_file_is_asked_when_no_other_is_named(real: Path, tmp_path: Path) -> None:
    own = begun(real)
    config = tmp_path / "kiosk.toml"
    config.write_text(f'[store]\ndata_dir = "{real}"\n')
    assert planned_by_file(Plan(config=config, urls={})).data_dir == own
    assert planned_by_file(Plan(config=config, data_dir=real, urls={})).data_dir == own
    for content in ("[store", '[store]\ndata_dir = "/nowhere"\n', "store = 3\n"):
        config.write_text(content)
        plan = Plan(config=config, urls={})
        assert planned_by_file(plan) == plan, "who reads the settings next says what is wrong with them"
