"""Settings: TOML in, validated values out; an error names file, key, value and what is allowed."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)  # fmt: skip

from kiosk.brand.settings import BrandSettings
from kiosk.configuring.fiscal import FiscalSettings
from kiosk.configuring.naming import problem_of
from kiosk.configuring.settings import ServiceSettings
from kiosk.domain.staff.parts import ROLES, Role
from kiosk.effects.bagging.settings import BaggingSettings
from kiosk.keypad import DEFAULTS, Pad, bindings, is_bindable, not_a_key
from kiosk.people.settings import PeopleSettings
from kiosk.reach import LEAST_MM, LOWEST_MM, within_mm
from kiosk.services.tax import Country
from kiosk.staffing.settings import StaffSettings

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_FILE, PROFILES, IN_STORE = (ROOT / "config" / name for name in ("kiosk.toml", "profiles", "in_store"))
LANGUAGES = ("en", "nl", "es", "pt-BR", "pt-PT")
LEAST_DBA = 65
HTTPS_OR_NONE = r"^(https://[a-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*)?$"


class SettingsError(ValueError):
    """Settings that cannot be used; `problems` has one line for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _seen(text: str) -> str:
    """A text that stands on the glass: a character that is not seen could turn a line round or break it."""
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") and character != "\u200d":  # joins emoji
            raise ValueError(f"characters that are seen; U+{ord(character):04X} is not")
    return text


Clock24 = Annotated[str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")]
Language = Literal["en", "nl", "es", "pt-BR", "pt-PT"]


class PersonSettings(_Part):
    """Where a person is."""

    desk: dict[str, Annotated[str, Field(min_length=1, max_length=60), AfterValidator(_seen)]]
    phone: Annotated[str, Field(max_length=20), AfterValidator(_seen)]
    opens: Clock24
    closes: Clock24

    @field_validator("desk")
    @classmethod
    def _needs_words(cls, desk: dict[str, str]) -> dict[str, str]:
        strange = sorted(set(desk) - set(LANGUAGES))
        if strange or not desk:
            raise ValueError(f"one text per language of {', '.join(LANGUAGES)}; not {', '.join(strange) or 'none'}")
        return desk


class SiteSettings(_Part):
    """The site: its name, formats, languages and where a person is."""

    name: Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_seen)]
    kiosk: Annotated[str, Field(min_length=1, max_length=20), AfterValidator(_seen)]
    locale: Annotated[str, Field(pattern=r"^[a-z]{2}_[A-Z]{2}$")]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    timezone: str
    language: Language
    languages: tuple[Language, ...]
    in_store: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    offers: Annotated[str, Field(max_length=200)] = ""
    enrols: bool = False
    carrier_bag: Annotated[str, Field(max_length=40)] = ""
    good_cause: Annotated[str, Field(max_length=40)] = ""
    tax: Country = ""
    journeys: Annotated[tuple[str, ...], Field(min_length=1)] = ("checkout",)
    catalogues: dict[Language, Annotated[str, Field(min_length=1, max_length=200)]] = Field(default_factory=dict)
    person: PersonSettings

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise ValueError("a time zone of the IANA list, such as Europe/Amsterdam") from None
        return name

    @field_validator("locale")
    @classmethod
    def _known_locale(cls, name: str) -> str:
        from babel import Locale, UnknownLocaleError

        try:
            Locale.parse(name)
        except UnknownLocaleError:
            raise ValueError("a locale of the CLDR, such as nl_NL") from None
        return name

    @field_validator("currency")
    @classmethod
    def _known_currency(cls, code: str) -> str:
        from babel.numbers import list_currencies

        if code not in list_currencies():
            raise ValueError("a currency of ISO 4217, such as EUR")
        return code

    @field_validator("languages")
    @classmethod
    def _offers_its_own(cls, languages: tuple[str, ...], known: ValidationInfo) -> tuple[str, ...]:
        own = known.data.get("language")
        if len(set(languages)) != len(languages) or (own is not None and own not in languages):
            raise ValueError(f"each language once, site.language ({own}) among them")
        return languages

    @field_validator("journeys")
    @classmethod
    def _are_flows(cls, journeys: tuple[str, ...]) -> tuple[str, ...]:
        from kiosk.flows.registry import flows

        if len(set(journeys)) != len(journeys) or set(journeys) - set(flows()):
            raise ValueError(f"each once, of {', '.join(flows())}")
        return journeys

    @field_validator("in_store")
    @classmethod
    def _has_a_table(cls, country: str) -> str:
        tables = sorted(file.stem.upper() for file in IN_STORE.glob("*.toml"))
        if country and country not in tables:
            raise ValueError(f"empty, or one of {', '.join(tables)}")
        if country:
            from kiosk.services.in_store import in_store_table  # read only where goods of the store are sold

            in_store_table(country, IN_STORE)
        return country


