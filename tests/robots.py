"""The servers that digests are sent to, on the loopback: they check what the vendors check, and answer likewise."""

from __future__ import annotations

import base64
import contextlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

KEY = "693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa"
SHARED = "SECd1f2a8-between-robot-and-sender"
HOUR = 3600
Reply = tuple[int, bytes]
Fault = Callable[[BaseHTTPRequestHandler, threading.Event], Reply | None]
"""What a server does instead of its work; None where it has answered, or never will."""


@dataclass
class Received:
    """A request that arrived."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, object]:
        made = json.loads(self.body)
        assert isinstance(made, dict)
        return made

    @property
    def text(self) -> str:
        """What people would read of it."""
        body: dict[str, dict[str, str]] = json.loads(self.body)
        if "markdown" in body:
            return body["markdown"].get("content") or body["markdown"]["text"]
        if "content" in body:
            post = json.loads(self.body)["content"]["post"]["zh_cn"]
            return "\n".join([post["title"], *(tag["text"] for line in post["content"] for tag in line)])
        return str(body["text"])


@dataclass
class Server:
    """A vendor's server: where it is, what arrived, and what it does wrong, if anything."""

    url: str
    received: list[Received] = field(default_factory=list)
    fault: Fault | None = None


def _reply(**content: object) -> Reply:
    return 200, json.dumps(content, ensure_ascii=False).encode()


def wecom(got: Received) -> Reply:
    query = parse_qs(urlsplit(got.path).query)
    if query.get("key") != [KEY] or not got.path.startswith("/cgi-bin/webhook/send?"):
        return _reply(errcode=93000, errmsg="invalid webhook url, hint: [1704540159], from ip: 127.0.0.1")
    if b"\\u" in got.body:
        return _reply(errcode=40033, errmsg="invalid charset")
    body = json.loads(got.body)
    if body["msgtype"] == "markdown" and len(body["markdown"]["content"].encode()) > 4096:
        return _reply(errcode=40058, errmsg="markdown.content exceed max length 4096. invalid Request Parameter")
    return _reply(errcode=0, errmsg="ok")


def dingtalk(got: Received) -> Reply:
    query = {name: values[0] for name, values in parse_qs(urlsplit(got.path).query).items()}
    if query.get("access_token") != KEY:
        return _reply(errcode=300005, errmsg="token is not exist")
    moment = query.get("timestamp", "0")
    right = base64.b64encode(hmac.digest(SHARED.encode(), f"{moment}\n{SHARED}".encode(), "sha256")).decode()
    if abs(time.time() * 1000 - int(moment)) > HOUR * 1000:
        return _reply(errcode=310000, errmsg="invalid timestamp")
    if query.get("sign") != right:
        return _reply(errcode=310000, errmsg="sign not match")
    if len(got.body) > 20_000:
        return _reply(errcode=460101, errmsg="message too long, exceed 20000 bytes")
    body = json.loads(got.body)
    return _reply(errcode=0, errmsg="ok") if body["markdown"]["title"] else _reply(errcode=400602, errmsg="no title")


def feishu(got: Received) -> Reply:
    if got.path != f"/open-apis/bot/v2/hook/{KEY}":
        return _reply(code=19001, msg="param invalid: incoming webhook access token invalid", data={})
    if len(got.body) > 20 * 1024:
        return _reply(code=9499, msg="Bad Request", data={})
    body = json.loads(got.body)
    moment = body.get("timestamp", "0")
    right = base64.b64encode(hmac.digest(f"{moment}\n{SHARED}".encode(), b"", "sha256")).decode()
    if body.get("sign") != right or abs(time.time() - int(moment)) > HOUR:
        text = "sign match fail or timestamp is not within one hour from current time"
        return _reply(code=19021, msg=text, data={})
    return _reply(StatusCode=0, StatusMessage="success", code=0, data={}, msg="success")


def webhook(got: Received) -> Reply:
    return (204, b"") if got.headers.get("Authorization") == f"Bearer {SHARED}" else (401, b"who are you")


def says(status: int, body: bytes = b"") -> Fault:
    return lambda _, __: (status, body)


def hangs(_: BaseHTTPRequestHandler, over: threading.Event) -> None:
    over.wait()


def drips(asked: BaseHTTPRequestHandler, over: threading.Event) -> None:
    """An answer that comes a byte at a time, each sooner than anybody gives up waiting."""
    asked.send_response(200)
    asked.end_headers()
    with contextlib.suppress(OSError):
        while not over.wait(0.05):
            asked.wfile.write(b" ")


def breaks_off(asked: BaseHTTPRequestHandler, over: threading.Event) -> None:
    del over
    asked.close_connection = True


def leads_away(to: str) -> Fault:
    def answer(asked: BaseHTTPRequestHandler, over: threading.Event) -> None:
        del over
        asked.send_response(307)
        asked.send_header("Location", to)
        asked.end_headers()

    return answer


def repeats_the_address(asked: BaseHTTPRequestHandler, over: threading.Event) -> Reply:
    del over
    return _reply(errcode=45009, errmsg=f"api freq out of limit: {asked.path}")


@contextlib.contextmanager
def running(vendor: Callable[[Received], Reply], path: str) -> Iterator[Server]:
    """A vendor's server until the end of the block; `path` is where its robot is."""
    over = threading.Event()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got = Received(self.path, dict(self.headers), body)
            server.received.append(got)
            reply = server.fault(self, over) if server.fault else vendor(got)
            if reply is not None:
                self.send_response(reply[0])
                self.send_header("Content-Length", str(len(reply[1])))
                self.end_headers()
                self.wfile.write(reply[1])

        def do_GET(self) -> None:
            """How a redirection that was followed would come."""
            server.received.append(Received(self.path, dict(self.headers), b""))

        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    listening.daemon_threads = True
    server = Server(f"http://127.0.0.1:{listening.server_port}{path}")
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        over.set()
        listening.shutdown()
        listening.server_close()
        thread.join()
