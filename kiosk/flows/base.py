"""What all flows share: events of the glass, effects, and the view a state gives of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from kiosk.domain.hours import Opening
from kiosk.domain.money import Money
from kiosk.domain.pricing.book import NO_OFFERS, Book
from kiosk.domain.private import MASK as MASK
from kiosk.domain.private import NOT_KEPT as NOT_KEPT
from kiosk.domain.sale import Sale
from kiosk.domain.tax.rule import NO_TABLE, TaxTable
from kiosk.domain.text import IsoDay, LocalText, Text

if TYPE_CHECKING:  # the first frame needs none of it
    from kiosk.domain.bagging.costs import Costs
    from kiosk.domain.fiscal.profile import CustomerNo
    from kiosk.domain.travel.eligibility import TravelRules
    from kiosk.flows.guests import Customer

# --- events ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. Subclasses are frozen values, see `kiosk.store.codec` for what their fields may hold.

    `is_activity`: only a customer causes it, so somebody is there. `is_kept`: the journal keeps it though it changes
    nothing, as what staff did. `is_passing`: no journal keeps what a staff page looks at; it changes that page alone.
    """

    is_activity: ClassVar[bool] = True
    is_kept: ClassVar[bool] = False
    is_passing: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class BackPressed(Event):
    """The customer wants the step before."""


@dataclass(frozen=True, slots=True)
class CancelPressed(Event):
    """The customer wants to stop; asked once, because the basket goes with it."""


@dataclass(frozen=True, slots=True)
class CancelConfirmed(Event):
    """The customer said yes to stopping."""


@dataclass(frozen=True, slots=True)
class Abandoned(Event):
    """Nobody is there any more: the flow ends as far as it may without a customer."""

    is_activity: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class HelpPressed(Event):
    """Help for this step was asked for."""


@dataclass(frozen=True, slots=True)
class PersonCalled(Event):
    """A person was asked for; `article` is the help that did not help, `question` what was typed there."""

    article: str = ""
    question: str = field(default="", repr=False, metadata=NOT_KEPT)


@dataclass(frozen=True, slots=True)
class LanguagePressed(Event):
    """The choice of languages was asked for."""


@dataclass(frozen=True, slots=True)
class LanguageChosen(Event):
    """A language was chosen; BCP 47 tag of a shipped catalogue."""

    language: str


@dataclass(frozen=True, slots=True)
class AccessPressed(Event):
    """The choices of how the glass looks and moves were asked for."""


@dataclass(frozen=True, slots=True)
class KeypadUsed(Event):
    """A key of the keypad was pressed, or a headset plugged in: somebody wants to hear the glass."""


@dataclass(frozen=True, slots=True)
class GuidancePressed(Event):
    """The choices of how the kiosk speaks were asked for."""


@dataclass(frozen=True, slots=True)
class ReadAgainPressed(Event):
    """The screen shall be said from its beginning; a sheet over it is closed."""


@dataclass(frozen=True, slots=True)
class AccessChosen(Event):
    """One of these choices: a field of `Access` and its new value, as it stands in `CHOICES`."""

    setting: str
    value: str


@dataclass(frozen=True, slots=True)
class SheetClosed(Event):
    """The sheet over the screen was closed."""


@dataclass(frozen=True, slots=True)
class MoreTimePressed(Event):
    """The customer is still there."""


@dataclass(frozen=True, slots=True)
class Touched(Event):
    """The customer did something that no other event tells: a touch beside a control, a key."""


@dataclass(frozen=True, slots=True)
class TimedOut(Event):
    """A timer that a flow started has run out."""

    is_activity: ClassVar[bool] = False
    timer: str


@dataclass(frozen=True, slots=True)
class DeviceChanged(Event):
    """A device's condition changed. `device` is its role (`scanner`, `printer`, `terminal`)."""

    is_activity: ClassVar[bool] = False
    device: str
    state: str
    is_usable: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EffectFailed(Event):
    """A performer raised; `effect` names the kind. A flow that awaits its answer must not wait for ever."""

    is_activity: ClassVar[bool] = False
    effect: str
    key: str