class ScreenSettings(_Part):
    """The panel."""

    diagonal_in: Annotated[float, Field(ge=10, le=60)] = 21.5
    width_px: Annotated[int, Field(ge=600, le=8000)] = 1080
    height_px: Annotated[int, Field(ge=600, le=8000)] = 1920
    viewing_mm: Annotated[float, Field(ge=300, le=1500)] = 500.0
    look: Literal["light", "dark", "contrast"] = "light"
    obstruction: Literal["none", "forward", "side"] = "none"
    bottom_edge_mm: Annotated[float, Field(ge=LOWEST_MM, le=1000)] = 850.0

    @field_validator("bottom_edge_mm")
    @classmethod
    def _leaves_enough_in_reach(cls, edge_mm: float, known: ValidationInfo) -> float:
        reach_mm = within_mm(edge_mm, known.data.get("obstruction", "none"))
        if reach_mm < LEAST_MM:
            raise ValueError(f"a seated person reaches {reach_mm:.0f} mm of the glass; at least {LEAST_MM} are needed")
        return edge_mm


def _one_or_several(urls: object) -> tuple[str, ...]:
    """One URL may stand without brackets; an empty one is none."""
    listed = urls if isinstance(urls, list | tuple) else [urls]
    texts = tuple(url for url in listed if isinstance(url, str))
    if len(texts) != len(listed):
        raise ValueError("a string, or a list of strings in brackets")
    return tuple(url for url in texts if url)


class DeviceSettings(_Part):
    """URLs of the real devices; empty means that there is none. See docs/reference/devices.md.

    Without a device that is `required` the kiosk does not serve; `optional` ones are missed in plain words.
    """

    scanner: Annotated[tuple[str, ...], BeforeValidator(_one_or_several), Field(max_length=4)] = ()
    printer: str = ""
    terminal: str = ""
    scale: str = ""
    bagging_scale: str = ""
    documents: str = ""
    tags: str = ""
    keypad: str = ""
    lights: str = ""
    signing: str = ""
    required: tuple[Role, ...] = ()
    optional: tuple[Role, ...] = ("scanner", "printer", "terminal")
    hangs_on: dict[Role, Role] = Field(default_factory=dict)

    @field_validator("optional")
    @classmethod
    def _is_not_required_too(cls, optional: tuple[str, ...], known: ValidationInfo) -> tuple[str, ...]:
        if both := sorted(set(optional) & set(known.data.get("required", ()))):
            raise ValueError(f"a device is required or optional; {', '.join(both)} stands in both")
        return optional

    @field_validator("hangs_on")
    @classmethod
    def _hangs_on_another(cls, hangs_on: dict[str, str]) -> dict[str, str]:
        for part, parent in hangs_on.items():
            if parent in hangs_on or parent == part:
                raise ValueError(f"{part} hangs on {parent}, which may hang on nothing itself")
        return hangs_on

    @property
    def urls(self) -> dict[str, str]:
        """URL by role, those that are set; several scanners are `scanner`, `scanner-2`, `scanner-3`."""
        several = {f"scanner-{n}" if n > 1 else "scanner": url for n, url in enumerate(self.scanner, 1)}
        single = {role: str(getattr(self, role)) for role in ROLES if role != "scanner"}
        return {role: url for role, url in {**several, **single}.items() if url}

    @property
    def wanted(self) -> tuple[str, ...]:
        """Roles that this kiosk is to have, required ones first."""
        return (*self.required, *self.optional)


class DeparturesSettings(_Part):
    """Where bookings and flights are kept."""

    url: Annotated[str, Field(max_length=200)] = ""

    @field_validator("url")
    @classmethod
    def _is_a_database(cls, url: str) -> str:
        if url and not url.startswith("postgresql://"):
            raise ValueError("empty for a file of this kiosk, or postgresql://user@host/database")
        if "@" in url and ":" in url.partition("://")[2].partition("@")[0]:
            raise ValueError("no password: it stands in the password file of the database's client (PGPASSFILE)")
        return url


class StoreSettings(_Part):
    """Where data is kept."""

    data_dir: Path = Path("var/kiosk")


class ReceiptSettings(_Part):
    """What happens when a sale is paid."""

    default: Literal["ask", "print"] = "ask"
    site: Annotated[str, Field(pattern=HTTPS_OR_NONE, max_length=80)] = ""


class SpeechSettings(_Part):
    """What speaks."""

    engine: Literal["espeak", "recorder", "none"] = "espeak"
    transcript: Annotated[str, Field(max_length=200)] = ""

    @field_validator("transcript")
    @classmethod
    def _is_the_recorders(cls, file: str, known: ValidationInfo) -> str:
        if file and known.data.get("engine") != "recorder":
            raise ValueError('a transcript holds what customers hear: only with engine = "recorder"')
        return file


