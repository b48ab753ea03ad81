"""The line under every report that names the last checkpoint: its root is what a witness keeps."""

from __future__ import annotations

from ledger.cli.screen import note, say_line
from ledger.errors import Said, say
from ledger.model.checkpoint import Anchor
from ledger.model.problem import Problem


def tell_anchor(found: Anchor | Problem | None) -> None:
    """Print the root and how many issues have changed since; nothing where there is no checkpoint."""
    if isinstance(found, Problem):
        note(say("anchor.unreadable", file=str(found.place or "")))
    elif said := anchor_said(found):
        say_line(said)


def anchor_said(found: Anchor | Problem | None) -> Said | None:
    """The line; None where there is no checkpoint, or none that can be read."""
    if found is None or isinstance(found, Problem):
        return None
    key = "anchor.changed" if found.changed else "anchor.same"
    return say(key, when=f"{found.time:%Y-%m-%d %H:%M}", root=found.root, changed=found.changed)


def tell_anchor_of_one(found: Anchor | Problem | None, *, known: bool) -> None:
    """The same under the page of one issue. `known`: the checkpoint has it."""
    if found is None or isinstance(found, Problem):
        tell_anchor(found)
        return
    key = "anchor.one-unknown" if not known else "anchor.one-changed" if found.changed else "anchor.one-same"
    say_line(say(key, when=f"{found.time:%Y-%m-%d %H:%M}", root=found.root))
