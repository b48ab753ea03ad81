"""Every way to say no, one exit code each, and messages that no language has been chosen for yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Said:
    """A message as a value: the key of a sentence in the catalogue (`cli.words`) and what fills its blanks.

    Whoever finds a fault knows what happened; only the terminal knows the reader's language.
    A blank may be filled with another message, or with a tuple that is joined in the reader's manner.
    """

    key: str
    fill: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """For a log or a debugger; users get the sentence from the catalogue."""
        return f"{self.key}({', '.join(f'{k}={v}' for k, v in self.fill.items())})"

    def __hash__(self) -> int:
        return hash((self.key, tuple(sorted((k, str(v)) for k, v in self.fill.items()))))


def say(key: str, /, **fill: str | int | date | Decimal | Said | tuple[object, ...] | None) -> Said:
    """A message for the catalogue's sentence `key`, its blanks filled."""
    return Said(key, fill)


class LedgerError(Exception):
    """One refusal that ends the command: what happened, every reason for it, and what to do next.

    `what` says it in a sentence; `reasons` are listed below it, one a line, never only the first; `hint` comes last.
    """

    exit_code: ClassVar[int] = 70

    def __init__(self, what: Said, *reasons: Said, hint: Said | None = None) -> None:
        super().__init__(what, *reasons)
        self.what = what
        self.reasons = reasons
        self.hint = hint

    def __str__(self) -> str:
        return "; ".join(map(str, (self.what, *self.reasons)))


class UsageError(LedgerError):
    """The words of the call, or the ledger's settings, are wrong."""

    exit_code = 2


class NotFoundError(LedgerError):
    """No such issue, template or ledger."""

    exit_code = 3


class RefusedError(LedgerError):
    """A guard of the workflow says no; `reasons` are all of them."""

    exit_code = 4


class UnreadableError(LedgerError):
    """Data is not what it should be, or there is none where some was expected."""

    exit_code = 5


class ConflictError(LedgerError):
    """Changed meanwhile, exists already, or locked by somebody else."""

    exit_code = 6


class MachineError(LedgerError):
    """The machine failed (disk full, read-only, no permission); nothing was changed."""

    exit_code = 7


class IntegrityError(LedgerError):
    """What was signed or put on file is not what is there; nothing was written."""

    exit_code = 8