class AudioSettings(_Part):
    """Where sound comes from and how loud that is."""

    headset: Literal["keys", "always", "never"] = "keys"
    sounds: bool = True
    speaker_dba: Annotated[float, Field(ge=0, le=100)] = 0.0

    @field_validator("speaker_dba")
    @classmethod
    def _is_loud_enough(cls, level: float) -> float:
        if 0 < level < LEAST_DBA:
            raise ValueError(f"at least {LEAST_DBA} dBA where a customer stands (EN 301 549); 0: not measured")
        return level


class KeypadSettings(_Part):
    """Key names by what they mean; see `kiosk.keypad`."""

    up: tuple[str, ...] = DEFAULTS[Pad.UP]
    down: tuple[str, ...] = DEFAULTS[Pad.DOWN]
    left: tuple[str, ...] = DEFAULTS[Pad.LEFT]
    right: tuple[str, ...] = DEFAULTS[Pad.RIGHT]
    select: tuple[str, ...] = DEFAULTS[Pad.SELECT]
    help: tuple[str, ...] = DEFAULTS[Pad.HELP]
    volume_up: tuple[str, ...] = DEFAULTS[Pad.VOLUME_UP]
    volume_down: tuple[str, ...] = DEFAULTS[Pad.VOLUME_DOWN]
    pause: tuple[str, ...] = DEFAULTS[Pad.PAUSE]
    repeat: tuple[str, ...] = DEFAULTS[Pad.REPEAT]
    headset_in: tuple[str, ...] = DEFAULTS[Pad.HEADSET_IN]
    headset_out: tuple[str, ...] = DEFAULTS[Pad.HEADSET_OUT]
    service: tuple[str, ...] = DEFAULTS[Pad.SERVICE]

    @field_validator("*")
    @classmethod
    def _are_keys(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if not is_bindable(name):
                raise ValueError(not_a_key(name))
        return names

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        chosen = [name for name in type(self).model_fields if name in self.model_fields_set]
        bindings({name: getattr(self, name) for name in chosen})
        return self


class Settings(_Part):
    """All settings of one kiosk."""

    site: SiteSettings
    screen: ScreenSettings = ScreenSettings()
    brand: BrandSettings = BrandSettings()
    devices: DeviceSettings = DeviceSettings()
    departures: DeparturesSettings = DeparturesSettings()
    store: StoreSettings = StoreSettings()
    staff: StaffSettings = StaffSettings()
    people: PeopleSettings = PeopleSettings()
    service: ServiceSettings = ServiceSettings()
    receipt: ReceiptSettings = ReceiptSettings()
    fiscal: FiscalSettings = FiscalSettings()
    bagging: BaggingSettings = BaggingSettings()
    speech: SpeechSettings = SpeechSettings()
    audio: AudioSettings = AudioSettings()
    keypad: KeypadSettings = KeypadSettings()


def load(file: Path = DEFAULT_FILE, profile: str | None = None, over: Mapping[str, Any] | None = None) -> Settings:
    """Read a settings file, a profile's values beneath it, and `over`, what was changed at the kiosk, above it.

    Raises `SettingsError` with every problem named.
    """
    values = written(file, profile)
    _merge(values, over or {})
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsError([_line(file, problem) for problem in error.errors()]) from None


def written(file: Path, profile: str | None) -> dict[str, Any]:
    """Return what stands in a settings file and the profile beneath it, unchecked. Raises `SettingsError`."""
    values = {} if profile is None else _read(PROFILES / f"{profile}.toml")
    _merge(values, _read(file))
    return values


def data_dir_of(settings: Settings) -> Path:
    """Return the data folder. A relative one lies beside the program and is made; an absolute one may be a disk."""
    folder = ROOT / settings.store.data_dir
    if not settings.store.data_dir.is_absolute():
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as stream:
            return tomllib.load(stream)
    except FileNotFoundError:
        raise SettingsError([f"{file}: there is no such file"]) from None
    except OSError as error:
        raise SettingsError([f"{file}: cannot be read: {error.strerror}"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError([f"{file}: is not TOML: {error}"]) from None


def _merge(values: dict[str, Any], over: Mapping[str, Any]) -> None:
    for key, value in over.items():
        if isinstance(value, dict) and isinstance(values.get(key), dict):
            _merge(values[key], value)
        else:
            values[key] = value


def _line(file: Path, problem: Any) -> str:
    key, value, allowed = problem_of(problem, Settings)
    return f"{file}: {key or '(file)'}{f' = {value}'[:120] if value else ''}: {allowed}"
