"""Branches of one issue brought together for git, as its merge driver; and what a merge by lines has left is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ledger.errors import LedgerError, Said, say
from ledger.model import chain, trail
from ledger.model.merge.fields import Clash
from ledger.model.problem import Problem
from ledger.model.trail import Node
from ledger.store import bearers, driver, files, folder, git, merging, parted
from ledger.store.merging import Outcome, Versions
from ledger.store.workspace import Workspace


def drive(base: Path, ours: Path, theirs: Path, marker: int, file: str) -> Outcome:
    """What git asks of a merge driver: what came out stands in `ours` then. Raises OSError."""
    versions = Versions(base.read_bytes(), ours.read_bytes(), theirs.read_bytes(), file)
    done = merging.merge(versions, marker)
    ours.write_bytes(done.data)
    return done


def is_of_ancestors(marker: int, file: str) -> bool:
    """Whether git brings together several common ancestors, so as to have one to begin from: nobody is asked about
    those, whatever comes of it. It makes the marks two longer then, and one longer for a file with two names (git's
    merge-ort.c, `extra_marker_size`).
    """
    return marker >= driver.marks(Path(), file) + 2


@dataclass(frozen=True)
class Installed:
    """What was set up: the line that was added to `.gitattributes`, and whether git here knows the driver."""

    named: bool
    registered: bool


def install(root: Path, command: str) -> Installed:
    """Have git call `command` to merge the issues of this ledger. Raises MachineError."""
    try:
        return Installed(driver.name(root), driver.register(root, command))
    except OSError as error:
        raise files.fault(error, driver.ATTRIBUTES) from error


def lacks_driver(workspace: Workspace) -> bool:
    """Whether merges here go by lines although the ledger names a driver for them."""
    root = workspace.root
    return driver.named(root) and driver.in_git(root) and not driver.registered(root)


def with_way_out(workspace: Workspace, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Faults of files, those that a merge left with what mends them: marks around two issues of one number, a key of
    each side, which lines kept (`merge=union`), and evidence that is not in its place yet.
    """
    listed = tuple(problems)
    waiting = _waiting(workspace) if any(one.rule == "evidence" for one in listed) else frozenset[str]()
    told: dict[tuple[str, str], Said | None] = {}
    found: list[Problem] = []
    for one in listed:
        file = one.place.file if one.place else ""
        text = None
        if one.rule in _OF_MERGES and file.startswith("issues/") and (one.rule, file) not in told:
            text = told[one.rule, file] = _OF_MERGES[one.rule](workspace, file, one.text)
        elif one.rule == "evidence" and one.issue and _left_behind(workspace, one, waiting):
            text = say("merge.evidence", why=one.text, id=one.issue)
        elif one.rule == "evidence-unnamed" and (number := _of_a_collision(workspace, file)):
            text = say("merge.evidence-moved", path=file, id=number)
        if text and one.rule == "conflict":
            found.append(replace(one, rule="dup-id", text=text, issue=Path(file).stem))
        elif not told.get(("conflict", file)):  # where two issues met, the other marks are nothing to be resolved
            found.append(replace(one, text=text) if text else one)
    return tuple(found)


def _two_issues(workspace: Workspace, file: str, _: Said) -> Said | None:
    both = bearers.met(workspace, file)
    ours, theirs = (one.issue.title for one in both) if both else ("", "")
    return say("merge.two-issues", id=Path(file).stem, ours=ours, theirs=theirs) if both else None


def _both_kept(workspace: Workspace, file: str, why: Said) -> Said | None:
    return say("merge.both-kept", why=why, id=Path(file).stem) if git.merged_last(workspace.root, file) else None


_OF_MERGES = {"conflict": _two_issues, "dup-key": _both_kept}
"""What is said of a file's first fault of a rule, where a merge has left it."""


def _waiting(workspace: Workspace) -> frozenset[str]:
    """The numbers of the issues with evidence that git has asked about."""
    return frozenset(map(parted.issue_of, git.unmerged_names(workspace.root, workspace.evidence.name)))


def _left_behind(workspace: Workspace, one: Problem, waiting: frozenset[str]) -> bool:
    if one.issue is None or one.issue in waiting:
        return one.issue is not None
    try:
        return parted.is_known(workspace, folder.get(workspace, one.issue).issue, str(one.text.fill.get("path")))
    except (LedgerError, OSError):  # a check tells what is wrong all the same
        return False


def _of_a_collision(workspace: Workspace, path: str) -> str | None:
    """The number given twice whose evidence a file is: git moves it along with the folder that one side renumbered."""
    for file in folder.scan(workspace).broken:
        for side in bearers.met(workspace, file):
            if any(bearers.lies(workspace, one.model_copy(update={"path": path})) for one in side.issue.evidence):
                return side.issue.id
    return None


def told(clash: Clash) -> Said:
    """A field that both sides changed, with what it said and what each says now; of an entry, where they differ."""
    base, ours, theirs = map(chain.shown, _differing(clash))
    return say("resolve.clash", field=field_named(clash), base=base, ours=ours, theirs=theirs)


def _differing(clash: Clash) -> tuple[Node, Node, Node]:
    ours, theirs, base = clash.ours, clash.theirs, clash.base
    if not isinstance(ours, dict) or not isinstance(theirs, dict):
        return base, ours, theirs
    keys = [key for key in (*ours, *theirs) if not trail.same(ours.get(key), theirs.get(key))]
    of_base = {key: base[key] for key in keys if key in base} if isinstance(base, dict) else base
    return of_base, {key: ours.get(key) for key in keys}, {key: theirs.get(key) for key in keys}


def field_named(clash: Clash) -> Said:
    """A field by its title, and by the name that decides it."""
    return say("chain.entry", field=say("field", path=clash.keys), path=clash.field)
