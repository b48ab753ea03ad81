"""Which calls may be answered from memory: commands that only look, asked in a way that leads nowhere else.

This is no parser: it says only that a call looks at nothing but the ledger, git, the day and the terminal. Whatever it
does not know exactly is run as ever (docs/decisions/0021).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself takes longer to load than an answer
    from collections.abc import Sequence

_FILTERS = (
    *("--status", "-s", "--unit", "-u", "--region", "--field", "--source", "--batch", "--book", "--object"),
    *("--due-within", "--text", "-t"),
)
_FILTER_FLAGS = ("--overdue", "--void")


class Answerable:
    """A command: the options it may be called with, how many words besides, and what it looks at."""

    __slots__ = ("flags", "git", "never", "valued", "words")

    def __init__(
        self,
        flags: tuple[str, ...],
        valued: tuple[str, ...],
        *,
        words: int = 0,
        git: bool = False,
        never: tuple[str, ...] = (),
    ) -> None:
        """`valued` options take the word behind them. `never`: options with which the call leads elsewhere; named so
        that a new option of the command belongs to one side or the other.
        """
        self.flags, self.valued, self.words = frozenset(flags), frozenset(valued), words
        self.git = git
        self.never = frozenset(never)


TODAY = "today"
"""What a call without a command asks for."""
COMMANDS = {
    TODAY: Answerable(("--json", *_FILTER_FLAGS), ("--as-of", *_FILTERS), words=1),
    "list": Answerable(("--json", *_FILTER_FLAGS), ("--as-of", "--pace", *_FILTERS)),
    "overdue": Answerable(("--json", *_FILTER_FLAGS), ("--as-of", *_FILTERS)),
    "schedule": Answerable(
        ("--json", *_FILTER_FLAGS),
        ("--as-of", "--pace", *_FILTERS),
        words=1,
        never=("--judge", "--why", "-m", "--date", "--as"),
    ),
    "dispatch": Answerable(
        ("--json", *_FILTER_FLAGS),
        ("--as-of", "--month", *_FILTERS),
        words=1,
        never=("--xlsx", "--docx", "--md", "--force"),
    ),
    "stats": Answerable(("--json", *_FILTER_FLAGS), ("--as-of", "--by", *_FILTERS)),
    "show": Answerable(("--json",), ("--as-of",), words=1, git=True),
    "why": Answerable(("--json",), ("--as-of", "--as"), words=1, git=True),
    "check": Answerable(
        ("--json", "--brief", "--exit-zero", *_FILTER_FLAGS),
        ("--as-of", "--format", "--fail-on", *_FILTERS),
        git=True,
        never=("--output", "-o", "--baseline", "--since"),
    ),
    "validate": Answerable(("--json", "--brief"), ("--format",), git=True),
}
"""Commands by name. `validate` gets no words: they may be files anywhere."""
BEFORE = ("--dir", "-C")
"""The options before the command, each with a value."""


class Call:
    """A call that may be answered from memory."""

    __slots__ = ("folder", "git")

    def __init__(self, folder: str | None, *, git: bool) -> None:
        """`folder` is what was said with `--dir`."""
        self.folder, self.git = folder, git


def call(words: Sequence[str]) -> Call | None:
    """What a call is, if it may be answered from memory."""
    at, folder = 0, None
    while at + 1 < len(words) and words[at] in BEFORE:
        folder = words[at + 1]
        at += 2
    command = COMMANDS.get(words[at] if at < len(words) else TODAY)
    if command is None or not _known(command, words[at + 1 :]):
        return None
    return Call(folder, git=command.git)


def _known(command: Answerable, words: Sequence[str]) -> bool:
    besides, at = 0, 0
    while at < len(words):
        word = words[at]
        name, sign, _ = word.partition("=")
        if word in command.valued:
            at += 1
        elif not (word in command.flags or (sign and name.startswith("--") and name in command.valued)):
            if word.startswith("-"):
                return False
            besides += 1
        at += 1
    return besides <= command.words
