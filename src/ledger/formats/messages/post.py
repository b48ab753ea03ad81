"""One message over HTTP, and what the answer to it means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from ledger.errors import Said, say

_JSON = {"Content-Type": "application/json; charset=utf-8"}
_LONGEST_REMARK = 200
_ABOUT_THE_KEY = {401, 403, 407}
_ABOUT_THE_MOMENT = {408, 425, 429}


@dataclass(frozen=True, slots=True)
class Post:
    """What is sent where."""

    url: str = field(repr=False)
    body: bytes
    taken: int
    """How many entries of the page are in it."""
    headers: Mapping[str, str] = field(default_factory=lambda: _JSON, repr=False)


def packed(content: Mapping[str, object]) -> bytes:
    r"""JSON as it is sent. Characters stand for themselves: \uXXXX would take twice the room, and 企业微信 refuses it
    (40033).
    """
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def refusal(status: int, body: bytes, code_key: str, text_key: str) -> Said | None:
    """Why a robot did not take a message; None where it did. Robots say no with HTTP 200 and a code that isn't 0."""
    answer = _object(body)
    code = answer.get(code_key)
    if answer and code is not None and code != 0:
        text = str(answer.get(text_key) or "")[:_LONGEST_REMARK]
        return say("notify.robot-refused", code=str(code), text=text)
    if (bad := http_refusal(status)) is not None:
        return bad
    return None if code == 0 and not isinstance(code, bool) else say("notify.garbled")


def http_refusal(status: int) -> Said | None:
    """Why a plain server did not take a message; None where it did."""
    if 300 <= status < 400:  # noqa: PLR2004 - the redirections of HTTP
        return say("notify.redirected", status=status)
    if 200 <= status < 300:  # noqa: PLR2004 - HTTP's successes
        return None
    if status in _ABOUT_THE_KEY:
        return say("notify.http-key", status=status)
    later = status in _ABOUT_THE_MOMENT or status >= 500  # noqa: PLR2004 - HTTP's faults of the server
    return say("notify.http-later" if later else "notify.http", status=status)


def _object(body: bytes) -> dict[str, object]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}
