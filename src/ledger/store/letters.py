"""The letters that a ledger can write: Word documents in the office's `templates/letters/`, else as shipped."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.errors import NotFoundError, say
from ledger.model.naming import nearest
from ledger.store import files
from ledger.store.templates import shipped
from ledger.store.workspace import Workspace

FOLDER = "templates/letters"
SUFFIX = ".docx"


@dataclass(frozen=True)
class Template:
    """A letter before it is filled in."""

    file: str
    """Where it stands, from the ledger's folder; a shipped one is told by the place the office would put its own."""
    data: bytes


def names(workspace: Workspace) -> tuple[str, ...]:
    """Every letter known here: the shipped ones, then the office's own. Word's own lock files are none."""
    known = [one.name for one in (shipped() / FOLDER).iterdir() if one.name.endswith(SUFFIX)]
    own = (path.name for path in (workspace.root / FOLDER).glob(f"*{SUFFIX}") if not path.name.startswith((".", "~$")))
    return tuple(name.removesuffix(SUFFIX) for name in dict.fromkeys((*sorted(known), *sorted(own))))


def load(workspace: Workspace, name: str) -> Template:
    """The letter called `name`. Raises NotFoundError with those that exist, MachineError."""
    known = names(workspace)
    if name not in known:
        near = nearest(name, known)
        hint = say("did-you-mean", word=near) if near else None
        raise NotFoundError(say("letter.none", name=name, known=known), hint=hint)
    file = f"{FOLDER}/{name}{SUFFIX}"
    try:
        return Template(file, files.read_plain(workspace.root / file))
    except FileNotFoundError:
        return Template(file, (shipped() / FOLDER / f"{name}{SUFFIX}").read_bytes())
    except OSError as error:
        raise files.fault(error, file) from error
