"""A plain text as a Qt document: never markup, its paragraphs spaced, its places those of the DisplayText."""

from collections.abc import Iterator

from PySide6.QtGui import QColor, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from briefing.ui.display import DisplayText
from briefing.ui.theme import Theme, font

_TEXT = 17  # pixels at the normal zoom


def plain_look(theme: Theme, zoom: float) -> QTextCharFormat:
    """The look of text that nothing lights."""
    look = QTextCharFormat()
    look.setFont(font(_TEXT * zoom, is_serif=True))
    look.setForeground(QColor(theme.text))
    return look


def write_text(document: QTextDocument, display: DisplayText, theme: Theme, zoom: float) -> None:
    """Put the text in place of what the document holds, in one edit block."""
    document.setDefaultFont(font(_TEXT * zoom, is_serif=True))
    document.setDocumentMargin(0)
    look = plain_look(theme, zoom)
    block = QTextBlockFormat()
    block.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    cursor.setBlockFormat(block)
    cursor.setCharFormat(look)
    cursor.setBlockCharFormat(look)
    cursor.insertText(display.shown, look)
    _space_paragraphs(cursor, block, set(display.breaks), zoom)
    cursor.endEditBlock()


def set_margins(document: QTextDocument, left: int, top: int, right: int, bottom: int) -> None:
    """Margins round the text, in pixels; it is laid out again only when one has changed."""
    frame = document.rootFrame().frameFormat()
    if (frame.leftMargin(), frame.topMargin(), frame.rightMargin(), frame.bottomMargin()) != (left, top, right, bottom):
        frame.setLeftMargin(left)
        frame.setTopMargin(top)
        frame.setRightMargin(right)
        frame.setBottomMargin(bottom)
        document.rootFrame().setFrameFormat(frame)


def _space_paragraphs(cursor: QTextCursor, usual: QTextBlockFormat, added: set[int], zoom: float) -> None:
    """Space after each paragraph but at the breaks that were added; an empty line of the text takes no room."""
    spaced, empty = QTextBlockFormat(usual), QTextBlockFormat(usual)
    spaced.setBottomMargin(15 * zoom)
    empty.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    for block in _blocks(cursor.document()):
        if block.position() + block.length() - 1 not in added:
            cursor.setPosition(block.position())
            cursor.setBlockFormat(spaced if block.length() > 1 else empty)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()
