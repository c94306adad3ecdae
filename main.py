"""Pronto: arguments, settings, wiring, run. The only file that sees every package.

The first frame is painted before the store, the devices or the formats of amounts are imported: see `Kiosk.run`.
"""

from __future__ import annotations

import argparse
import functools
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.arguments import DEMO_GOODS, ROOT, arguments, plan_of
from kiosk.arguments import Plan as Plan
from kiosk.configuring.starting import Start
from kiosk.training.mark import planned_by_file
from kiosk.watch import Guard
from kiosk.watch.guard import RESTART

if TYPE_CHECKING:
    from devices.api import Device
    from devices.sim.showroom import Showroom
    from devices.transport import OpenPort
    from kiosk.effects.far_voice import Act
    from kiosk.engine import Engine, Outside
    from kiosk.flows.shell import Frame
    from kiosk.health.view import Fitting
    from kiosk.pictures import SeenCode
    from kiosk.runtime import Core
    from kiosk.settings import Settings
    from kiosk.words import Words
    from screens.app import Glass

VERSION = "0.1.0"
NO_DISPLAY, BAD_SETTINGS, ALREADY_RUNNING = 2, 2, 3
log = logging.getLogger("main")


def main(argv: list[str]) -> int:
    """Run one command and return its exit status."""
    if argv[:1] == ["wire"]:
        from devices.recording.command import main as wire
        from kiosk.commands import credential, device_urls

        return wire(argv[1:], device_urls, credential)
    options = arguments(argv)
    if options.command == "run":
        return run(options)
    if options.command == "staff":
        from kiosk.staffing.board import opened
        from screens.callboard.app import run_board

        return run_board(lambda: opened(options))
    from kiosk import commands
    from screens.faces import glyph_test

    match options.command:
        case "devices" | "report" | "replay" | "badge":
            from devices.loop import supervise
            from kiosk.upkeep.inspection import asked

            return asked(options, fitted, supervise)
        case "bundle":
            return commands.bundle(options.rest, url_problem)
        case "receipt-page":
            return commands.receipt_page(options.out, options.key, options.config, options.data)
        case "decode":
            return commands.decoded(options, codes_of)
        case "basket":
            return commands.basket(options)
        case "import-catalogue":
            return commands.import_catalogue(options.file, options.config, options.data, glyph_test, options.map)
        case "import-departures":
            return commands.import_departures(options.files, options.config, options.data)
        case _:
            return commands.check_config(options.config, options.profile, url_problem, glyph_test)


def codes_of(file: Path) -> Sequence[SeenCode]:
    """Give the codes of a picture file. Raises `Unreadable`."""
    from devices.seeing import file as pictures
    from kiosk.pictures import Unreadable

    try:
        return pictures.codes_of(file)
    except pictures.NoPicture as problem:
        raise Unreadable(str(problem)) from None


def url_problem(role: str, url: str) -> str | None:
    """Return what is wrong with a device's URL, or None."""
    from devices.roles import problem_of
    from kiosk.commands import credential

    return problem_of(role, url, credential)


def fitted(
    file: Path,
    settings: Settings,
    urls: Mapping[str, str] | None = None,
    port_of: Callable[[str, str], OpenPort] | None = None,
) -> tuple[Mapping[str, Device], Sequence[Fitting]]:
    """Make the devices of the settings, or of `urls`, whose ports `port_of` opens. Raises `SettingsError`."""
    from devices import transport
    from devices.roles import opened
    from kiosk.commands import credential, url_problems
    from kiosk.settings import SettingsError
    from kiosk.upkeep.fitting import fittings_of

    known = urls or settings.devices.urls
    if problems := url_problems(file, known, url_problem):
        raise SettingsError(problems)
    port = port_of or (lambda _part, _url: transport.open_port)
    made = {part: opened(url, credential, port(part, url)) for part, url in known.items()}
    return {part: own.device for part, own in made.items()}, fittings_of(made, known, settings.devices)


