"""`notify` by e-mail, against a real mail server on the loopback: TLS, logins and refusals as servers have them."""

from __future__ import annotations

import email
import email.policy
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

import house

Run = Callable[..., "subprocess.CompletedProcess[str]"]
FIRST_DAY = "2026-04-01"
USER, PHRASE = "notice", "open-sesame-4711"
GONE = "gone@example.org"


@dataclass
class Office:
    """The mail server's own part: what it takes, for whom, from whom."""

    letters: list[bytes] = field(default_factory=list)
    refusal: str = ""

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it by this name
        self, _: object, __: Session, envelope: Envelope, address: str, ___: object
    ) -> str:
        if address == GONE:
            return "550 5.1.1 mailbox unavailable"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _: object, __: Session, envelope: Envelope) -> str:  # noqa: N802 - likewise
        if self.refusal:
            return self.refusal
        self.letters.append(bytes(cast("bytes", envelope.content)))
        return "250 Message accepted"

    def only_letter(self) -> EmailMessage:
        (only,) = self.letters
        return email.message_from_bytes(only, policy=email.policy.default)


def _known(_: object, __: object, ___: object, mechanism: str, data: object) -> AuthResult:
    del mechanism
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PHRASE.encode())
    return AuthResult(success=right, handled=False)


@contextmanager
def server(office: Office, *, tls: ssl.SSLContext | None = None, implicit: bool = False) -> Iterator[int]:
    """The server's port until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    more: dict[str, Any] = {"authenticator": _known, "auth_require_tls": False} if tls is None or implicit else {}
    if tls and not implicit:
        more = {"tls_context": tls, "require_starttls": True, "authenticator": _known, "auth_require_tls": True}
    running = Controller(office, "127.0.0.1", port, ssl_context=tls if implicit else None, **more)
    running.start()
    try:
        yield port
    finally:
        running.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    """A certificate for 127.0.0.1, and what it takes to trust it."""
    assert shutil.which("openssl"), "the certificate of the server is made by openssl"
    folder = tmp_path_factory.mktemp("tls")
    pem, key = folder / "cert.pem", folder / "key.pem"
    made = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2")
    named = ("-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost")
    subprocess.run(["openssl", *made, *named, "-keyout", key, "-out", pem], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, key)
    return context, pem


def settings(url: str, **more: str) -> dict[str, str]:
    made = {"SMTP_URL": url, "SMTP_FROM": "notice@example.org", "SMTP_TO": "zhang@example.org, li@example.org", **more}
    return {"LEDGER_TODAY": FIRST_DAY, **{f"LEDGER_{name}": value for name, value in made.items()}}


LOGIN = {"SMTP_USER": USER, "SMTP_PASSWORD": PHRASE}


@pytest.mark.parametrize("scheme", ["smtps", "smtp"])
def test_a_letter_goes_over_tls_with_a_login(
    scheme: str, ledger: Run, folder: Path, certificate: tuple[ssl.SSLContext, Path]
) -> None:
    house.build(folder)
    office, (context, pem) = Office(), certificate
    with server(office, tls=context, implicit=scheme == "smtps") as port:
        env = settings(f"{scheme}://127.0.0.1:{port}", **LOGIN)
        strange = ledger("notify", env=env)
        done = ledger("notify", env=env | {"SSL_CERT_FILE": str(pem)})
    assert (strange.returncode, "证书核对不了" in strange.stderr) == (7, True), "nobody vouches for it"
    assert "SSL_CERT_FILE" in strange.stderr
    assert (done.returncode, done.stdout) == (0, "邮件：已发送，提醒 1 件。\n"), done.stderr
    letter = office.only_letter()
    assert letter["Subject"] == "【整改提醒】某县督察整改台账 2026-04-01"
    assert (letter["From"], letter["To"]) == ("notice@example.org", "zhang@example.org, li@example.org")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@example.org>")
    assert letter.get_content_type() == "text/plain"
    text = letter.get_content()
    assert "县水务局（1）\n- ISSUE-001 红旗河水质超标：逾期 1 天（1 个工作日），时限 2026-03-31" in text
    assert b"Subject: =?utf-8?" in office.letters[0], "a server that knows ASCII only takes it as well"
    assert all(len(line) <= 998 for line in office.letters[0].splitlines())


def test_a_server_without_starttls_gets_neither_password_nor_letter(ledger: Run, folder: Path) -> None:
    house.build(folder)
    office = Office()
    with server(office) as port:
        done = ledger("notify", env=settings(f"smtp://127.0.0.1:{port}", **LOGIN))
    assert (done.returncode, "不支持 STARTTLS，没有发送" in done.stderr, office.letters) == (7, True, [])


def test_a_server_of_this_machine_may_be_plain(ledger: Run, folder: Path) -> None:
    house.build(folder)
    office = Office()
    with server(office) as port:
        done = ledger("notify", env=settings(f"smtp+plain://127.0.0.1:{port}"))
    assert (done.returncode, len(office.letters)) == (0, 1), done.stderr


def test_a_wrong_password_is_told_and_never_shown(ledger: Run, folder: Path) -> None:
    house.build(folder)
    with server(Office()) as port:
        wrong = {"SMTP_USER": USER, "SMTP_PASSWORD": "another-password"}
        done = ledger("--debug", "notify", env=settings(f"smtp+plain://127.0.0.1:{port}", **wrong))
    assert (done.returncode, "登录失败，535：" in done.stderr) == (7, True), done.stderr
    assert "another-password" not in done.stderr


def test_who_is_not_taken_is_named(ledger: Run, folder: Path) -> None:
    house.build(folder)
    office = Office()
    with server(office) as port:
        url = f"smtp+plain://127.0.0.1:{port}"
        none = ledger("notify", env=settings(url, SMTP_TO=GONE))
        some = ledger("notify", env=settings(url, SMTP_TO=f"{GONE};li@example.org"))
        again = ledger("notify", env=settings(url, SMTP_TO=f"{GONE};li@example.org"))
    assert (none.returncode, f"不收给 {GONE} 的信，550：5.1.1 mailbox unavailable" in none.stderr) == (7, True)
    assert (some.returncode, f"已发送，但这些地址被拒：{GONE}" in some.stderr) == (7, True)
    assert (again.returncode, len(office.letters)) == (0, 1), "who has it doesn't get it twice"


def test_a_refused_letter_is_told_in_the_servers_words(ledger: Run, folder: Path) -> None:
    house.build(folder)
    office = Office(refusal="554 5.7.1 looks like spam")
    with server(office) as port:
        done = ledger("notify", env=settings(f"smtp+plain://127.0.0.1:{port}"))
    assert (done.returncode, "拒收，554：5.7.1 looks like spam" in done.stderr) == (7, True), done.stderr


def test_a_server_that_says_nothing_is_not_waited_for(ledger: Run, folder: Path) -> None:
    house.build(folder)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        held: list[socket.socket] = []
        taker = threading.Thread(target=lambda: held.append(silent.accept()[0]))
        taker.start()
        port = silent.getsockname()[1]
        done = ledger("notify", "--timeout", "0.5", env=settings(f"smtp+plain://127.0.0.1:{port}"))
        taker.join()
        held[0].close()
    assert (done.returncode, f"127.0.0.1:{port}" in done.stderr) == (7, True), done.stderr
    assert "Traceback" not in done.stderr


def test_a_dry_run_shows_the_letter(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("notify", "--dry-run", env=settings("smtps://mail.example.org", **LOGIN))
    assert done.stdout.splitlines()[:4] == [
        "邮件：将发往 mail.example.org:465 → zhang@example.org, li@example.org，提醒 1 件（试运行，未发送）：",
        "From: notice@example.org",
        "To: zhang@example.org, li@example.org",
        "Subject: 【整改提醒】某县督察整改台账 2026-04-01",
    ]
    assert PHRASE not in done.stdout
