"""How the number of an issue may go on: the shell is told before anything is loaded that takes time to load.

The protocol is typer's. Only what is sure is answered here: a command, then the number that is being typed. For
everything else typer answers, and for this one the same (`IssueId` asks `numbers`).
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself takes longer to load than an answer
    from collections.abc import Mapping

COMMANDS = frozenset(
    {
        *("show", "edit", "start", "progress", "evidence add", "extend", "pass", "verify", "publicize", "close"),
        *("reopen", "adopt", "void", "lookback record", "revisit", "renumber", "dossier", "why"),
        *("supervise add", "supervise lift", "supervise withdraw", "accountability add", "accountability withdraw"),
    }
)
"""Commands whose first word is the number of an issue."""
_SUFFIX = ".yaml"
_QUOTES = frozenset("'\"\\")


def complete(environment: Mapping[str, str]) -> int | None:
    """Answer the shell, if it asks for the number of an issue; the exit code then."""
    shell = environment["_LEDGER_COMPLETE"].removeprefix("complete_")
    asked = _asked(shell, environment)
    if asked is None:
        return None
    words, begun = asked
    if " ".join(words) not in COMMANDS or begun.startswith("-"):
        return None
    found = numbers(environment.get("LEDGER_DIR") or ".", begun)
    if shell == "fish" and environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0 if found else 1
    sys.stdout.write(f"{_told(shell, found)}\n")
    return 0


def _asked(shell: str, environment: Mapping[str, str]) -> tuple[list[str], str] | None:
    """The words before the one that is being typed, and how that begins; None where it is not plain what they are."""
    line = environment.get("COMP_WORDS" if shell == "bash" else "_TYPER_COMPLETE_ARGS", "")
    words = line.split()
    if not words or not _QUOTES.isdisjoint(line):
        return None
    if shell == "bash":
        at = environment.get("COMP_CWORD", "")
        if not at.isdecimal() or not 0 < int(at) <= len(words):
            return None
        return words[1 : int(at)], words[int(at)] if int(at) < len(words) else ""
    if shell not in {"zsh", "fish"}:
        return None
    return (words[1:], "") if line.endswith(" ") else (words[1:-1], words[-1])


def _told(shell: str, found: list[str]) -> str:
    if shell != "zsh":
        return "\n".join(found)
    listed = "\n".join(f'"{name}"' for name in found)
    return f"_arguments '*: :(({listed}))'" if found else "_files"


def numbers(start: str, begun: str) -> list[str]:
    """The numbers in the ledger around `start` that begin like this, in order; none where there is no ledger."""
    place = os.path.realpath(start)
    while not os.path.isfile(os.path.join(place, "ledger.toml")):  # noqa: PTH113, PTH118 - pathlib is not loaded here
        above = os.path.dirname(place)  # noqa: PTH120 - as above
        if above == place:
            return []
        place = above
    return sorted({*_names(f"{place}/issues", begun)}, key=lambda name: (len(name), name))


def _names(folder: str, begun: str) -> list[str]:
    try:
        names = os.listdir(folder)  # noqa: PTH208 - as above
    except OSError:
        return []
    found = [name[: -len(_SUFFIX)] for name in names if name.startswith(begun) and name.endswith(_SUFFIX)]
    for name in names:
        if not name.endswith(_SUFFIX) and not name.startswith("."):
            found += _names(f"{folder}/{name}", begun)
    return found
