"""飞书: a robot of a group, by `POST …/bot/v2/hook/…`, signed where the robot has a secret.

The whole body takes 20 KB. The signature stands in the body and is made the other way round than 钉钉 makes it:
the moment and the secret are the key, and what is signed is empty.
https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping, Sequence

from ledger.errors import Said
from ledger.formats.messages.fitting import fit
from ledger.formats.messages.page import Line, Page
from ledger.formats.messages.post import Post, packed
from ledger.formats.messages.post import refusal as _refusal

LIMIT = 20_000
_DRAWN = {"unit": "■ {}", "item": "· {}", "text": "{}", "title": "{}"}


def message(page: Page, url: str, secret: str, now: float) -> Post:
    """The message for a robot, sent at `now` (seconds since 1970)."""
    signature = signed(secret, now) if secret else {}
    fitted = fit(page, LIMIT, lambda lines: len(_body(lines, signature)))
    return Post(url, _body(fitted.lines, signature), fitted.taken)


def signed(secret: str, now: float) -> Mapping[str, str]:
    """The moment in seconds and the signature over it; good for an hour."""
    moment = str(int(now))
    mac = hmac.digest(f"{moment}\n{secret}".encode(), b"", "sha256")
    return {"timestamp": moment, "sign": base64.b64encode(mac).decode()}


def _body(lines: Sequence[Line], signature: Mapping[str, str]) -> bytes:
    """A rich text: what stands in its `text` tags is never a mark or a call to somebody."""
    title = next((one.text for one in lines if one.role == "title"), "")
    content = [[_tag(one)] for one in lines if one.role != "title"]
    post = {"zh_cn": {"title": title, "content": content}}
    return packed({**signature, "msg_type": "post", "content": {"post": post}})


def _tag(one: Line) -> Mapping[str, str]:
    if one.role == "link":
        return {"tag": "a", "text": one.text, "href": one.url}
    return {"tag": "text", "text": _DRAWN[one.role].format(one.text)}


def refusal(status: int, body: bytes) -> Said | None:
    """Why it was not taken; None where it was."""
    return _refusal(status, body, "code", "msg")
