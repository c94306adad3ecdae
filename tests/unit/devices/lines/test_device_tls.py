"""TLS to a device: only a certificate that is trusted and named opens, and a line that ends says so."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from devices.api import Refused, Unplugged
from devices.tls import tls_port
from devices.transport import Port, memory_pipe, open_port
from devices.url import UrlError, parse

NAME = "V400m-000000001.terminal.example"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate that signs itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "own.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "key.pem").write_bytes(key.private_bytes(*form))
    return folder


Script = Callable[[str], Awaitable[None]]


async def at_server(files: Path, script: Script) -> None:
    """Run a server that gives back what it gets, in capitals, until it hears a full stop."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files / "own.pem", files / "key.pem")

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while (heard := await reader.read(100)) and b"." not in heard:
            writer.write(heard.upper())
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    async with server:
        await script(f"nexo+https://127.0.0.1:{server.sockets[0].getsockname()[1]}/nexo")
        server.close()


def test_a_certificate_that_nobody_vouches_for_or_of_another_name_is_refused(files: Path) -> None:
    async def script(address: str) -> None:
        for options in (f"name={NAME}", f"ca={files / 'own.pem'}", f"ca={files / 'own.pem'}&name=other.example"):
            with pytest.raises(Refused, match="certificate not trusted"):
                await open_port(parse(f"{address}?{options}"))

    asyncio.run(at_server(files, script))


def test_what_is_written_arrives_and_the_end_is_told(files: Path) -> None:
    async def script(address: str) -> None:
        port: Port = await open_port(parse(f"{address}?ca={files / 'own.pem'}&name={NAME}"))
        await port.write(b"hello")
        assert await port.read(100) == b"HELLO"
        await port.write(b".")
        with pytest.raises(Unplugged):
            await port.read(100)
        port.close()
        with pytest.raises(Unplugged):
            await port.write(b"more")

    asyncio.run(at_server(files, script))


def test_a_line_that_ends_or_is_no_tls_in_the_handshake_is_unplugged() -> None:
    async def main() -> None:
        for said in (b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"):
            host, device = memory_pipe()
            await device.write(said)
            device.close()
            with pytest.raises(Unplugged):
                await tls_port(host, parse("nexo+https://10.0.0.6:8443/nexo"), "10.0.0.6", 5)
            assert host.is_closed

    asyncio.run(main())


def test_a_device_that_says_nothing_is_given_up() -> None:
    async def main() -> None:
        host, _device = memory_pipe()
        with pytest.raises(Unplugged, match="no TLS handshake"):
            await tls_port(host, parse("nexo+https://10.0.0.6:8443/nexo"), "10.0.0.6", 0.01)

    asyncio.run(main())


@pytest.mark.parametrize("is_there", [False, True])
def test_a_file_of_authorities_that_is_none_is_named(tmp_path: Path, is_there: bool) -> None:
    file = tmp_path / "ca.pem"
    if is_there:
        file.write_text("nothing")

    async def main() -> None:
        host, _device = memory_pipe()
        with pytest.raises(Refused, match="option ca"):
            await tls_port(host, parse(f"nexo+https://10.0.0.6:8443/nexo?ca={file}"), "10.0.0.6", 5)
        assert host.is_closed

    asyncio.run(main())


@pytest.mark.parametrize("text", ["nexo+https://10.0.0.6/nexo", "nexo+http://u@h:1/x", "nexo+https://h:1/a b"])
def test_an_address_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UrlError, match="address"):
        parse(text)
