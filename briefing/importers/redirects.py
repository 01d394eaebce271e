"""Addresses that lead by way of somebody who counts: the real one stands inside them, no network is needed."""

import base64
import binascii
import re
from urllib.parse import parse_qs, unquote, urlsplit

from briefing.importers.metadata import as_address

# Where (host's end, path's beginning) which parameters hold the address.
_PARAMETERS = (
    ("google.", "/url", ("url", "q")),
    ("safelinks.protection.outlook.com", "/", ("url",)),
    ("facebook.com", "/l.php", ("u",)),
    ("linkedin.com", "/redir/", ("url",)),
    ("bing.com", "/news/apiclick", ("url",)),
    ("out.reddit.com", "/", ("url",)),
    ("umblr.com", "/redirect", ("z",)),
    ("youtube.com", "/redirect", ("q",)),
    ("medium.com", "/r/", ("url",)),
    ("getpocket.com", "/redirect", ("url",)),
    ("deref-mail.com", "/", ("redirectUrl",)),
)
_PROOFPOINT = re.compile(r"/v3/__(.+?)__;", re.S)
_AMAZON = re.compile(r"/[LCE]\d/(https?:?%3A%2F%2F[^/]+|https?:%2F%2F[^/]+)", re.I)
_ENCODED = re.compile(r"(?:aHR0c|eyJlIjoiaHR0c)[\w-]{8,3000}")
_INSIDE = re.compile(rb"https?://[^\s\"\\]+")
_LAYERS = 4


def real_address(address: str) -> str:
    """The web address behind the redirections that say where they lead; "" when it is none."""
    found = as_address(address) or ""
    for _ in range(_LAYERS):
        inner = as_address(_inside(found)) if found else None
        if inner is None:
            break
        found = inner
    return found


def _inside(address: str) -> str:
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    for end, path, names in _PARAMETERS:
        is_there = f".{host}".endswith(f".{end}") or (end.endswith(".") and f".{end}" in f".{host}")
        if is_there and parts.path.startswith(path):
            query = parse_qs(parts.query, max_num_fields=100) if parts.query.count("&") < 100 else {}
            return next((query[name][0] for name in names if name in query), "")
    if host.endswith(("urldefense.com", "urldefense.proofpoint.com")):
        return _from_proofpoint(parts.path, parts.query)
    if host.endswith("awstrack.me") and (found := _AMAZON.search(parts.path)):
        return unquote(found.group(1))
    return _from_base64(parts.path) if _ENCODED.search(parts.path) else ""


def _from_proofpoint(path: str, query: str) -> str:
    if found := _PROOFPOINT.search(path + ("?" + query if query else "")):
        return re.sub(r"^(https?):/(?=[^/])", r"\1://", found.group(1))
    given = parse_qs(query).get("u", [""])[0] if query.count("&") < 100 else ""
    return unquote(given.replace("-", "%").replace("_", "/"))


def _from_base64(path: str) -> str:
    """The address in a path's piece of base64, bare or as the first value of a token."""
    found = _ENCODED.search(path)
    assert found is not None
    words = found.group()
    words = words[: len(words) - 1] if len(words) % 4 == 1 else words
    try:
        raw = base64.urlsafe_b64decode(words + "=" * (-len(words) % 4))
    except (binascii.Error, ValueError):
        return ""
    inner = _INSIDE.search(raw)
    return inner.group().decode("ascii", "replace") if inner else ""
