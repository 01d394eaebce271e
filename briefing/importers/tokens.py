"""The tokens of HTML, whoever wrote it."""

import re
from html.parser import HTMLParser

# How much is read from the beginning of a tag or comment that never ends.
_REST = 10_000
_UNFINISHED = re.compile(r"</?[A-Za-z][^<>]{0,1000}")


class Tokenizer(HTMLParser):
    """The standard library's tokenizer; a marked section that HTML does not know ("<![x") is a comment, as in browsers.

    The library raises AssertionError there (cpython#77057, for all marked sections but those of SGML).
    """

    def parse_html_declaration(self, i: int) -> int:
        if self.rawdata.startswith("<![", i):
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)

    def close(self) -> None:
        """Read what is left. When that begins with a tag or a comment that never ends, a browser ends the page there;
        the library tries again at each later sign and reads all the rest each time, so only its beginning is kept.
        """
        if _UNFINISHED.fullmatch(self.rawdata):
            self.rawdata = ""
        elif self.rawdata.startswith("<"):
            self.rawdata = self.rawdata[:_REST]
        super().close()
