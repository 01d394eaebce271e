"""One page from a web address: the one module that opens a network connection, and only when it is asked to by name.

It runs in a child process of its own (`briefing worker fetch`), started for one address and ended after it. http and
https only, no cookies, no scripts, nothing that the page refers to, few redirects, limits of size and time.

Where it connects to is decided by the resolved address, not by the name: this machine itself, link-local and reserved
addresses never; a private network only where the person named it, so no public page can lead there by a redirect.
"""

import http.client
import ipaddress
import os
import re
import socket
import ssl
import time
import urllib.request
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from briefing import __version__
from briefing.errors import UserError
from briefing.i18n import tr
from briefing.model import Fetched

MAX_BYTES = 32 * 1024 * 1024
MAX_REDIRECTS = 5
SECONDS = 60.0  # for all of it
_ANSWER_SECONDS = 20.0  # for each answer on the way
# For tests, which serve their pages themselves.
ALLOW_THIS_MACHINE = "BRIEFING_ALLOW_THIS_MACHINE"

_REDIRECTS = (301, 302, 303, 307, 308)
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/json": ".json",
    "message/rfc822": ".eml",
    "application/zip": ".zip",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
}
_UNFIT = re.compile(r"[^\w.-]+")


def fetch(address: str) -> Fetched:
    """The file at a web address.

    UserError: "not-an-address", "address-not-allowed", "no-connection", "not-trusted", "site-refused",
    "too-many-redirects", "file-too-large", "takes-too-long".
    """
    until = time.monotonic() + SECONDS
    current, may_be_private = _settled(address), True
    for _ in range(MAX_REDIRECTS + 1):
        with _answer(current, may_be_private) as response:
            if response.status not in _REDIRECTS:
                return Fetched(_name(current, response), _body(response, current, until), current)
            target = urljoin(current, _as_utf8(response.headers.get("Location") or ""))
        if current.startswith("https:") and not target.startswith("https:"):
            raise _not_allowed(target)
        # where the named site stands in a private network, the page may lead on within it
        may_be_private = may_be_private and _is_private(urlsplit(current).hostname or "")
        current = _settled(target)
    raise UserError(
        "too-many-redirects",
        tr("{address} leads from one address to the next without end.", address=_shown(address)),
        _instead(),
    )


