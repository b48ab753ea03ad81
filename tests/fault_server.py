"""The program, loaded once and forked for every run: a run under `strace` then costs its own work and no more.

A program of its own (`python -B fault_server.py`). Each line read is an order, each line written its result, both JSON:
which words behind `ledger`, in which folder, on which day, and which options `strace` gets; it is attached to the
forked process before that does anything, so its counts of calls begin with the command's own first one.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import pkgutil
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from importlib import import_module
from pathlib import Path
from typing import NoReturn, TypedDict

import ledger

GO, READY = 0, 1
"""Two signs between both processes that need no call which `strace` would count."""
LATE = ("openpyxl", "openpyxl.cell.rich_text", "ruamel.yaml", "docx", "defusedxml.ElementTree", "encodings.idna")
"""Libraries that the program loads only where it needs them."""


class Order(TypedDict):
    """One run. `strace` is None for one that nothing is done to; `seconds` is how long it may take."""

    words: list[str]
    folder: str
    day: str
    strace: list[str] | None
    seconds: float


class Ended(TypedDict):
    """How a run ended: its exit code, as a shell has it for a killed one, and what it said."""

    code: int
    said: str
    held: bool


def load() -> None:
    """Import everything there is, so that a forked run opens only files of its ledger."""
    for module in pkgutil.walk_packages(ledger.__path__, "ledger."):
        import_module(module.name)
    for name in LATE:
        with contextlib.suppress(ImportError):
            import_module(name)


def run(order: Order) -> Ended:
    """Fork, attach, let go, wait."""
    with tempfile.TemporaryFile() as said, mmap.mmap(-1, 2) as gate:
        pid = os.fork()
        if not pid:
            _be_the_program(order, said.fileno(), gate)
        while not gate[READY]:
            time.sleep(0.0005)
        tracer = _attached(pid, order["strace"])
        gate[GO] = 1
        code, held = _waited(pid, order["seconds"])
        if tracer:
            tracer.communicate()
        said.seek(0)
        return Ended(code=code, said=said.read().decode("utf-8", "replace"), held=held)


def _attached(pid: int, options: list[str] | None) -> subprocess.Popen[bytes] | None:
    if options is None:
        return None
    tracer = subprocess.Popen(["strace", *options, "-p", str(pid)], stderr=subprocess.PIPE)
    assert tracer.stderr
    line = tracer.stderr.readline()
    if b"attached" not in line:
        os.kill(pid, signal.SIGKILL)
        raise SystemExit(line.decode() + tracer.stderr.read().decode())
    return tracer


def _waited(pid: int, seconds: float) -> tuple[int, bool]:
    """The exit code, and whether the run had to be ended. Only this very process is."""
    descriptor = os.pidfd_open(pid)
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    held = not poll.poll(seconds * 1000)
    if held:
        os.kill(pid, signal.SIGKILL)
    os.close(descriptor)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return (code if code >= 0 else 128 - code), held


def _be_the_program(order: Order, output: int, gate: mmap.mmap) -> NoReturn:
    code = 1
    try:
        with Path(os.devnull).open("rb") as nothing:
            os.dup2(nothing.fileno(), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.chdir(order["folder"])
        os.environ["LEDGER_TODAY"] = order["day"]
        sys.argv = ["ledger", *order["words"]]
        gate[READY] = 1
        while not gate[GO]:
            time.sleep(0.0005)
        code = _ended()
    finally:
        os._exit(code)


def _ended() -> int:
    """What the interpreter makes of the end of `main`: a code, or the trace of what nobody caught."""
    from ledger.__main__ import main

    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - as the interpreter itself does
        traceback.print_exc()
        code = 1
    with contextlib.suppress(OSError):
        sys.stderr.flush()
    return code


def serve() -> None:
    """Answer orders until there are no more."""
    load()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
