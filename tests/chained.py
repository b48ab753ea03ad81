"""The small ledger of `house`, with every history joined to its chain; and the ways to do it harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import house
from ledger.model import trail
from ledger.model.trail import Branch
from ledger.store import gate, yamlfile

Change = Callable[[Branch], None]


REGISTERED: Branch = {
    "move": "register",
    "after": "open",
    "by": "zhang",
    "unit": "县整改办",
    "date": "2026-05-04",
    "at": "2026-05-04T09:00:00+08:00",
}
"""The first event of an issue that has none yet."""


def build(folder: Path) -> Path:
    """Write the ledger of `house` into `folder`, its issues sealed event by event."""
    house.build(folder)
    for path in sorted((folder / "issues").rglob("*.yaml")):
        tree = record(path)
        path.write_bytes(yamlfile.dump_new(sealed({**tree, "history": tree.get("history") or [REGISTERED]}), None))
    return folder


def record(path: Path) -> Branch:
    """The texts of an issue's file."""
    read = gate.read(path.read_bytes(), path.name)
    assert isinstance(read, gate.Tree), read
    return read.data


def sealed(tree: Branch) -> Branch:
    """The record with its history joined to a chain of its own, from the first event on: what a forger would write."""
    bare = [
        {key: value for key, value in one.items() if key not in {"prev", "state", "hash"}} for one in trail.events(tree)
    ]
    whole: Branch = {**tree, "history": []}
    for event in bare:
        whole = trail.seal(None, {**whole, "history": cast("trail.Node", [*trail.events(whole), event])}, 1)
    return whole


def harm(path: Path, change: Change) -> None:
    """Change the texts of an issue's file, as an editor would."""
    tree = record(path)
    change(tree)
    path.write_bytes(yamlfile.dump_new(tree, None))


def rewrite(path: Path, change: Change) -> None:
    """Change them and make the whole chain anew, so that the file alone betrays nothing."""
    tree = record(path)
    change(tree)
    path.write_bytes(yamlfile.dump_new(sealed(tree), None))


def cut(tree: Branch) -> None:
    """Take the last event away."""
    tree["history"] = cast("trail.Node", trail.events(tree)[:-1])