# --- effects --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Effect:
    """Something to be done after the event is durable.

    `is_for_the_moment`: done also by a kiosk that has left service and keeps nothing any more, because it neither
    moves money, goods or paper nor has to be found again: a page's time, a sound, a person called, a look at what is.
    """

    is_for_the_moment: ClassVar[bool] = False

    @property
    def key(self) -> str:
        """What its failure is told by (`EffectFailed.key`): the id that makes it happen once; empty: none waits."""
        return ""


@dataclass(frozen=True, slots=True)
class StartTimer(Effect):
    """Send `TimedOut(timer)` after `seconds`; a running timer of the same name starts anew."""

    is_for_the_moment: ClassVar[bool] = True
    timer: str
    seconds: float


@dataclass(frozen=True, slots=True)
class StopTimer(Effect):
    """Forget a timer; no event follows."""

    is_for_the_moment: ClassVar[bool] = True
    timer: str


@dataclass(frozen=True, slots=True)
class Checkpoint(Effect):
    """Nobody is there: a good moment for the store to tidy up."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something to press: its words and the event it sends. `heard`: its words, where those seen speak of touching."""

    label: Text
    event: str
    args: tuple[tuple[str, int | str], ...] = ()
    icon: str = ""
    is_enabled: bool = True
    is_busy: bool = False
    heard: Text | None = None


Words: TypeAlias = Text | LocalText | IsoDay
Viewable: TypeAlias = "Words | Money | Action | str | int | tuple[Viewable, ...] | Mapping[str, Viewable] | None"


