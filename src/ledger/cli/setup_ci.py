"""`init --ci`: what was written for the nightly check, and what is left to do by hand."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.actions.setup_ci import INSTALLING, SetUp, pinned
from ledger.cli.screen import note, put, say_line
from ledger.errors import say

_GITLAB = ".gitlab-ci.yml"


def tell(done: SetUp, systems: Sequence[str]) -> None:
    """Say which files there are now; what no file can do (secrets, schedules) stands beside the result."""
    say_line(say("ci.done", folder=str(done.top)) if done.written else say("ci.nothing"))
    for name in done.written:
        put(f"  {name}")
    if done.kept:
        note(say("ci.kept", files=done.kept))
    if done.written and _GITLAB in done.kept:
        note(say("ci.kept-gitlab"))
    if done.written and INSTALLING.intersection(systems):
        note(say("ci.package", package=done.package) if done.package else say("ci.no-package"))
        if done.package and not pinned(done.package):
            note(say("ci.not-pinned", package=done.package))
    for system in systems:
        note(say(f"ci.next.{system}"))