def _as_utf8(header: str) -> str:
    """A header's bytes, which http.client takes for Latin-1, as browsers take them."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _settled(address: str) -> str:
    """The address as it is asked for: without a fragment, with what is no ASCII encoded."""
    parts = urlsplit(address.strip())
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise UserError(
            "not-an-address",
            tr("“{address}” is no web address that can be imported from.", address=_shown(address)),
            tr("It begins with https or http, and holds no name or password."),
        )
    try:
        host = parts.hostname.encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (UnicodeError, ValueError):
        raise _no_connection(address, tr("there is no such name")) from None
    host = f"[{host}]" if ":" in host else host
    path, query = (quote(part, safe="/%:=&?~#+!$,;'@()*[]-._") for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme.lower(), host + port, path, query, ""))


# --- the connection ------------------------------------------------------------------------------------------------


def _answer(address: str, may_be_private: bool) -> Any:
    """The site's answer, redirects included; the proxy that the system names is used."""

    class Plain(http.client.HTTPConnection):
        def connect(self) -> None:
            self.sock = _connect(self.host, self.port, may_be_private)
            if self._tunnel_host:  # type: ignore[attr-defined]
                self._tunnel()  # type: ignore[attr-defined]

    class Secure(http.client.HTTPSConnection):
        def connect(self) -> None:
            self.sock = _connect(self.host, self.port, may_be_private)
            if self._tunnel_host:  # type: ignore[attr-defined]
                self._tunnel()  # type: ignore[attr-defined]
            name = self._tunnel_host or self.host  # type: ignore[attr-defined]
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=name)

    class Http(urllib.request.HTTPHandler):
        def http_open(self, request: urllib.request.Request) -> Any:
            return self.do_open(Plain, request)

    class Https(urllib.request.HTTPSHandler):
        def https_open(self, request: urllib.request.Request) -> Any:
            return self.do_open(Secure, request)

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    _check_name(urlsplit(address).hostname or "", may_be_private)
    opener = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler(), Http(), Https(), Stay()):
        opener.add_handler(handler)
    opener.add_handler(urllib.request.HTTPErrorProcessor())
    opener.add_handler(urllib.request.HTTPDefaultErrorHandler())
    asked = {"User-Agent": f"Briefing/{__version__}", "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "identity"}
    try:
        return opener.open(urllib.request.Request(address, headers=asked), timeout=_ANSWER_SECONDS)
    except HTTPError as error:
        if error.code in _REDIRECTS:
            return error
        error.close()
        raise _refused(address, error.code) from None
    except URLError as error:
        raise _why(address, error.reason) from error
    except (OSError, http.client.HTTPException) as error:
        raise _why(address, error) from error


def _connect(host: str, port: int, may_be_private: bool) -> socket.socket:
    """A connection to one of the host's addresses that is allowed; no other look at the name comes after this one."""
    is_proxy = host in _proxies()
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    allowed = [entry for entry in found if is_proxy or _is_allowed(str(entry[4][0]), may_be_private)]
    if not allowed:
        raise _not_allowed(host)
    failure: OSError | None = None
    for family, kind, protocol, _, place in allowed:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(_ANSWER_SECONDS)
        try:
            connection.connect(place)
        except OSError as error:
            connection.close()
            failure = error
        else:
            return connection
    assert failure is not None
    raise failure


def _check_name(host: str, may_be_private: bool) -> None:
    """What can be said before a name is resolved, which a proxy may do. UserError "address-not-allowed"."""
    try:
        is_allowed = _is_allowed(host, may_be_private)
    except ValueError:
        is_allowed = host.rpartition(".")[2].lower() != "localhost" or bool(os.environ.get(ALLOW_THIS_MACHINE))
    if not is_allowed:
        raise _not_allowed(host)


def _proxies() -> set[str]:
    return {urlsplit(proxy).hostname or "" for proxy in urllib.request.getproxies().values()}


def _is_allowed(place: str, may_be_private: bool) -> bool:
    address = _bare(place)
    if os.environ.get(ALLOW_THIS_MACHINE) and address.is_loopback:
        return True
    if address.is_loopback or address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    return address.is_global or (may_be_private and address.is_private)


def _bare(place: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The address, that of IPv4 where IPv6 only wraps it."""
    address = ipaddress.ip_address(place.partition("%")[0])
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _is_private(host: str) -> bool:
    try:
        return all(_bare(str(entry[4][0])).is_private for entry in socket.getaddrinfo(host, None))
    except OSError:
        return False


# --- the answer ----------------------------------------------------------------------------------------------------


def _body(response: Any, address: str, until: float) -> bytes:
    """What was sent, unpacked, as long as it is not too much and does not take too long."""
    content = bytearray()
    try:
        for block in _unpacked(response):
            content += block
            if len(content) > MAX_BYTES:
                words = tr("{address} gives more than {most} MB.", address=_shown(address), most=MAX_BYTES // 1024**2)
                raise UserError("file-too-large", words, _instead())
            if time.monotonic() > until:
                raise TimeoutError
    except (OSError, http.client.HTTPException, zlib.error) as error:
        raise _why(address, error) from error
    return bytes(content)


def _unpacked(response: Any) -> Iterator[bytes]:
    is_packed = (response.headers.get("Content-Encoding") or "").lower() in ("gzip", "x-gzip", "deflate")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if is_packed else None
    while block := response.read1(65536):
        if unpack is None:
            yield block
            continue
        while block:
            # a little of it may be very much unpacked
            yield unpack.decompress(block, 1024**2)
            block = unpack.unconsumed_tail


def _name(address: str, response: Any) -> str:
    """A file's name whose ending says what was sent, for the importers."""
    parts = urlsplit(address)
    last = _UNFIT.sub("-", unquote(PurePosixPath(parts.path).name))[:80].strip(".-")
    ending = _ENDINGS.get(response.headers.get_content_type())
    if ending is None:
        return last if "." in last else f"{last or 'page'}.html"
    stem = last.removesuffix(PurePosixPath(last).suffix) if last else ""
    return f"{stem or parts.hostname}{ending}"


# --- what goes wrong -----------------------------------------------------------------------------------------------


def _why(address: str, reason: object) -> UserError:
    if isinstance(reason, UserError):
        return reason
    if isinstance(reason, ssl.SSLError):
        words = tr("{host} can't prove who it is: {reason}.", host=_host(address), reason=reason.reason or "TLS")
        return UserError("not-trusted", words, tr("Look at it in your browser; check the date of this computer."))
    if isinstance(reason, TimeoutError):
        words = tr("{host} takes too long to answer.", host=_host(address))
        return UserError("takes-too-long", words, _instead())
    told = reason.strerror if isinstance(reason, OSError) and reason.strerror else str(reason)
    return _no_connection(address, told)


def _no_connection(address: str, reason: str) -> UserError:
    words = tr("There is no connection to {host}: {reason}.", host=_host(address), reason=reason)
    return UserError("no-connection", words, _instead())


def _refused(address: str, status: int) -> UserError:
    told = f"{status} {http.client.responses.get(status, '')}".strip()
    return UserError("site-refused", tr("{host} answered: {status}.", host=_host(address), status=told), _instead())


def _not_allowed(address: str) -> UserError:
    return UserError(
        "address-not-allowed",
        tr("Nothing is fetched from {address}: it leads into this computer or its network.", address=_shown(address))
        if not address.startswith("http:")
        else tr("Nothing is fetched from {address}: the way there is not encrypted any more.", address=_shown(address)),
        _instead(),
    )


def _instead() -> str:
    return tr("Save the page in your browser and import the file, or copy its text and paste it here.")


def _host(address: str) -> str:
    return _shown(urlsplit(address).hostname or address)


def _shown(address: str) -> str:
    """An address in a message: short, on one line."""
    return "".join(c if c.isprintable() else "\ufffd" for c in address)[:200]
