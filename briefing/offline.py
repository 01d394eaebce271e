"""Loading libraries without the network that they try when they load."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_probing() -> Iterator[None]:
    """Within it, libraries that load find a machine without IPv6.

    urllib3 (behind trafilatura and spaCy) binds a socket when it is imported, to see whether there is IPv6. Briefing
    opens no connection unless a person asks for one, and that includes this one.
    """
    had, socket.has_ipv6 = socket.has_ipv6, False
    try:
        yield
    finally:
        socket.has_ipv6 = had
