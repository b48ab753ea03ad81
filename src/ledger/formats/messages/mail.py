"""The digest as an e-mail: plain text, the whole of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from ledger.formats.messages.page import Page, plain_text


def message(page: Page, sender: str, to: Sequence[str], at: datetime) -> EmailMessage:
    """The letter, written at a moment."""
    made = EmailMessage()
    made["From"] = sender
    made["To"] = ", ".join(to)
    made["Subject"] = page.title
    made["Date"] = format_datetime(at)
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence note answers it
    made.set_content(plain_text(page.lines(page.count)), cte="base64")  # every server takes it, 8-bit clean or not
    return made
