"""Fetches pip itself from the package index, for a Python that came without ensurepip and a system without apt.

Honours what pip would: `PIP_INDEX_URL`, `PIP_CERT`, and `index-url` and `cert` in pip's configuration files. Proxies
come from the usual variables. Credentials may stand in the index URL.
"""

from __future__ import annotations

import base64
import configparser
import hashlib
import html
import os
import re
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from debian import SetupError

PYPI = "https://pypi.org/simple"  # pip's own default
TIMEOUT_S = 60
_LINK = re.compile(r"""<a\s[^>]*href=["']([^"']*/pip-(\d+(?:\.\d+)+)-py3-none-any\.whl[^"']*)["']""", re.I)


def settings(environment: Mapping[str, str], files: list[Path]) -> tuple[str, str | None]:
    """The index URL and the certificate file pip would use; later files and then the environment win."""
    index, certificate = PYPI, None
    for path in files:
        parser = configparser.RawConfigParser()
        parser.read(path, encoding="utf-8")
        index = parser.get("global", "index-url", fallback=index)
        certificate = parser.get("global", "cert", fallback=certificate)
    return environment.get("PIP_INDEX_URL", index).rstrip("/"), environment.get("PIP_CERT", certificate)


def configuration_files(environment: Mapping[str, str]) -> list[Path]:
    """Where pip's settings may stand, weakest first. Source: pip, "Configuration", location of files."""
    home = Path.home()
    personal = Path(environment.get("XDG_CONFIG_HOME", home / ".config"))
    files = [Path("/etc/pip.conf"), home / ".pip/pip.conf", personal / "pip/pip.conf"]
    if environment.get("PIP_CONFIG_FILE"):
        files.append(Path(environment["PIP_CONFIG_FILE"]))
    return files


def newest_wheel(page: str, base: str) -> str:
    """The address of the newest released pip wheel on a simple-index page (PEP 503)."""
    found: list[tuple[list[int], str]] = []
    for href, version in _LINK.findall(page):
        found.append(([int(part) for part in version.split(".")], href))
    if not found:
        raise SetupError("the package index lists no pip; install python3-venv or pip and start again.")
    newest = max(found)[1]
    return urllib.parse.urljoin(base, html.unescape(newest))


def download_pip(folder: Path) -> Path:
    """Downloads the newest pip wheel into `folder`; the hash the index names is checked."""
    index, certificate = settings(os.environ, configuration_files(os.environ))
    page_url = f"{index}/pip/"
    try:
        address = newest_wheel(_read(page_url, certificate).decode(), page_url)
        content = _read(address, certificate)
    except (urllib.error.URLError, OSError) as error:
        raise SetupError(f"the package index does not answer ({error}); the set-up needs a network once.") from error
    parts = urllib.parse.urlsplit(address)
    expected = urllib.parse.parse_qs(parts.fragment).get("sha256")
    if expected and hashlib.sha256(content).hexdigest() != expected[0]:
        raise SetupError("the downloaded pip is damaged (its hash differs from the index); start again.")
    wheel = folder / Path(parts.path).name
    wheel.write_bytes(content)
    return wheel


def _read(address: str, certificate: str | None) -> bytes:
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in ("http", "https", "file"):
        raise SetupError(f"the package index has an address of an unknown kind: {parts.scheme}.")
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    request = urllib.request.Request(bare)  # noqa: S310 - the scheme is checked above
    if parts.username:
        pair = f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
        request.add_header("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())
    context = ssl.create_default_context(cafile=certificate)
    with urllib.request.urlopen(request, timeout=TIMEOUT_S, context=context) as answer:  # noqa: S310 - the scheme is checked
        content: bytes = answer.read()
    return content
