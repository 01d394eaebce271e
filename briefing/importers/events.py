"""XML of documents read as a stream: any depth, little memory, no entities.

lxml builds a tree that takes ten times the file and stops at 256 levels; expat does neither.
"""

from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat

from briefing.importers.packages import bomb

Attributes = Mapping[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]


class _HasEntitiesError(Exception):
    """The document declares entities: no document of these formats needs any, and bombs are made of them."""


def parse_events(data: bytes, name: str, start: Start, end: End, text: Callable[[str], None]) -> bool:
    """Call back for each element and stretch of text, with local names; False when the XML breaks off.

    UserError "bomb" when it declares entities.
    """
    locals_: dict[str, str] = {}

    def local(qualified: str) -> str:
        found = locals_.get(qualified)
        if found is None:
            found = locals_[qualified] = qualified.rpartition(" ")[2]
        return found

    def on_start(tag: str, attributes: dict[str, str]) -> None:
        start(local(tag), {local(key): value for key, value in attributes.items()} if attributes else attributes)

    def refuse(*declared: object) -> NoReturn:
        raise _HasEntitiesError

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = on_start
    parser.EndElementHandler = lambda tag: end(local(tag))
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except _HasEntitiesError:
        raise bomb(name) from None
    except (expat.ExpatError, LookupError, ValueError):
        return False  # not well-formed, or in an encoding that does not exist
    return True