@dataclass(frozen=True, slots=True)
class Step:
    """Where a screen stands in its journey: `index` of `count`, from 1."""

    name: Text
    index: int
    count: int
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A list that changes: items newest last, each with a number `n`; `row` gives the view of one item.

    An item that is the same object has not changed; so lists of a thousand cost what changed in them.
    """

    items: tuple[object, ...]
    row: Callable[[object], Mapping[str, Viewable]]


@dataclass(frozen=True, slots=True)
class Toast:
    """A short word over the screen that goes by itself, with what can be done about it."""

    text: Text
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What a screen shows, in unfinished words. `spoken` is said on entering, before the focused part.

    `heard` is the instruction for who listens, where the one seen speaks of touching or seeing. A part called `stage`
    names what a screen asks now where it asks several things: for who listens each is a screen of its own.
    `keep` may be done instead of giving all up; `kept_as`: the code by which all can be had again, empty for nothing.
    """

    title: Text
    instruction: Text | None = None
    step: Step | None = None
    primary: Action | None = None
    secondary: Action | None = None
    back: Action | None = None
    cancel: Action | None = None
    keep: Action | None = None
    kept_as: str = ""
    parts: Mapping[str, Viewable] = field(default_factory=dict)
    rows: Rows | None = None
    spoken: tuple[Text, ...] = ()
    toast: Toast | None = None
    takes_scans: bool = False
    timeout_s: int | None = 120
    heard: Text | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """How home offers a flow: its tile, its place, and the devices it cannot do without."""

    flow: str
    order: int
    title: Text
    text: Text
    art: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForPayment:
    """Instead of a state: the flow lends the glass to the payment of `sale`, and goes on from `state` when it is over.

    The flow is told by its own `settled`: the sale is FULFILLED when it was paid and carried out, OPEN when the
    customer came back without paying. In MOVES this is the key of the states that `settled` may return.
    """

    state: object
    sale: Sale


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is: desk, phone and hours, as the site wrote them."""

    desk: LocalText
    phone: str
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Access:
    """How this customer sees the glass; gone with the session. `text` in percent, `look` empty: the site's own.

    `reach` is `on` when everything to touch shall stand low enough for who sits. `speech` is empty until somebody
    chose: a key then starts it. `rate` is in percent, `volume` in steps of 3 dB from the site's level, `sounds` empty:
    as the site wants. `screen` `hidden`: black, for eyes around; `keys` `steady`: the same key twice within half a
    second counts once.
    """

    text: str = "100"
    look: str = ""
    motion: str = "full"
    speech: str = ""
    reach: str = "off"
    rate: str = "100"
    volume: str = "0"
    sounds: str = ""
    screen: str = "shown"
    keys: str = "plain"

    @property
    def is_slow(self) -> bool:
        """True when times should be longer: large letters, strong contrast, listening and a far reach take longer."""
        return self.text != "100" or self.look == "contrast" or "on" in (self.speech, self.reach)


SLOW_FACTOR = 3
PLAIN = Access()  # what every customer begins with

CHOICES: Mapping[str, tuple[str, ...]] = {
    "text": ("100", "125", "150", "200"),
    "look": ("light", "dark", "contrast"),
    "motion": ("full", "calm"),
    "speech": ("off", "on"),
    "reach": ("off", "on"),
    "sounds": ("off", "on"),
    "rate": ("75", "100", "125", "150", "200"),
    "volume": tuple(str(step) for step in range(-6, 4)),
    "screen": ("shown", "hidden"),
    "keys": ("plain", "steady"),
}


STORAGE: Final = "storage"  # told like devices, without being any: room on the disk, a clock to be believed
CLOCK: Final = "clock"
LANE: Final = "lane"  # staff paused or closed it
FISCAL: Final = "fiscal"  # what signs receipts; `is_usable` while it may be sold without it


@dataclass(frozen=True, slots=True)
class Site:
    """What flows may know of the site, its devices and the session now. `language` is what the customer reads."""

    name: str
    kiosk: str
    currency: str
    languages: tuple[str, ...]
    language: str
    place: Place
    devices: Mapping[str, DeviceChanged] = field(default_factory=dict)
    is_demo: bool = False
    receipt: str = "ask"  # ask | print: what happens when a sale is paid
    is_terminal_asked: bool = False  # an earlier payment is being asked about: the terminal takes no new one
    watched: tuple[tuple[str, str], ...] = ()  # ended attempts, with references, to ask about before the next payment
    is_slow: bool = False  # this customer reads or hears more slowly than others
    opening: Opening = Opening.OPEN  # whether people are at the desk now
    required: tuple[str, ...] = ()  # roles without which nobody is served here
    journeys: tuple[str, ...] = ("checkout",)  # the flows that home offers and readers begin
    is_lent: bool = False  # the glass was lent to a payment: what follows it is another flow's
    travel: TravelRules | None = None  # the tables that check-in goes by, where it is offered
    is_training: bool = False  # a demo that staff began
    customer: Customer | None = None  # the session that a guest covers: told to guests alone
    staff_idle_s: int = 120  # without a sign of life staff are signed out, at the latest
    bagging: Costs | None = None  # what is made of the bagging scale's weight; None: nothing, as without one
    offers: Book = NO_OFFERS  # the promotions that hold now: a sale that is opened keeps them
    tax: TaxTable = NO_TABLE  # the country's, by which a sale that is opened names and rounds its tax
    customer_no: CustomerNo | None = None  # what customers may have on the receipt; None: the country prints none
    enrols: bool = False  # customers may become members at this kiosk
    has_extras: bool = False  # before paying a carrier bag or a good cause is offered
    has_corner: bool = True  # holding the upper left corner asks for the sign-in of staff

    def slowed(self, seconds: int) -> int:
        """Return how long something takes for this customer that takes others so many seconds."""
        return seconds * SLOW_FACTOR if self.is_slow else seconds

    def is_usable(self, device: str) -> bool:
        """True when the device's verbs may be called."""
        return (known := self.devices.get(device)) is not None and known.is_usable

    @property
    def missing(self) -> str:
        """What the kiosk itself lacks, or the first required role whose device cannot be used; empty for none."""
        amiss = (part for part in (STORAGE, CLOCK, LANE, FISCAL) if part in self.devices and not self.is_usable(part))
        return next(amiss, "") or next((role for role in self.required if not self.is_usable(role)), "")
