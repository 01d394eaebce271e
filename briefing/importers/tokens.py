"""The tokens of HTML, whoever wrote it."""

from html.parser import HTMLParser


class Tokenizer(HTMLParser):
    """The standard library's tokenizer; a marked section that HTML does not know ("<![x") is a comment, as in browsers.

    The library raises AssertionError there (cpython#77057, for all marked sections but those of SGML).
    """

    def parse_html_declaration(self, i: int) -> int:
        if self.rawdata.startswith("<![", i):
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)
