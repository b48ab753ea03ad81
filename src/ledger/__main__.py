"""The program's door: streams that never break on a character, one boundary for every refusal."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the program's own modules are loaded once it is sure that they are needed
    from ledger.errors import LedgerError


def main() -> None:
    """Run `ledger`; every way to end is an exit code of `errors`."""
    os.environ["OPENPYXL_LXML"] = "False"  # lxml is here for Word; a workbook is written by one library everywhere
    gc.disable()  # a run lives for a second or two; looking for circles would take a tenth of it
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a GBK console has no ✓; better a ? than no answer
    code = _run()
    with suppress(OSError):
        _tell_asides()
    sys.exit(_told(code))


def _run() -> int:
    from ledger.cli import app, session
    from ledger.errors import LedgerError

    try:
        app.program(sys.argv[1:])()
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


def _refused(error: LedgerError) -> int:
    """Tell why not; where not even that can be told, the exit code still says it."""
    from ledger.cli import screen

    with suppress(OSError):
        screen.refuse(error)
    return error.exit_code


def _failed(error: Exception) -> int:
    """The last resort: what the system refused is the machine's fault, all else a bug; neither is the user's."""
    from ledger.cli import screen
    from ledger.errors import MachineError, say

    if isinstance(error, OSError):
        from ledger.store import files

        return _refused(MachineError(say("env.unforeseen", path=error.filename or "?", reason=files.reason(error))))
    import traceback

    screen.note("".join(traceback.format_exception(error)))
    screen.note(say("bug"))
    return 70


def _tell_asides() -> None:
    """A lock taken over from somebody who died, a history that can't be read: told beside the result."""
    from ledger.cli import screen
    from ledger.store import asides

    for said in asides.told():
        screen.note(said)


def _told(code: int) -> int:
    """The exit code, once everything said has really left: a reader gone early is no fault, a full disk is one."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up_stdout()
    except OSError as error:
        from ledger.store import files

        _give_up_stdout()
        return _refused(files.fault(error, "stdout"))
    return code


def _give_up_stdout() -> None:
    """What is still unsaid goes nowhere; the interpreter's own last flush must not complain."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
