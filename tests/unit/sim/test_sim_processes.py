"""Each simulator as a real process: its line, its link, its control socket, its end."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import serial

from devices.sim.process.kinds import NAMES
from tests.journeys.floor import until
from tests.unit.sim.processes import PATIENCE_S, Control, Process, running

pytestmark = pytest.mark.wire


def received(link: socket.socket, count: int) -> bytes:
    """Exactly `count` bytes, or what came before the end."""
    got = b""
    while len(got) < count and (chunk := link.recv(count - len(got))):
        got += chunk
    return got


def test_the_scanner_is_a_serial_line_that_can_be_pulled_and_put_back(tmp_path: Path) -> None:
    link = tmp_path / "scanner"
    with running("linescan", "--link", str(link)) as (process, control):
        assert process.line == {
            "sim": "linescan",
            "address": f"serial://{link}",
            "control": process.line["control"],
            "pid": process.child.pid,
        }
        assert control.do(do="scan", text="40063813")["heard"] is False
        with serial.Serial(str(link), 115200, timeout=PATIENCE_S) as line:
            assert control.do(do="scan", text="4006381333931")["heard"] is True
            assert line.read_until(b"\r") == b"]E04006381333931\r"  # the scan nobody heard is not kept
            control.do(do="unplug")
            assert not link.is_symlink()
            with pytest.raises((serial.SerialException, OSError)):
                line.read(1)
        control.do(do="replug")
        with serial.Serial(str(link), 115200, timeout=PATIENCE_S) as line:
            control.do(do="garbage", count=100_000, kind="digits")
            assert len(line.read(100_000)) == 100_000
    assert not link.is_symlink()


def test_the_printer_answers_over_tcp_and_tells_of_receipts(tmp_path: Path) -> None:
    with running("escpos", "--receipts", str(tmp_path)) as (process, control):
        watcher = Control(process.line["control"])
        assert watcher.do(do="watch") == {"ok": True}
        with socket.create_connection(process.address, PATIENCE_S) as host:
            host.sendall(b"\x10\x04\x01")
            assert received(host, 1) == b"\x16"
            host.sendall(b"\x1b@\x1bt\x13Total \xd5 9,99\n\x1dV\x00\x1d(H\x06\x0000wxyz")
            assert received(host, 7) == b"\x37\x22wxyz\x00"
        events = [watcher.next(), watcher.next()]
        assert {"event": "receipt", "n": 1, "lines": ["Total € 9,99"]} in events
        watcher.close()
        assert control.do(do="receipts")["receipts"][0]["lines"] == ["Total € 9,99"]
        assert (tmp_path / "receipt-0001.png").exists()


def test_a_full_buffer_holds_the_host_back_and_lets_it_go() -> None:
    job = b"0123456789" * 100_000
    with (
        running("escpos", "--fault", "small buffer 4096; cover open") as (process, control),
        socket.create_connection(process.address, PATIENCE_S) as host,
    ):
        host.setblocking(False)
        sent = 0
        while sent < len(job) and select.select([], [host], [], 0.3)[1]:
            sent += host.send(job[sent : sent + 65536])
        until(lambda: control.do(do="state")["buffered_bytes"] >= 4096, "a full buffer")
        assert control.do(do="state")["buffered_bytes"] < len(job)
        control.do(do="cover", open=False)
        host.setblocking(True)
        host.sendall(job[sent:] + b"\n\x1dV\x00\x1d(H\x06\x0000wxyz")
        assert received(host, 7) == b"\x37\x22wxyz\x00"


def test_the_terminal_keeps_its_port_while_unplugged_and_its_turnovers_over_a_restart(tmp_path: Path) -> None:
    store = ("--state", str(tmp_path / "zvt.json"), "--knob", "host_s=0")
    with running("zvt", *store) as (process, control):
        control.do(do="auto", on=True, delay_s=0)
        with socket.create_connection(process.address, PATIENCE_S) as host:
            host.sendall(bytes.fromhex("06 00 06 00 00 00 06 09 78"))
            assert received(host, 3 + 13)[:5] == bytes.fromhex("80 00 00 06 0F")
            host.sendall(bytes.fromhex("80 00 00 06 01 0A 04 00 00 00 00 12 99 49 09 78"))
            assert received(host, 3 + 2) == bytes.fromhex("80 00 00 04 0F")
            control.do(do="unplug")
            with pytest.raises(ConnectionResetError):
                received(host, 4096)
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(process.address, PATIENCE_S)
        control.do(do="replug")
        socket.create_connection(process.address, PATIENCE_S).close()
        assert [row["state"] for row in control.do(do="turnovers")["turnovers"]] == ["undone"]
    with running("zvt", *store) as (process, control):
        assert [row["amount_minor"] for row in control.do(do="turnovers")["turnovers"]] == [1299]


def test_a_quietly_pulled_cable_leaves_the_host_in_the_dark_and_a_new_connection_works() -> None:
    with running("zvt") as (process, control), socket.create_connection(process.address, PATIENCE_S) as old:
        control.do(do="unplug", quietly=True)
        old.sendall(bytes.fromhex("05 01 00"))
        assert select.select([old], [], [], 0.2)[0] == []
        control.do(do="replug")
        with socket.create_connection(process.address, PATIENCE_S) as new:
            new.sendall(bytes.fromhex("05 01 00"))
            assert received(new, 3) == bytes.fromhex("80 00 00")


def test_a_newer_connection_replaces_an_older_one() -> None:
    with (
        running("zvt") as (process, _control),
        socket.create_connection(process.address, PATIENCE_S) as old,
        socket.create_connection(process.address, PATIENCE_S) as new,
    ):
        new.sendall(bytes.fromhex("05 01 00"))
        assert received(new, 3) == bytes.fromhex("80 00 00")
        with pytest.raises(ConnectionResetError):
            old.recv(1)


def test_bad_requests_are_answered_and_the_connection_stays() -> None:
    with running("zvt") as (_process, control):
        assert control.raw(b"{nonsense\n")["error"].startswith("not JSON")
        assert control.raw(b"[1]\n") == {"ok": False, "error": "a request is a JSON object"}
        assert control.raw(b"\xff\xfe\n")["ok"] is False
        assert control.do(do="fly") == {"ok": False, "error": "unknown verb 'fly'"}
        assert control.do(do="fault", script="glue at bite 3")["error"].startswith("line 1, column 9:")
        assert control.do(do="state")["ok"] is True


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("zvt", "--knob", "colour=blue"), "unknown knob"),
        (("zvt", "--knob", "colour"), "not NAME=VALUE"),
        (("escpos", "--listen", "udp"), "not tcp"),
        (("zvt", "--fault", "explode"), "unknown action"),
        (("toaster",), "invalid choice"),
        (("all", "--only", "toaster"), "not one of"),
        (("toledo8217", "--knob", "parity=odd"), "parity is even or none"),
    ],
)
def test_a_bad_command_line_ends_with_a_sentence(arguments: tuple[str, ...], said: str) -> None:
    command = [sys.executable, "-m", "devices.sim", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("how", ["stdin", "killed parent"])
def test_all_of_them_start_together_and_end_with_their_parent(tmp_path: Path, how: str) -> None:
    names = tuple(name for name in NAMES if name != "nexo")  # the other payment terminal
    process = Process("all", "--dir", str(tmp_path), "--with-parent", lines=len(names))
    assert {line["sim"] for line in process.lines} == set(names)
    pids = [int(line["pid"]) for line in process.lines]
    watches = [os.pidfd_open(pid) for pid in pids]
    if how == "stdin":
        assert process.child.stdin is not None
        process.child.stdin.close()
        process.child.stdin = None
    else:
        process.child.kill()
    for watch in watches:
        assert select.select([watch], [], [], PATIENCE_S)[0], "a simulator stayed behind"
        os.close(watch)
    process.end()
    assert not (tmp_path / "scanner").is_symlink()
