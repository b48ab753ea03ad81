"""Where this program was installed from, as a requirement that pip can install again elsewhere."""

from __future__ import annotations

import json
from importlib import metadata

DISTRIBUTION = "rectification-ledger"


def requirement() -> str | None:
    """`name==version` for what came from a package index, `git+URL@commit` for what came from git.

    None where no other machine could fetch it: a folder or a file of this machine, or no installation at all. Then
    nothing is guessed: a name that nobody owns on a public index is an invitation to put something else there.
    Told by `direct_url.json` (PEP 610), which pip and uv write for everything that did not come from an index.
    """
    try:
        installed = metadata.distribution(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return None
    return told(installed.read_text("direct_url.json"), installed.version)


def told(direct_url: str | None, version: str) -> str | None:
    """The requirement that PEP 610's record means; None there is for what came from an index."""
    if direct_url is None:
        return f"{DISTRIBUTION}=={version}"
    try:
        record = json.loads(direct_url)
        system, commit = record["vcs_info"]["vcs"], record["vcs_info"]["commit_id"]
        return f"{system}+{record['url']}@{commit}" if record["url"].startswith("https://") else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
