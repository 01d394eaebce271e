"""What stands in a field and is not written in stays as it is, sign by sign, whatever it holds."""

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from briefing.model import Annotation, Header, Span
from briefing.ui.dialogs import ArticleDialog, HeaderDialog, MoveDialog, NameDialog
from briefing.ui.editors import LongField
from briefing.ui.facts_dialog import FactsDialog
from briefing.ui.intake_dialogs import InboxDialog
from briefing.ui.main_window import MainWindow
from briefing.ui.refused_dialog import RefusedDialog
from tests.library.making import an_article
from tests.test_injection import KINDS
from tests.ui.walking import MNEMONIC, UNSEEN

FRENCH = "  «\u00a0Non\u202f!\u00a0» dit-elle\u00a0: l’eau  "
KEPT = (FRENCH, KINDS["mail header"], KINDS["bidi"], UNSEEN, MNEMONIC, "x" * 33_000)


@pytest.mark.parametrize("words", KEPT, ids=range(len(KEPT)))
def test_a_form_in_which_nobody_writes_changes_nothing(qtbot, qapp: QApplication, words: str) -> None:
    article = an_article(title=words)._replace(outlet=words, author=words, origin=words)
    header = Header(words, "en", words, words, words, words, words, drafter=words)
    made = ArticleDialog(None, article), FactsDialog(None, [article], {}), HeaderDialog(None, header)
    move, name = MoveDialog(None, [words], [words], (words, words)), NameDialog(None, "x", "y", now=words)
    inbox = InboxDialog(None, "/", [words], words)
    for dialog in (*made, move, name, inbox):
        qtbot.addWidget(dialog)
    assert (made[0].fields, made[1].corrections, made[2].header) == ({}, {}, header)
    assert (move.chosen_actor, move.chosen_issue, name.name, inbox.dossier) == (None, words, words, words)


@pytest.mark.parametrize("words", KEPT[:-1], ids=range(len(KEPT) - 1))
def test_a_line_and_a_note_in_which_nobody_writes_change_nothing(window: MainWindow, qtbot, words: str) -> None:
    written: list[object] = []
    window.brief.list.text_edited.connect(lambda *fields: written.append(fields[2]))
    window.brief.notes.body_written.connect(lambda *fields: written.append(fields))
    window.go_to_line(next(row.key for row in window.brief.list.rows.rows if row.kind == "line"))
    window.brief.list.write_in("gloss", words)
    window.brief.list.end_editing(is_kept=True)
    assert written == [words]
    note = Annotation("x", window.desk.article.id, "note", Span(0, 1, window.desk.article.text[0]), body=words)
    window.brief.notes.write(note)
    window.brief.notes.end_writing()
    assert written == [words]


def test_no_break_spaces_stay_in_what_is_written(qtbot, qapp: QApplication) -> None:
    field = LongField("«\u00a0Oui\u00a0»\nnon")
    qtbot.addWidget(field)
    field.moveCursor(QTextCursor.MoveOperation.End)
    field.insertPlainText("\u202f!")
    assert field.written() == "«\u00a0Oui\u00a0»\nnon\u202f!"


def test_rows_that_are_copied_are_no_formulas(qtbot, qapp: QApplication) -> None:
    dialog = RefusedDialog([("=HYPERLINK(1)\n=2", "+1\t@SUM(1)"), ("a\u202eb.pdf", "x")])
    qtbot.addWidget(dialog)
    dialog._copy()
    assert qapp.clipboard().text() == "'=HYPERLINK(1) =2\t'+1 @SUM(1)\na\ufffdb.pdf\tx"
