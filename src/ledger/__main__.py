"""The program's door: what can be answered at once is, before anything is loaded that takes time to load."""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper

from ledger import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing itself takes longer to load than an answer
    from typing import NoReturn, TextIO

    from ledger.cli.remembered import Remembering

VERSION = ("--version", "-V")
NO_CACHE = "--no-cache"
COMPLETING = "_LEDGER_COMPLETE"
"""What a shell sets to ask how a word may go on (typer's own protocol)."""


def main() -> None:
    """Run `ledger`; every way to end is an exit code of `errors`."""
    gc.disable()  # a run lives for a second or two; looking for circles would take a tenth of it
    streams = _open(sys.stdout), _open(sys.stderr)  # held here: whoever listens in knows their raw ends alone
    sys.stdout, sys.stderr = streams
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a GBK console has no ✓; better a ? than no answer
    words = sys.argv[1:]
    call: Remembering | None = None
    try:
        if len(words) == 1 and words[0] in VERSION:
            sys.stdout.write(f"ledger {__version__}\n")
            _leave(0)
        if COMPLETING in os.environ:
            from ledger.cli import completion

            if (code := completion.complete(os.environ)) is not None:
                _leave(code)
        from ledger.cli import remembered

        words, cached = _without_switch(words)
        call = remembered.call(words, os.environ, allowed=cached)
        if call is not None and (code := call.answer()) is not None:
            _leave(code)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:  # it was known what to say, but it could not be said
        from ledger.cli import running

        sys.exit(running.unsaid(error))
    sys.exit(_run(words, call))


def _open(stream: TextIO | None) -> TextIO:
    """One that was closed by whoever called (`>&-`) leads nowhere."""
    return stream or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8", closefd=False)


def _without_switch(words: list[str]) -> tuple[list[str], bool]:
    """The words without `--no-cache`, which may stand anywhere, and whether anything kept may be used."""
    end = words.index("--") if "--" in words else len(words)
    kept = [word for at, word in enumerate(words) if word != NO_CACHE or at > end]
    return kept, len(kept) == len(words) and not os.environ.get("LEDGER_NO_CACHE")


def _leave(code: int) -> NoReturn:
    """End at once, with everything said: taking the interpreter apart takes as long as looking at a thousand files.
    Raises OSError where it can't be said.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _run(words: list[str], call: Remembering | None) -> int:
    """The exit code of a command, whose answer is kept if it is one that may be given again."""
    from ledger.cli import running

    os.environ["OPENPYXL_LXML"] = "False"  # lxml is here for Word; a workbook is written by one library everywhere
    code, whole = running.run(words)
    if call is not None and whole:
        call.keep(code)
    gc.freeze()  # or the interpreter looks through everything once more before it goes
    return code


if __name__ == "__main__":
    main()
