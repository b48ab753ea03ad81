"""The way past everything: a call that was answered before, on the same ledger, day and terminal, is answered again.

Nothing that takes time to load is imported before it is sure that it is needed; the environment and the clock are
read here as in `session`, which takes ten times as long to load as an answer may take.
"""

from __future__ import annotations

import os
import sys
import time

from ledger import __version__
from ledger.cli import answerable
from ledger.store import answers, disposable, gitfiles, inputs, seen
from ledger.store.answers import Answer

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself takes longer to load than an answer
    from collections.abc import Iterator, Mapping, Sequence

VOLATILE = frozenset(
    {
        *("_", "OLDPWD", "SHLVL", "PWD", "WINDOWID", "TERM_SESSION_ID", "ITERM_SESSION_ID", "WT_SESSION"),
        *("SSH_CLIENT", "SSH_CONNECTION", "SSH_TTY", "SSH_AUTH_SOCK", "SSH_AGENT_PID", "GPG_TTY", "TMUX", "TMUX_PANE"),
        *("STY", "XDG_SESSION_ID", "INVOCATION_ID", "JOURNAL_STREAM"),
    }
)
"""Variables that differ from one terminal to the next, and that neither this program nor git nor rich looks at."""
KEPT = frozenset({0, 1, 5, 8})
"""Exit codes of answers that stand in the files; all others tell of the call, the machine or the moment."""
_HOURS_AHEAD = 8
"""The office's time, as `session.OFFICE_TIME`."""


class Remembering:
    """A call that may be answered from memory: asked once before it is run, told once afterwards."""

    def __init__(self, root: str, watched: inputs.Watched, name: str) -> None:
        self._root, self.watched, self._name = root, watched, name
        self._said: list[tuple[int, bytes]] = []
        self._size = 0
        self._new: Answer | None = None
        self._seen: seen.Seen | None = None
        self._began = time.time_ns()
        self._since = 0

    def answer(self) -> int | None:
        """Say what was said before, and give its exit code; None where it has to be worked out."""
        try:
            digest, youngest = inputs.digest(self.watched)
        except (OSError, inputs.UnsteadyError):
            return None
        found = answers.find(self._root, self._name)
        if found is not None and answers.holds(found, self._root, digest):
            self._renew(found, youngest)
            _say(found)
            return found.code
        self._begin(digest, youngest)
        return None

    def _renew(self, found: Answer, youngest: int) -> None:
        """What was too young to be told by its times is old enough by now; and what is used stays."""
        old_enough = found.young and not found.names and youngest < self._young_since()
        if old_enough:
            found.young = ()
            answers.keep(self._root, self._name, found)
        else:
            answers.use(self._root, self._name)

    def _young_since(self) -> int:
        """What was changed at or after this, by the clock of the file system, may be changed again without a trace."""
        ahead = answers.clock(self._root) - time.time_ns()
        return self._began + ahead - inputs.TICK

    def _begin(self, digest: str, youngest: int) -> None:
        from ledger.cli.overheard import overheard, raw_end

        out, err = raw_end(sys.stdout), raw_end(sys.stderr)
        self._since = self._young_since()
        if self._since < 0 or out is None or err is None:  # nothing can be kept, or nothing overheard
            return
        young: tuple[str, ...] | None = ()
        if youngest >= self._since:
            young = answers.young(self.watched, self._since)
        if young is None:
            return
        self._new = Answer(digest, 0, young=young)
        self._seen = seen.begin()
        sys.stdout = overheard(sys.stdout, out, lambda data: self._hear(1, data))
        sys.stderr = overheard(sys.stderr, err, lambda data: self._hear(2, data))

    def _hear(self, descriptor: int, data: bytes | None) -> None:
        if self._new is None:
            return
        self._said.append((descriptor, data or b""))
        self._size += len(self._said[-1][1])
        if data is None or self._size > answers.LONGEST:  # not all of it was said, or it is too much to keep
            self._new = None
            self._said.clear()

    def keep(self, code: int) -> None:
        """The call has ended: put its answer away, if it is one."""
        new, looked = self._new, self._seen
        if new is None or looked is None or code not in KEPT or not looked.steady:
            return
        young = [word for pair in looked.young(self._since) for word in pair]
        if len(young) > 2 * answers.YOUNG_AT_MOST:
            return
        new.code, new.said, new.young = code, answers.joined(self._said), (*new.young, *young)
        new.names, new.evidence = tuple(looked.names), looked.digest() if looked.names else ""
        answers.keep(self._root, self._name, new)


