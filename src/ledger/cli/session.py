"""The world outside, read here and nowhere else: environment, clock, folder, streams, who is sitting there."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import TextIO

from ledger.actions.desk import Desk
from ledger.cli.words.catalogue import Catalogue, Language
from ledger.errors import NotFoundError
from ledger.store import git, workspace

OFFICE_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")
"""A fixed offset: China has had no daylight saving since 1991, and slim machines have no zone database."""


def language(environment: dict[str, str]) -> Language:
    """Chinese, unless `LEDGER_LANG` or the locale asks for English."""
    asked = environment.get("LEDGER_LANG", "").strip().lower()
    if asked:
        return "en" if asked.startswith("en") else "zh"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name, ""):
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


words = Catalogue(language(dict(os.environ)))
"""The catalogue in the reader's language; help texts are taken from it when the commands are declared."""


@dataclass
class Globals:
    """What was said before the command's name."""

    folder: Path | None = None
    debug: bool = False


said_before = Globals()


def today() -> date:
    """`LEDGER_TODAY`, else the day that it is in the ledger's time zone. Raises UsageError for a bad day."""
    if text := os.environ.get("LEDGER_TODAY"):
        return parse_day(text, "LEDGER_TODAY")
    return datetime.now(UTC).astimezone(OFFICE_TIME).date()


def now() -> datetime:
    """The moment of writing; with `LEDGER_TODAY` the first moment of that day, so that a run can be repeated."""
    if os.environ.get("LEDGER_TODAY"):
        return datetime.combine(today(), time(), OFFICE_TIME)
    return datetime.now(UTC).astimezone(OFFICE_TIME).replace(microsecond=0)


def parse_day(text: str, where: str) -> date:
    """A day that the user typed: `2026-05-31`, and as people write it, `2026年5月31日`, `2026/5/31`, `2026.5.31`.

    Raises UsageError for what is no day of the calendar.
    """
    from ledger.cli import spelling

    return spelling.day(text, where)


def here() -> workspace.Workspace:
    """The ledger that the user stands in, or named with `--dir`. Raises NotFoundError."""
    return workspace.find(start(said_before.folder).resolve())


def start(named: Path | None) -> Path:
    """Where the ledger is looked for, there and above: where `--dir` says, or `LEDGER_DIR`, or right here."""
    return named or Path(os.environ.get("LEDGER_DIR") or Path.cwd())


def ledger_if_any() -> workspace.Workspace | None:
    """The same for a command that can do without a ledger: None where there is none here and nobody named one."""
    try:
        return here()
    except NotFoundError:
        if said_before.folder or os.environ.get("LEDGER_DIR"):
            raise
        return None


def is_ledger(named: Path | None) -> bool:
    """Whether there is a ledger where the user stands. Raises NotFoundError for a folder named that is in none."""
    try:
        workspace.find(start(named).resolve())
    except NotFoundError:
        if named or os.environ.get("LEDGER_DIR"):
            raise
        return False
    return True


def is_completing() -> bool:
    """Whether a shell asks how a call may go on (typer's own protocol)."""
    return "_LEDGER_COMPLETE" in os.environ


def actor_names(folder: Path, given: str | None) -> tuple[str, ...]:
    """What the actor goes by: `--as`, else `LEDGER_USER`, else git's e-mail and name."""
    if word := given or os.environ.get("LEDGER_USER"):
        return (word,)
    name, email = git.identity(folder)
    return tuple(word for word in (email, name) if word)


def reading_desk(as_of: str | None = None) -> Desk:
    """The desk for a command that only looks: which ledger, which day. Nobody is asked for, so git isn't either."""
    return Desk(here(), parse_day(as_of, "--as-of") if as_of else today(), now())


def desk(as_of: str | None = None, who: str | None = None) -> Desk:
    """The desk for a command that acts: which ledger, which day, who."""
    looking = reading_desk(as_of)
    looking.workspace.sweep()
    return replace(looking, names=actor_names(looking.workspace.root, who))


def standard_input(limit: int = -1) -> bytes:
    """What is piped in, or pasted and ended with Ctrl-D; so many bytes of it at most."""
    return sys.stdin.buffer.read(limit)


def on_a_forge() -> bool:
    """Whether this is a job of a CI system, as they all say it: whose clone lives for one run and merges nothing."""
    return bool(os.environ.get("CI"))


def at_a_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def is_watched() -> bool:
    """Whether somebody is shown how far it is: at a terminal that can wipe things out, in no CI system's job, and not
    while another program reads the result, which may have the terminal to itself (`ledger list | less`).
    """
    shows = sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not on_a_forge()
    return shows and not _is_piped(sys.stdout)


def _is_piped(stream: TextIO) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # closed, or no file at all
        return False


def editor() -> str | None:
    """The user's editor; none where nobody chose one and nobody sits at a terminal to use the system's."""
    system = ("notepad" if sys.platform == "win32" else "vi") if at_a_terminal() else None
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or system


def ci_system() -> str | None:
    """The CI system that runs this, where it is one whose log is read by a program."""
    systems = {"github": "GITHUB_ACTIONS", "gitlab": "GITLAB_CI"}
    return next((name for name, sign in systems.items() if os.environ.get(sign, "").lower() == "true"), None)


def environment() -> dict[str, str]:
    """What the environment says to this program."""
    return {name: value for name, value in os.environ.items() if name.startswith("LEDGER_")}


def own_settings(name: str) -> Path | None:
    """Where a settings file of the user's own would be; None where they have no home."""
    if sys.platform == "win32":
        home = os.environ.get("APPDATA")
    else:
        home = os.environ.get("XDG_CONFIG_HOME") or (os.environ.get("HOME") and f"{os.environ['HOME']}/.config")
    return Path(home, "ledger", name) if home else None


def clock() -> float:
    """The true moment, in seconds since 1970: for what a server outside compares with its own clock."""
    return datetime.now(UTC).timestamp()


def is_step_summary(path: Path) -> bool:
    """Whether a file is the one that GitHub shows under the job, which every step adds to."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    return bool(summary) and path.resolve() == Path(summary or "").resolve()