# --- the kiosk ------------------------------------------------------------------------------------------------------


def run(options: argparse.Namespace) -> int:
    """Run the kiosk until its window closes. Without a display that is an error; `--sim --windowed` plays the demo."""
    from screens.display import problem

    refusal = problem()
    if refusal is None:
        return Kiosk(plan_of(options)).run()
    print(refusal, file=sys.stderr)
    if not (options.sim and options.windowed):
        return NO_DISPLAY
    print("Playing the demo instead, without a display.", file=sys.stderr, flush=True)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    demo = [sys.executable, "-m", "tests.journeys.demo", "--terminal", options.terminal, "--scanner", options.scanner]
    return subprocess.call(demo, cwd=ROOT, env=environment)  # noqa: S603  # our own


class Kiosk:
    """The glass and the core, wired together."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan = planned_by_file(plan)
        self.exit_status = 0
        self._kept: list[tuple[str, dict[str, int | str]]] = []
        self._showroom: Showroom | None = None
        self._bench_place = ""
        self._core: Core | None = None
        self._engine: Engine | None = None
        self._guard = Guard(self._restart, is_strict=plan.is_locked)
        self._is_up = self._is_clock_running = False
        self._start = Start(plan.config, plan.profile, plan.data_dir)

    def run(self) -> int:
        """Paint first, then wake everything else; return the exit status when the window has closed."""
        from screens.app import make_application
        from screens.ending import quit_application, quit_on_interrupt

        application = make_application()
        restore = quit_on_interrupt(quit_application)
        self._guard.catch()
        try:
            self._values = self._start.values()
            self._open_glass()
        except (OSError, KeyError, TypeError, ValueError) as error:
            from kiosk.commands import say_settings_problems

            restore()
            return say_settings_problems(self.plan.config, self.plan.profile, error)
        application.exec()
        restore()
        self._guard.stop(self.exit_status)
        self._close()
        return self.exit_status

    def _open_glass(self) -> None:
        from kiosk.brand.profile import brand_of
        from kiosk.effects.far_voice import FarVoice
        from kiosk.flows.glass import starting
        from kiosk.site import site_of
        from kiosk.words import SiteFormat, Words
        from kiosk.words.own import own_words
        from screens.app import make_view
        from screens.bridge import Shell
        from screens.hands.far import FarHands

        self._site = site = site_of(self._values, is_demo=self.plan.is_demo, is_training=self.plan.is_training)
        formats = SiteFormat(self._values["site"]["locale"], site.currency, self._values["site"]["timezone"])
        self._own = own = own_words(self._values, self.plan.config)
        self._words = functools.cache(lambda language: Words(language, formats, own=own.messages.get(language)))
        self.shell = Shell(self.words_for, self.sent, clock_text=self._clock)
        self.shell.show_now(starting(site))
        self._brand = brand_of(self._values, self.plan.config)
        glass = replace(self._glass(), brand=self._brand)
        self.view = make_view(
            self.shell, glass, on_warning=lambda said: self._guard.fault("screen", said), is_locked=self.plan.is_locked,
            voice=FarVoice(self._with_voice, self._plug), keys=self._values.get("keypad", {}),
        )  # fmt: skip
        self._hands = FarHands(self.view)
        self.view.frameSwapped.connect(self._painted)
        self.view.closing.connect(end_application)
        if self.plan.is_windowed or not self.plan.is_full:
            self.view.show()
        else:
            self.view.showFullScreen()

    def words_for(self, language: str) -> Words:
        """Return the words of a language; each is read once."""
        return self._words(language)

    def _clock(self, now_ms: int) -> str:
        return self.words_for(self._site.language).time(datetime.fromtimestamp(now_ms / 1000, UTC))

    def _glass(self) -> Glass:
        from PySide6.QtGui import QGuiApplication

        from screens.app import Glass
        from screens.windows import Rect, side_by_side

        own = self._values.get("screen", {})
        names = {"width": "width_px", "height": "height_px"}
        known = ("width", "height", "diagonal_in", "viewing_mm", "look", "bottom_edge_mm", "obstruction")
        glass = Glass(**{name: own[names.get(name, name)] for name in known if names.get(name, name) in own})
        room = QGuiApplication.primaryScreen().availableGeometry()
        if not self.plan.is_windowed:
            return replace(glass, width=room.width(), height=room.height()) if self.plan.is_full else glass
        window, bench = side_by_side(Rect(room.x(), room.y(), room.width(), room.height()), (glass.width, glass.height))
        self._bench_place = f"{bench.x},{bench.y},{bench.width},{bench.height}"
        return replace(glass, width=window.width, height=window.height, place=(window.x, window.y))

    def _painted(self) -> None:
        """The first frame is on the glass: now the rest may take its time."""
        self.view.frameSwapped.disconnect(self._painted)
        from kiosk.runtime import Core
        from kiosk.session import ScreenMachine
        from screens.ending import each_second

        self._pulse = each_second(self._guard.pulse)
        self._machine = ScreenMachine(self._show)
        self._machine.strayed.connect(lambda left, right: self._guard.fault("move", f"{left} to {right}"))
        self._machine.start()
        self._core = core = Core()
        core.start()
        core.call(lambda: core.spawn(self._boot(core), self.failed))

    def _show(self, shown: Frame) -> None:
        """Show a frame. The first one comes when the settings are known to be right: now the time can be written."""
        self.shell.show_now(shown)
        if not self._is_clock_running:
            self._is_clock_running = True
            self.shell.start_clock()

    def sent(self, name: str, args: dict[str, int | str]) -> None:
        """Take an event of the glass; one that comes before the core stands is kept and delivered to it."""
        if self._core is None or self._engine is None or not self._is_up:
            self._kept.append((name, args))
            return
        self._core.call(functools.partial(self._engine.sent, name, args))

    def _with_voice(self, act: Act) -> None:
        """Do something with the voice on the core thread; before the core stands nobody is heard."""
        if self._core is not None and self._engine is not None:
            self._core.call(functools.partial(self._engine.with_voice, act))

    def _plug(self, has_headset: bool) -> None:
        if self._engine is not None:
            self._engine.plug(has_headset)

    def caption(self, text: str) -> None:
        """Show what is being said; called on the core thread."""
        self.shell.show_caption(text)

    def _restart(self, status: int) -> None:
        self.exit_status = status
        end_application()

    def _close(self) -> None:
        if self._core is not None:
            if self._engine is not None:
                import asyncio

                asyncio.run_coroutine_threadsafe(self._engine.close(), self._core.loop).result(timeout=10)
            self._core.stop()
        if self._showroom is not None:
            self._showroom.stop()

    # --- on the core thread -----------------------------------------------------------------------------------------

    async def _boot(self, core: Core) -> None:
        import asyncio

        from kiosk.checkin import demo_travellers
        from kiosk.engine import Engine
        from kiosk.health.features import say_missing
        from kiosk.health.logs import start_logging
        from kiosk.settings import data_dir_of

        settings = self._start.settings()
        settings.fiscal.require_allowed(self.plan.config, is_demo=self.plan.is_demo)
        data_dir = self.plan.data_dir or data_dir_of(settings)
        start_logging(data_dir / "logs")
        is_unfit = self._guard.open(data_dir)
        for problem in self._brand.problems:
            log.error("%s; %s is shown", problem, problem.instead)
        for wrong in self._own.problems:
            log.error("%s; the house words are said", wrong)
        say_missing(log)
        urls = self.plan.urls
        if urls is None:
            urls = await asyncio.to_thread(self._start_simulators, settings)
        self._engine = engine = Engine(core, self, self._outside(settings, data_dir, urls))
        engine.is_unfit, engine.on_lost = is_unfit, self._guard.start_again
        await engine.boot()
        self._guard.serve(core.loop, engine)
        if self._start.ended(is_in_service=engine.is_in_service):
            self._guard.start_anew()
        for name, args in self._kept:
            engine.sent(name, args)
        self._is_up = True
        if self._showroom is not None and self._showroom.wants_travellers:
            self._showroom.show_travellers(await demo_travellers(settings, data_dir))

    def _outside(self, settings: Settings, data_dir: Path, urls: Mapping[str, str]) -> Outside:
        from devices import transport
        from devices.finding.candidates import found_for
        from devices.finding.lines import Lines
        from devices.finding.proving import proved
        from devices.keys.window import WindowKeys
        from devices.loop import supervise
        from devices.recording.playing import replayed
        from devices.sim.remote import ask
        from kiosk.backroom.far import Far
        from kiosk.backroom.hardware.found import Finding
        from kiosk.backroom.hardware.simulated import Simulators
        from kiosk.backroom.hardware.wires import Wires
        from kiosk.commands import credential
        from kiosk.effects.keys import Keys
        from kiosk.engine import Outside
        from kiosk.flows.shell import Session

        goods = DEMO_GOODS if self.plan.is_demo else None
        window = WindowKeys(transport.open_port, self._hands.listen)
        lines = Lines(data_dir / "wire", urls or settings.devices.urls, window.open_port)
        devices, fittings = fitted(self.plan.config, settings, urls, lines.port_of)
        wire_keys = functools.partial(Keys, chosen=self._values.get("keypad", {}), glass=self._hands.press)
        session = Session(replace(self._site, required=settings.devices.required), self._site.language)
        taps, part = lines.taps, functools.partial
        finding = Finding(part(found_for, secrets=credential), part(proved, secrets=credential), url_problem)
        wires = Wires(taps.of, taps.record, taps.files, taps.file, replayed)
        rooms = Simulators(self._showroom.controls, ask) if self._showroom is not None else Simulators()
        far = Far(wires, finding=finding, restart=self._guard.start_anew, simulators=rooms)
        at = (self.plan.config, self.plan.profile)
        return Outside(session, settings, VERSION, data_dir, goods, devices, fittings, supervise, *at, far, wire_keys)

    def _start_simulators(self, settings: Settings) -> Mapping[str, str]:
        from devices.sim.showroom import Showroom

        plan, place, roles = self.plan, self._bench_place, settings.fiscal.played(settings.devices.wanted)
        chosen = {"terminal": plan.terminal, "scanner": plan.scanner}
        self._showroom = Showroom(plan.sim_dir, chosen, roles, place, end_application, settings.site.journeys)
        return self._showroom.urls

    def present(self, shown: Frame) -> None:
        """Show a frame; called on the core thread."""
        self._machine.present(shown)

    def failed(self, error: BaseException) -> None:
        """Settings that cannot be used and a second instance end the process; the rest is a fault of the program."""
        from devices.sim.fleet import FleetInUse
        from kiosk.settings import SettingsError
        from kiosk.store.errors import AlreadyRunning

        if isinstance(error, SettingsError | AlreadyRunning | FleetInUse):
            print(error, file=sys.stderr)
            bad = RESTART if self._start.refused(error) else BAD_SETTINGS
            self.exit_status = bad if isinstance(error, SettingsError) else ALREADY_RUNNING
        else:
            log.error("the kiosk did not start", exc_info=error)
            self.exit_status = 1
        end_application()


def end_application() -> None:
    """End the application; from any thread."""
    from screens.ending import quit_application

    quit_application()


if __name__ == "__main__":
    status = main(sys.argv[1:])
    logging.shutdown()
    sys.stdout.flush()
    os._exit(status)  # no teardown of interpreter and Qt in front of a customer
