"""Settings: a bad file names itself, the key, the value and what is allowed, and nothing half right is used."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kiosk.settings import DEFAULT_FILE, LANGUAGES, PROFILES, Settings, SettingsError, load
from kiosk.site import site_of

SITE = """
[site]
name = "Kade Markt"
kiosk = "Kiosk 4"
locale = "nl_NL"
currency = "EUR"
timezone = "Europe/Amsterdam"
language = "nl"
languages = ["nl", "en"]
in_store = ""
[site.person]
phone = "4410"
opens = "06:00"
closes = "22:00"
[site.person.desk]
nl = "Balie"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.toml"


def problems(file: Path, old: str = "", new: str = "", more: str = "") -> list[str]:
    """Write the settings with one change and return the problems found in them."""
    assert old in SITE
    file.write_text(SITE.replace(old, new) + more, encoding="utf-8")
    with pytest.raises(SettingsError) as told:
        load(file)
    assert all(line.startswith(f"{file}: ") for line in told.value.problems)
    assert str(told.value) == "\n".join(told.value.problems)
    return told.value.problems


# --- files ----------------------------------------------------------------------------------------------------------


def test_a_file_that_is_not_there_is_named(file: Path) -> None:
    with pytest.raises(SettingsError, match=f"{file}: there is no such file"):
        load(file)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=f"{tmp_path}: cannot be read: Is a directory"):
        load(tmp_path)


@pytest.mark.parametrize("content", [b"[site", b"a = ", b"\xff\xfe\x00", b"a = 1\na = 2"])
def test_a_file_that_is_not_toml_says_where(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(SettingsError, match=f"{file}: is not TOML: "):
        load(file)


def test_a_profile_that_is_not_there_is_named(file: Path) -> None:
    file.write_text(SITE, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"moon\.toml: there is no such file"):
        load(file, "moon")


# --- values ---------------------------------------------------------------------------------------------------------

BAD = [
    ('name = "Kade Markt"', 'name = ""', "site.name = ''", "at least 1 character"),
    ('name = "Kade Markt"', f'name = "{"x" * 41}"', "site.name = 'xxx", "at most 40 characters"),
    ('name = "Kade Markt"', "name = 5", "site.name = 5", "string"),
    ('kiosk = "Kiosk 4"', 'kiosk = "   "', "site.kiosk = '   '", "at least 1 character"),
    ('locale = "nl_NL"', 'locale = "Dutch"', "site.locale = 'Dutch'", "pattern"),
    ('currency = "EUR"', 'currency = "euro"', "site.currency = 'euro'", "pattern"),
    ('timezone = "Europe/Amsterdam"', 'timezone = "Mars/Olympus"', "site.timezone = 'Mars/Olympus'", "IANA"),
    ('timezone = "Europe/Amsterdam"', 'timezone = "../../etc/passwd"', "site.timezone", "IANA"),
    ('language = "nl"', 'language = "fr"', "site.language = 'fr'", "'en', 'nl', 'es', 'pt-BR' or 'pt-PT'"),
    ('languages = ["nl", "en"]', 'languages = ["nl", "tlh"]', "site.languages.1 = 'tlh'", "'pt-PT'"),
    ('languages = ["nl", "en"]', 'languages = "nl"', "site.languages = 'nl'", "tuple"),
    ('in_store = ""', 'in_store = "Finland"', "site.in_store = 'Finland'", "pattern"),
    ('phone = "4410"', f'phone = "{"4" * 21}"', "site.person.phone", "at most 20 characters"),
    ('opens = "06:00"', 'opens = "6 am"', "site.person.opens = '6 am'", "pattern"),
    ('closes = "22:00"', 'closes = "25:00"', "site.person.closes = '25:00'", "pattern"),
    ('nl = "Balie"', 'fr = "Accueil"', "site.person.desk", "not fr"),
    ('nl = "Balie"', "", "site.person.desk = {}", "not none"),
    ('name = "Kade Markt"', 'name = "Kade\\u202eMarkt"', "site.name", "characters that are seen; U+202E is not"),
    ('nl = "Balie"', 'nl = "Ba\\u200blie"', "site.person.desk.nl", "U+200B is not"),
    ('phone = "4410"', 'phone = "44\\u0007"', "site.person.phone", "U+0007 is not"),
    ('in_store = ""', 'in_store = ""\njourneys = ["banking"]', "site.journeys = ['banking']", "of checkout, checkin"),
    ('in_store = ""', 'in_store = ""\njourneys = ["checkin", "checkin"]', "site.journeys", "each once"),
    ('in_store = ""', 'in_store = ""\njourneys = []', "site.journeys = []", "at least 1 item"),
    ('in_store = ""', 'in_store = ""\ncatalogues = { fr = "fr.po" }', "site.catalogues.fr", "'pt-BR' or 'pt-PT'"),
    ('in_store = ""', 'in_store = ""\ncatalogues = { nl = "" }', "site.catalogues.nl = ''", "at least 1 character"),
    ('in_store = ""', 'in_store = ""\ncatalogues = "nl.po"', "site.catalogues = 'nl.po'", "dictionary"),
]
PARTS = [
    ("[screen]\ndiagonal_in = 9", "screen.diagonal_in = 9", "greater than or equal to 10"),
    ("[screen]\ndiagonal_in = 61", "screen.diagonal_in = 61", "less than or equal to 60"),
    ("[screen]\nwidth_px = 10.5", "screen.width_px = 10.5", "integer"),
    ("[screen]\nheight_px = 599", "screen.height_px = 599", "greater than or equal to 600"),
    ("[screen]\nviewing_mm = 10000", "screen.viewing_mm = 10000", "less than or equal to 1500"),
    ("[screen]\nbottom_edge_mm = 379", "screen.bottom_edge_mm = 379", "greater than or equal to 380"),
    ('[screen]\nbottom_edge_mm = 950\nobstruction = "forward"', "screen.bottom_edge_mm = 950", "reaches 170 mm"),
    ('[screen]\nobstruction = "step"', "screen.obstruction = 'step'", "'none', 'forward' or 'side'"),
    ('[screen]\nlook = "pink"', "screen.look = 'pink'", "'light', 'dark' or 'contrast'"),
    ("[devices]\nscanner = 5", "devices.scanner = 5", "string"),
    ('[receipt]\ndefault = "never"', "receipt.default = 'never'", "'ask' or 'print'"),
    ("[store]\ndata_dir = 7", "store.data_dir = 7", "path"),
    ('[speech]\nengine = "robot"', "speech.engine = 'robot'", "'espeak', 'recorder' or 'none'"),
    ('[speech]\ntranscript = "a.jsonl"', "speech.transcript = 'a.jsonl'", 'only with engine = "recorder"'),
    ('[audio]\nheadset = "yes"', "audio.headset = 'yes'", "'keys', 'always' or 'never'"),
    ("[audio]\nspeaker_dba = 40", "audio.speaker_dba = 40", "at least 65 dBA where a customer stands"),
    ('[keypad]\nup = ["Q"]', "keypad.up = ['Q']", "'Q' is no key of a keypad: F1 to F35, or Up, Down"),
    ('[keypad]\nup = "F13"', "keypad.up = 'F13'", "tuple"),
    ('[keypad]\nup = ["F9"]\ndown = ["F9"]', "keypad = {'up': ['F9']", "'F9' is bound to up and to down"),
    ("[keypad]\nselect = []", "keypad = {'select': []}", "no key is bound to select"),
    ('[keypad]\nenter = ["F9"]', "keypad.enter", "there is no such key; there are: up, down, left"),
]


@pytest.mark.parametrize(("old", "new", "what", "allowed"), BAD)
def test_a_bad_value_is_named_with_what_is_allowed(file: Path, old: str, new: str, what: str, allowed: str) -> None:
    (line,) = problems(file, old, new)
    assert line.startswith(f"{file}: {what}")
    assert allowed in line


@pytest.mark.parametrize(("more", "what", "allowed"), PARTS)
def test_a_bad_value_of_any_part_is_named(file: Path, more: str, what: str, allowed: str) -> None:
    (line,) = problems(file, more=more)
    assert line.startswith(f"{file}: {what}")
    assert allowed in line


@pytest.mark.parametrize(
    ("old", "key"), [('name = "Kade Markt"\n', "site.name"), ('closes = "22:00"\n', "site.person.closes")]
)
def test_a_missing_key_is_named(file: Path, old: str, key: str) -> None:
    assert problems(file, old) == [f"{file}: {key}: Field required"]


def test_an_empty_file_lacks_its_site(file: Path) -> None:
    file.write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"site: Field required"):
        load(file)