def call(words: Sequence[str], environment: Mapping[str, str], *, allowed: bool) -> Remembering | None:
    """The call as one that may be answered from memory; None for any other."""
    home = environment.get("HOME") or environment.get("LOCALAPPDATA")
    own = environment.get("XDG_CACHE_HOME") or (environment.get("LOCALAPPDATA") if os.name == "nt" else None)
    disposable.tell(own or (f"{home}/.cache" if home else None), allowed=allowed)
    known = answerable.call(words) if allowed and not environment.get("LEDGER_DEBUG") else None
    if known is None or any(name in environment for name in gitfiles.ELSEWHERE):
        return None
    try:
        here = os.getcwd()  # noqa: PTH109 - pathlib is not loaded here
        root = _root(os.path.realpath(known.folder or environment.get("LEDGER_DIR") or here))
        if root is None:
            return None
        files, folders = gitfiles.around(root, environment) if known.git else ((), ())
        git = gitfiles.standing(root, environment) if known.git else ()
        name = answers.key((*_circumstances(words, environment, here), *git))
    except (OSError, inputs.UnsteadyError):  # a folder or terminal that is gone: whoever runs the command tells of it
        return None
    if known.git:
        files = (*files, f"{root}/{seen.FOLDER}")
    return Remembering(root, inputs.Watched(root, files, folders), name)


def _root(place: str) -> str | None:
    """The ledger's folder, as `workspace.find` finds it."""
    while not os.path.isfile(os.path.join(place, "ledger.toml")):  # noqa: PTH113, PTH118 - as above
        above = os.path.dirname(place)  # noqa: PTH120 - as above
        if above == place:
            return None
        place = above
    return place


def _circumstances(words: Sequence[str], environment: Mapping[str, str], here: str) -> Iterator[str]:
    """Everything but the files that an answer depends on."""
    yield from (__version__, sys.version, repr(sys.flags), repr(sys.warnoptions), *sys.argv[:1], here)
    yield environment.get("LEDGER_TODAY") or repr(time.gmtime(time.time() + _HOURS_AHEAD * 3600)[:3])
    yield repr(os.getuid() if hasattr(os, "getuid") else None)
    yield from _terminal()
    yield from _program()
    yield from (f"{name}={value}" for name, value in sorted(environment.items()) if name not in VOLATILE)
    yield from words


def _terminal() -> Iterator[str]:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is None:
            yield "closed"
            continue
        yield f"{stream.encoding} {stream.errors} {stream.isatty()}"
        if stream.isatty():
            yield repr(os.get_terminal_size(stream.fileno()))


def _program() -> Iterator[str]:
    """What else the program is made of than its version: installed packages, and its own files while it is written."""
    for place in sys.path:
        if place.endswith("-packages") and os.path.isdir(place):  # noqa: PTH112 - as above
            yield f"{place} {os.stat(place).st_mtime_ns}"  # noqa: PTH116 - as above
    own = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - as above
    if os.path.exists(f"{own}/../../pyproject.toml"):  # noqa: PTH110 - as above
        yield inputs.digest_of_folder(own)


def _say(found: Answer) -> None:
    for descriptor, data in found.pieces():
        stream = sys.stdout if descriptor == 1 else sys.stderr
        stream.buffer.write(data)
        stream.buffer.flush()
