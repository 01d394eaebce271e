"""The golden files: each format of the sample brief as it was last looked at and found good.

`python -m tests.export.golden` writes them anew; look at the difference before keeping it.
"""

from email import message_from_bytes, policy
from pathlib import Path

import pypdfium2

from briefing.compose import compose
from briefing.export import export
from briefing.model import Header
from tests.samples import plan, sample_brief

FOLDER = Path(__file__).with_name("golden")
NAMES = ("brief.md", "brief.html", "brief.ics", "brief.json", "draft.txt", "paper.txt")


def make(name: str) -> str:
    """The text of one golden file."""
    if name == "brief.json":
        return export(compose([plan()], Header("A plan"), today="2026-01-17"), "json").decode()
    if name == "draft.txt":
        message = message_from_bytes(export(sample_brief(), "eml"), policy=policy.default)
        head = "".join(f"{key}: {value}\n" for key, value in message.items())
        return head + "\n" + message.get_body(("plain",)).get_content().replace("\r\n", "\n")  # type: ignore[attr-defined]
    if name == "paper.txt":
        pdf = pypdfium2.PdfDocument(export(sample_brief(), "pdf"))
        text = "\n\f\n".join(page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in pdf)
        pdf.close()
        return text + "\n"
    return export(sample_brief(), name.partition(".")[2]).decode()


def main() -> None:
    for name in NAMES:
        (FOLDER / name).write_bytes(make(name).encode())


if __name__ == "__main__":
    main()