@pytest.mark.parametrize("more", ["[scanners]\nurl = ''", "[screen]\ndiagonal = 21.5"])
def test_an_unknown_key_is_named(file: Path, more: str) -> None:
    (line,) = problems(file, more=more)
    assert "scanners" in line or "screen.diagonal" in line


def test_every_problem_is_named_at_once_and_a_long_value_is_cut(file: Path) -> None:
    lines = problems(file, 'currency = "EUR"', f'currency = "{"x" * 5000}"', more='[screen]\nlook = "pink"')
    assert len(lines) == 2
    assert all(len(line) < 400 for line in lines)


# --- values that cannot work ------------------------------------------------------------------------------------------

CANNOT_WORK = [
    pytest.param('languages = ["nl", "en"]', "languages = []", id="no languages at all"),
    pytest.param('languages = ["nl", "en"]', 'languages = ["en", "es"]', id="its own language is not offered"),
    pytest.param('languages = ["nl", "en"]', 'languages = ["nl", "nl"]', id="a language twice"),
    pytest.param('locale = "nl_NL"', 'locale = "xx_XX"', id="a locale nobody knows"),
    pytest.param('currency = "EUR"', 'currency = "ZZZ"', id="a currency nobody knows"),
    pytest.param('closes = "22:00"', 'closes = "24:30"', id="half an hour after midnight at the end of the day"),
    pytest.param('in_store = ""', 'in_store = "ZZ"', id="a country without a table"),
]


