"""The program, loaded once and forked for every run: a run then costs its own work and no start of an interpreter.

A program of its own (`python -B fork_server.py`), started and asked by `forked.Forks`. Each line read is an order, each
line written its result, both JSON. Where `strace` is wanted it is attached to the forked process before that does
anything, so its counts of calls begin with the command's own first one.
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
import time
import traceback
from importlib import import_module
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
    environment: dict[str, str]
    """All of it."""
    stdin: str
    stdout: str
    stderr: str
    """Files; the last two may be one."""
    strace: list[str] | None
    seconds: float


class Ended(TypedDict):
    """How a run ended: its exit code (negative: the signal that killed it), and whether it had to be ended."""

    code: int
    held: bool


def load() -> None:
    """Import everything there is, so that a forked run opens only files of its ledger.

    What can't be imported is left to the run that needs it, and fails there as it does for users.
    """
    os.environ["OPENPYXL_LXML"] = "False"  # as the program itself has it before it loads anything
    for module in pkgutil.walk_packages(ledger.__path__, "ledger."):
        with contextlib.suppress(Exception):
            import_module(module.name)
    for name in LATE:
        with contextlib.suppress(ImportError):
            import_module(name)


def run(order: Order) -> Ended:
    """Fork, attach, let go, wait."""
    with mmap.mmap(-1, 2) as gate:
        pid = os.fork()
        if not pid:
            _be_the_program(order, gate)
        tracer = None
        if order["strace"] is not None:
            while not gate[READY]:
                time.sleep(0.0005)
            tracer = _attached(pid, order["strace"])
        gate[GO] = 1
        ended = _waited(pid, order["seconds"])
        if tracer:
            tracer.communicate()
        return ended


def _attached(pid: int, options: list[str]) -> subprocess.Popen[bytes]:
    tracer = subprocess.Popen(["strace", *options, "-p", str(pid)], stderr=subprocess.PIPE)
    assert tracer.stderr
    line = tracer.stderr.readline()
    if b"attached" not in line:
        os.kill(pid, signal.SIGKILL)
        raise SystemExit(line.decode() + tracer.stderr.read().decode())
    return tracer


def _waited(pid: int, seconds: float) -> Ended:
    """The end of a run. Only this very process is ended by force."""
    descriptor = os.pidfd_open(pid)
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    held = not poll.poll(seconds * 1000)
    if held:
        os.kill(pid, signal.SIGKILL)
    os.close(descriptor)
    return Ended(code=os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), held=held)


def _be_the_program(order: Order, gate: mmap.mmap) -> NoReturn:
    code = 1
    try:
        _streams(order)
        os.chdir(order["folder"])
        os.environ.clear()
        os.environ.update(order["environment"])
        sys.argv = ["ledger", *order["words"]]
        gate[READY] = 1
        while not gate[GO]:
            time.sleep(0.0005)
        code = _ended()
    finally:
        os._exit(code)


def _streams(order: Order) -> None:
    made = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for number, path, how in ((0, order["stdin"], os.O_RDONLY), (1, order["stdout"], made), (2, order["stderr"], made)):
        if number == 2 and path == order["stdout"]:
            os.dup2(1, 2)
        else:
            opened = os.open(path, how, 0o600)
            os.dup2(opened, number)
            os.close(opened)


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
