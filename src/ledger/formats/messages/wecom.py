"""企业微信: a robot of a group, by `POST …/webhook/send?key=…`. The key in the address is the whole secret.

Markdown takes 4,096 bytes of UTF-8 in `content` (errcode 40058 says so), plain text 2,048:
https://developer.work.weixin.qq.com/document/path/91770
"""

from __future__ import annotations

from collections.abc import Sequence

from ledger.errors import Said
from ledger.formats.messages.fitting import fit
from ledger.formats.messages.page import Line, Page, unmarked
from ledger.formats.messages.post import Post, packed
from ledger.formats.messages.post import refusal as _refusal

LIMIT = 4096
_DRAWN = {"title": "**{}**", "unit": "**{}**", "item": "- {}", "text": "{}"}


def message(page: Page, url: str) -> Post:
    """The message for a robot."""
    fitted = fit(page, LIMIT, lambda lines: len(content(lines).encode()))
    body = packed({"msgtype": "markdown", "markdown": {"content": content(fitted.lines)}})
    return Post(url, body, fitted.taken)


def content(lines: Sequence[Line]) -> str:
    """The lines in its dialect of Markdown."""
    return "\n".join(
        f"[{unmarked(one.text)}]({one.url})" if one.role == "link" else _DRAWN[one.role].format(unmarked(one.text))
        for one in lines
    )


def refusal(status: int, body: bytes) -> Said | None:
    """Why it was not taken; None where it was."""
    return _refusal(status, body, "errcode", "errmsg")
