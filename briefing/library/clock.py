"""The time, as the library writes it down."""

from datetime import UTC, datetime


def now() -> str:
    """ISO 8601 in UTC, with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
