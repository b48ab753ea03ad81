"""A command run to its end: one boundary for every refusal, and an exit code of `errors` for every way to end."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from ledger.errors import LedgerError, MachineError, say


def run(words: Sequence[str]) -> tuple[int, bool]:
    """Run `ledger` with these words. The exit code, and whether it told all it had to tell and nothing beside it."""
    code = _run(words)
    beside = False
    with suppress(OSError):
        beside = _tell_asides()
    ended = _told(code)
    return ended, not beside and ended == code


def _run(words: Sequence[str]) -> int:
    from ledger.cli import plugins

    plugins.none()
    from ledger.cli import app, session

    if any("postgres" in one or "passw" in one.casefold() for one in words):
        from ledger.cli import screen

        screen.keep_to_itself(words)
    try:
        call = app.spoken(words)
        with _shown(call):
            app.program(call)(args=call)
    except LedgerError as error:
        return _refused(error)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `ledger list | head`: the reader has what it wanted
        _give_up_stdout()
        return 0
    except Exception as error:
        if session.said_before.debug or os.environ.get("LEDGER_DEBUG"):
            raise
        return _failed(error)
    return 0


@contextmanager
def _shown(call: Sequence[str]) -> Iterator[None]:
    """How far it is, for as long as a command runs."""
    if not shows_how_far(call):
        yield
        return
    from ledger import meter
    from ledger.cli.bar import Bar

    with meter.heard_by(Bar()):
        yield


def shows_how_far(call: Sequence[str]) -> bool:
    """Whether a call draws a bar while it takes long: where somebody looks on, and JSON is for programs."""
    from ledger.cli import session

    return "--json" not in call and session.is_watched()


def _refused(error: LedgerError) -> int:
    """Tell why not; where not even that can be told, the exit code still says it."""
    from ledger.cli import screen

    with suppress(OSError):
        screen.refuse(error)
    return error.exit_code


def _failed(error: Exception) -> int:
    """The last resort: what the system refused is the machine's fault, all else a bug; neither is the user's."""
    from ledger.cli import screen

    if isinstance(error, OSError):
        from ledger.store import files

        return _refused(MachineError(say("env.unforeseen", path=error.filename or "?", reason=files.reason(error))))
    import traceback

    screen.note("".join(traceback.format_exception(error)))
    screen.note(say("bug"))
    return 70


def _tell_asides() -> bool:
    """A lock taken over from somebody who died, a history that can't be read: told beside the result. Whether there
    was anything to tell.
    """
    from ledger.cli import screen
    from ledger.store import asides

    told = asides.told()
    for said in told:
        screen.note(said)
    return bool(told)


def _told(code: int) -> int:
    """The exit code, once everything said has really left: a reader gone early is no fault, a full disk is one."""
    try:
        sys.stdout.flush()
    except OSError as error:
        return unsaid(error) or code
    return code


def unsaid(error: OSError) -> int:
    """The exit code for what could not be written to stdout; 0 where the reader has what it wanted and left."""
    _give_up_stdout()
    if isinstance(error, BrokenPipeError):
        return 0
    from ledger.store import files

    return _refused(files.fault(error, "stdout"))


def _give_up_stdout() -> None:
    """What is still unsaid goes nowhere; the interpreter's own last flush must not complain."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