@pytest.mark.parametrize(("old", "new"), CANNOT_WORK)
def test_a_value_that_cannot_work_is_refused(file: Path, old: str, new: str) -> None:
    problems(file, old, new)


def test_an_unknown_key_says_what_is_allowed(file: Path) -> None:
    (line,) = problems(file, more="[screen]\ndiagonal = 21.5")
    assert "diagonal_in" in line


# --- what is right --------------------------------------------------------------------------------------------------


def test_the_file_wins_over_its_profile_and_both_over_the_defaults(file: Path) -> None:
    file.write_text(SITE + '[receipt]\ndefault = "print"', encoding="utf-8")
    settings = load(file, "store")
    assert settings.receipt.default == "print"
    assert settings.screen.width_px == 1080
    assert settings.devices.scanner == ()


@pytest.mark.parametrize("profile", [None, *sorted(path.stem for path in PROFILES.glob("*.toml"))])
def test_the_settings_that_ship_are_right_with_every_profile(profile: str | None) -> None:
    settings = load(DEFAULT_FILE, profile)
    assert set(settings.site.languages) == set(LANGUAGES) == set(settings.site.person.desk)
    assert settings.site.language in settings.site.languages


def test_the_profiles_the_command_line_offers_are_there() -> None:
    assert {path.stem for path in PROFILES.glob("*.toml")} >= {"store", "both"}


def test_every_key_that_ships_carries_its_comment() -> None:
    lines = DEFAULT_FILE.read_text(encoding="utf-8").splitlines()
    part = ""
    for line in lines:
        if line.startswith("["):
            part = line.partition("]")[0].strip("[")
        elif "=" in line and not line.startswith("#") and part not in ("site.person.desk", "site.person", "screen"):
            assert "#" in line, line


def test_flows_know_the_site_by_the_same_values() -> None:
    values = tomllib.loads(DEFAULT_FILE.read_text(encoding="utf-8"))
    settings, site = Settings.model_validate(values), site_of(values, is_demo=True)
    assert (site.name, site.kiosk, site.currency) == (settings.site.name, settings.site.kiosk, settings.site.currency)
    assert (site.languages, site.language) == (settings.site.languages, settings.site.language)
    assert site.place.desk.in_language("pt-BR") == settings.site.person.desk["pt-BR"]
    assert (site.place.phone, site.place.opens, site.place.closes) == ("4410", "06:00", "22:00")
    assert (site.receipt, site.is_demo, dict(site.devices)) == ("ask", True, {})
    shapes: list[dict[str, Any]] = [{}, {"site": {}}, {"site": {**values["site"], "person": 5}}]
    for broken in shapes:
        with pytest.raises((KeyError, TypeError)):
            site_of(broken, is_demo=False)


def test_how_much_is_not_bagged_before_staff_look_is_the_shops_to_say() -> None:
    values = tomllib.loads(DEFAULT_FILE.read_text(encoding="utf-8"))
    for own in ({"carried": 2, "carried_minor": 1_250}, {}, {"carried": 0, "carried_minor": 0}):
        values["bagging"] = own
        known, costs = Settings.model_validate(values).bagging, site_of(values, is_demo=True).bagging
        assert costs is not None
        assert (costs.carried, costs.carried_minor) == (known.carried, known.carried_minor)
        assert (known.carried, known.carried_minor) == (own.get("carried", 4), own.get("carried_minor", 5_000))


@pytest.mark.parametrize(
    "own", [{"carried": -1}, {"carried": 101}, {"carried_minor": -1}, {"carried_minor": 10**7 + 1}]
)
def test_a_limit_of_what_is_not_bagged_that_means_nothing_is_refused(own: dict[str, int]) -> None:
    values = tomllib.loads(DEFAULT_FILE.read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match=next(iter(own))):
        Settings.model_validate({**values, "bagging": own})


# --- devices --------------------------------------------------------------------------------------------------------


def test_one_scanner_is_a_string_several_are_a_list_and_each_has_its_own_part(file: Path) -> None:
    file.write_text(SITE + '[devices]\nscanner = ["a", "", "b"]\nprinter = "c"', encoding="utf-8")
    assert load(file).devices.urls == {"scanner": "a", "scanner-2": "b", "printer": "c"}
    file.write_text(SITE + '[devices]\nscanner = "a"', encoding="utf-8")
    assert load(file).devices.urls == {"scanner": "a"}


def test_a_device_is_required_or_optional_and_of_a_kind_that_there_is(file: Path) -> None:
    (told,) = problems(file, more='[devices]\nrequired = ["scale"]\noptional = ["printer", "scale"]')
    assert "a device is required or optional; scale stands in both" in told
    (told,) = problems(file, more='[devices]\nrequired = ["coffee"]')
    assert "devices.required.0 = 'coffee'" in told
    assert "'scale'" in told


@pytest.mark.parametrize("profile", ["store", "airport", "both"])
def test_every_profile_says_which_devices_it_asks_for(file: Path, profile: str) -> None:
    file.write_text(SITE, encoding="utf-8")
    asked = load(file, profile).devices
    assert len(asked.wanted) == len(set(asked.wanted)) > 3
