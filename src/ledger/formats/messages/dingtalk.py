"""钉钉: a robot of a group, by `POST …/robot/send?access_token=…`, signed where the robot has a secret.

The whole body takes 20,000 bytes (errcode 460101: "message too long, exceed 20000 bytes"). The signature stands in the
address: https://open.dingtalk.com/document/robots/customize-robot-security-settings
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Sequence
from urllib.parse import urlencode

from ledger.errors import Said
from ledger.formats.messages.fitting import fit
from ledger.formats.messages.page import Line, Page, unmarked
from ledger.formats.messages.post import Post, packed
from ledger.formats.messages.post import refusal as _refusal

LIMIT = 20_000
_DRAWN = {"title": "### {}", "unit": "**{}**", "item": "- {}", "text": "{}"}


def message(page: Page, url: str, secret: str, now: float) -> Post:
    """The message for a robot, sent at `now` (seconds since 1970)."""
    fitted = fit(page, LIMIT, lambda lines: len(_body(page.title, lines)))
    return Post(signed(url, secret, now) if secret else url, _body(page.title, fitted.lines), fitted.taken)


def signed(url: str, secret: str, now: float) -> str:
    """The address with the moment in milliseconds and the signature over it; good for an hour."""
    moment = str(round(now * 1000))
    mac = hmac.digest(secret.encode(), f"{moment}\n{secret}".encode(), "sha256")
    joint = "&" if "?" in url else "?"
    return f"{url}{joint}{urlencode({'timestamp': moment, 'sign': base64.b64encode(mac).decode()})}"


def _body(title: str, lines: Sequence[Line]) -> bytes:
    return packed({"msgtype": "markdown", "markdown": {"title": title, "text": content(lines)}})


def content(lines: Sequence[Line]) -> str:
    """The lines in its dialect of Markdown, in which only an empty line ends one."""
    return "\n\n".join(
        f"[{unmarked(one.text)}]({one.url})" if one.role == "link" else _DRAWN[one.role].format(unmarked(one.text))
        for one in lines
    )


def refusal(status: int, body: bytes) -> Said | None:
    """Why it was not taken; None where it was."""
    return _refusal(status, body, "errcode", "errmsg")
