"""Handing a letter to a mail server, over TLS that is checked."""

from __future__ import annotations

import smtplib
import ssl
import time
from email.message import EmailMessage
from email.utils import make_msgid

from ledger.errors import MachineError, Said, say
from ledger.store.outlets import Mailbox
from ledger.store.posting import Patience, reached_nobody, unreached

_LONGEST_REMARK = 200


def send(letter: EmailMessage, box: Mailbox, patience: Patience) -> tuple[str, ...]:
    """Hand a letter over; the addresses that the server would not take, where it took others.

    Raises MachineError where it took none.
    """
    letter["Message-ID"] = make_msgid(domain=box.sender.rpartition("@")[2])
    try:
        server = _connected(box, patience)
        with server:
            if box.security == "smtp":
                _protect(server, box)
            if box.user:
                server.login(box.user, box.password)
            return tuple(server.send_message(letter, box.sender, box.to))
    except smtplib.SMTPException as error:
        raise MachineError(_refused(error, box)) from None
    except OSError as error:
        raise MachineError(unreached(f"{box.host}:{box.port}", error, patience)) from None


def _protect(server: smtplib.SMTP, box: Mailbox) -> None:
    """Go over to TLS: a password is never shown to whoever listens. Raises MachineError where the server can't."""
    server.ehlo_or_helo_if_needed()
    if not server.has_extn("starttls"):
        raise MachineError(say("notify.no-starttls", host=f"{box.host}:{box.port}"))
    server.starttls(context=ssl.create_default_context())


def _connected(box: Mailbox, patience: Patience) -> smtplib.SMTP:
    """The server, tried twice where nobody is there at first. Raises OSError, SMTPException."""
    try:
        return _once(box, patience)
    except OSError as error:
        if not reached_nobody(error):
            raise
    time.sleep(patience.pause)
    return _once(box, patience)


def _once(box: Mailbox, patience: Patience) -> smtplib.SMTP:
    if box.security == "smtps":
        return smtplib.SMTP_SSL(box.host, box.port, timeout=patience.seconds, context=ssl.create_default_context())
    return smtplib.SMTP(box.host, box.port, timeout=patience.seconds)


def _refused(error: smtplib.SMTPException, box: Mailbox) -> Said:
    """Why a server took nothing, in the words that it has for it."""
    host = f"{box.host}:{box.port}"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return say("notify.smtp-lacks", host=host)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return say("notify.smtp-login", host=host, code=error.smtp_code, text=_text(error.smtp_error))
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        return say("notify.smtp-recipients", host=host, addresses=tuple(error.recipients), code=code, text=_text(text))
    if isinstance(error, smtplib.SMTPResponseException):
        return say("notify.smtp-refused", host=host, code=error.smtp_code, text=_text(error.smtp_error))
    return say("notify.no-connection", host=host, reason=str(error) or type(error).__name__)


def _text(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())[:_LONGEST_REMARK]
