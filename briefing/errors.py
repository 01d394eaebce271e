"""What can go wrong in the world, told so that a person can act on it."""


class UserError(Exception):
    """The world's fault, shown to the person; everything else that is raised is a bug.

    `code` is stable and for tests ("file-too-large"), `message` says what happened and why,
    `hint` what to do about it. All three are plain text; `str()` is one line.
    """

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(code, message, hint)
        self.code = code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return " ".join(part for part in (self.message, self.hint) if part)


class Cancelled(Exception):
    """The person stopped a long piece of work. What was finished before is kept."""
