"""A plain webhook: the digest as JSON for a program of the office's own. The keys are stable, new ones may be added."""

from __future__ import annotations

from ledger.errors import Said
from ledger.formats.messages.page import Page, Words, plain_text
from ledger.formats.messages.post import Post, http_refusal, packed
from ledger.model.digest import Digest
from ledger.model.finding import Finding

SCHEMA_VERSION = 1


def message(digest: Digest, page: Page, words: Words, url: str, token: str) -> Post:
    """The message, with everything that is new; a `token` goes into the header for it."""
    headers = {"Content-Type": "application/json; charset=utf-8"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    body = {
        "schema_version": SCHEMA_VERSION,
        "ledger": digest.checked.ledger,
        "as_of": digest.checked.day.isoformat(),
        "selection": digest.checked.selection,
        "files": digest.checked.issues,
        "totals": digest.totals,
        "news": [_finding(one, words) for one in digest.news],
        "root": digest.root or None,
        "link": digest.link or None,
        "text": plain_text(page.lines(page.count)),
    }
    return Post(url, packed(body), page.count, headers)


def _finding(one: Finding, words: Words) -> dict[str, object]:
    return {**one.facts, "message": words(one.text)}


def refusal(status: int, body: bytes) -> Said | None:
    """Why it was not taken; None where it was: what the answer says beside its status is the server's own affair."""
    del body
    return http_refusal(status)
