"""The JSON Schemas in a ledger's `templates/`, one file a kind: editors check and complete its files by them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ledger.store import files
from ledger.store.workspace import Workspace


def file_of(kind: str) -> str:
    """Where the schema of a kind of files lies, from the ledger's folder."""
    return f"templates/{kind}.schema.json"


def text(schema: Mapping[str, object]) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def write(workspace: Workspace, schemas: Mapping[str, Mapping[str, object]]) -> tuple[str, ...]:
    """Write each schema whose file says something else, or isn't there. Returns the files. Raises MachineError."""
    written = []
    for kind, schema in schemas.items():
        path, data = workspace.root / file_of(kind), text(schema).encode()
        try:
            if not path.exists() or path.read_bytes() != data:
                path.parent.mkdir(parents=True, exist_ok=True)
                files.write_atomically(path, data)
                written.append(file_of(kind))
        except OSError as error:
            raise files.fault(error, file_of(kind)) from error
    return tuple(written)
