"""`notify` against servers that answer as 企业微信, 钉钉, 飞书 and a plain webhook do, errors included."""

from __future__ import annotations

import json
import socket
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

import house
import robots
from ledger.store import locks
from robots import KEY, SHARED, Server

Run = Callable[..., "subprocess.CompletedProcess[str]"]
FIRST_DAY = "2026-04-01"
"""ISSUE-001 was due on 31 March."""
PATHS = {
    "wecom": (robots.wecom, f"/cgi-bin/webhook/send?key={KEY}"),
    "dingtalk": (robots.dingtalk, f"/robot/send?access_token={KEY}"),
    "feishu": (robots.feishu, f"/open-apis/bot/v2/hook/{KEY}"),
    "webhook": (robots.webhook, "/ledger"),
}
SECRETS = {"dingtalk": "LEDGER_DINGTALK_SECRET", "feishu": "LEDGER_FEISHU_SECRET", "webhook": "LEDGER_WEBHOOK_TOKEN"}


@pytest.fixture
def servers() -> Iterator[dict[str, Server]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(robots.running(*of)) for name, of in PATHS.items()}


def settings(servers: dict[str, Server], day: str, *names: str) -> dict[str, str]:
    made = {"LEDGER_TODAY": day}
    for name in names or servers:
        made[f"LEDGER_{name.upper()}_URL"] = servers[name].url
        if name in SECRETS:
            made[SECRETS[name]] = SHARED
    return made


def texts(servers: dict[str, Server]) -> dict[str, list[str]]:
    return {name: [one.text for one in server.received] for name, server in servers.items()}


def test_every_robot_takes_the_digest_with_its_own_signature(
    ledger: Run, folder: Path, servers: dict[str, Server]
) -> None:
    house.build(folder)
    done = ledger("notify", "--link", "https://example.org/台账?a=1", env=settings(servers, FIRST_DAY))
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        [f"{name}：已发送，提醒 1 件。" for name in ("企业微信", "钉钉", "飞书", "网址推送")],
    ), done.stderr
    told = texts(servers)
    assert all(len(one) == 1 for one in told.values()), "one message a robot"
    for text in (one[0] for one in told.values()):
        assert "某县督察整改台账 2026-04-01" in text
        assert "检查 5 件" in text
        assert "ISSUE-001 红旗河水质超标：逾期 1 天（1 个工作日），时限 2026-03-31" in text
    assert told["wecom"][0].splitlines()[-1] == "[查看详情](https://example.org/%E5%8F%B0%E8%B4%A6?a=1)"
    heads = servers["wecom"].received[0].headers
    assert heads["Content-Type"] == "application/json; charset=utf-8"


def test_a_late_item_is_told_once_and_again_on_days_7_15_and_30(
    ledger: Run, folder: Path, servers: dict[str, Server]
) -> None:
    house.build(folder)
    days = [f"2026-04-{day:02d}" for day in (1, 2, 6, 7, 8, 15, 20, 30)]
    told = []
    for day in days:
        before = len(servers["wecom"].received)
        assert ledger("notify", env=settings(servers, day, "wecom")).returncode == 0
        told.append(len(servers["wecom"].received) - before)
    assert dict(zip(days, told, strict=True)) == {
        "2026-04-01": 1,  # the first day
        "2026-04-02": 0,
        "2026-04-06": 0,
        "2026-04-07": 1,  # the seventh
        "2026-04-08": 0,
        "2026-04-15": 1,  # the fifteenth
        "2026-04-20": 0,
        "2026-04-30": 1,  # the thirtieth
    }


def test_a_threshold_that_nobody_was_there_for_is_told_at_the_next_run_once(
    ledger: Run, folder: Path, servers: dict[str, Server]
) -> None:
    house.build(folder)
    for day in (FIRST_DAY, "2026-04-18", "2026-04-19"):
        ledger("notify", env=settings(servers, day, "wecom"))
    first, second = texts(servers)["wecom"]
    assert ("逾期 1 天" in first, "逾期 18 天" in second) == (True, True), "days 7 and 15 went by, and are told as one"


def test_nothing_new_is_no_message_unless_one_is_asked_for(
    ledger: Run, folder: Path, servers: dict[str, Server]
) -> None:
    house.build(folder)
    env = settings(servers, "2026-03-01", "wecom")
    quiet = ledger("notify", env=env)
    assert (quiet.returncode, quiet.stdout) == (0, "企业微信：没有新的提醒，未发送（仍要发汇总：--always）。\n")
    assert servers["wecom"].received == []
    assert ledger("notify", "--always", env=env).returncode == 0
    assert "今日没有新的提醒。" in servers["wecom"].received[0].text


def test_without_a_memory_only_what_reaches_its_day_today_is_told_and_it_says_so(
    ledger: Run, folder: Path, servers: dict[str, Server]
) -> None:
    """A job in CI that keeps nothing between the nights."""
    house.build(folder)
    memory = folder / ".ledger" / "notified.json"
    counts = {}
    for day in ("2026-04-06", "2026-04-07", "2026-05-20"):
        done = ledger("notify", env=settings(servers, day, "wecom"))
        assert "没有以前的提醒记录" in done.stderr
        counts[day] = len(servers["wecom"].received)
        memory.unlink()
    assert counts == {"2026-04-06": 0, "2026-04-07": 1, "2026-05-20": 1}


def test_what_was_late_long_before_the_first_run_is_told_at_the_second(
    ledger: Run, folder: Path, servers: dict[str, Server]
) -> None:
    house.build(folder)
    ledger("notify", env=settings(servers, "2026-05-19", "wecom"))
    ledger("notify", env=settings(servers, "2026-05-20", "wecom"))
    ledger("notify", env=settings(servers, "2026-05-21", "wecom"))
    (only,) = servers["wecom"].received
    assert "逾期 50 天" in only.text


def test_a_damaged_memory_is_told_and_replaced(ledger: Run, folder: Path, servers: dict[str, Server]) -> None:
    house.build(folder)
    memory = folder / "cache" / "notified.json"
    memory.parent.mkdir()
    for content in (b"", b"{", b"[]", b'{"format":"x"}', b'{"format":"ledger-notified-v1","channels":{"wecom":[]}}'):
        memory.write_bytes(content)
        done = ledger("notify", "--state", str(memory), env=settings(servers, "2026-05-20", "wecom"))
        assert (done.returncode, "已损坏" in done.stderr) == (0, True), content
        assert json.loads(memory.read_bytes())["channels"] == {"wecom": {}}


def test_only_the_channel_that_took_it_is_remembered_as_told(
    ledger: Run, folder: Path, servers: dict[str, Server]
) -> None:
    house.build(folder)
    servers["dingtalk"].fault = robots.says(
        200, b'{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}'
    )
    first = ledger("notify", env=settings(servers, FIRST_DAY))
    assert first.returncode == 7
    assert first.stderr.splitlines()[-1] == (
        "钉钉：对方拒收，错误码 130101：send too fast, exceed 20 times per minute（常见的错误码见 docs/notify.md）"
    )
    assert first.stdout.count("已发送") == 3, "the others were tried"
    servers["dingtalk"].fault = None
    second = ledger("notify", env=settings(servers, "2026-04-02"))
    assert (second.returncode, second.stdout.count("已发送")) == (0, 1), second.stdout
    assert "逾期 2 天" in servers["dingtalk"].received[-1].text
    assert {name: len(one.received) for name, one in servers.items()} == {
        "wecom": 1, "dingtalk": 2, "feishu": 1, "webhook": 1,
    }  # fmt: skip


FAULTS = {
    "rate": (robots.says(200, b'{"errcode":45009,"errmsg":"api freq out of limit"}'), "错误码 45009"),
    "error": (robots.says(500, b"<html>"), "HTTP 500，是对方忙或出了故障：过一会儿再运行 ledger notify"),
    "not there": (robots.says(404, b"<html>"), "HTTP 404，没有收下：核对设置的网址"),
    "bad gateway": (robots.says(502, b'{"errcode":-1,"errmsg":"system busy"}'), "错误码 -1：system busy"),
    "garbage": (robots.says(200, b"<html>portal login</html>"), "看不懂"),
    "no code": (robots.says(200, b'{"ok":true}'), "看不懂"),
    "a truth": (robots.says(200, b'{"errcode":false}'), "看不懂"),
    "deep": (robots.says(200, b"[" * 60_000), "看不懂"),
    "hang": (robots.hangs, "0.5 秒内没有答复：可能已经送到"),
    "drip": (robots.drips, "0.5 秒内没有答复"),
    "break": (robots.breaks_off, "连接失败"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_was_not_taken_is_a_failure_and_is_sent_once_only(
    name: str, ledger: Run, folder: Path, servers: dict[str, Server]
) -> None:
    house.build(folder)
    servers["wecom"].fault, said = FAULTS[name]
    done = ledger("notify", "--timeout", "0.5", env=settings(servers, FIRST_DAY, "wecom"))
    assert (done.returncode, said in done.stderr) == (7, True), done.stderr
    assert len(servers["wecom"].received) == 1, "what may have arrived is not sent again"
    assert "Traceback" not in done.stderr
    assert not (folder / ".ledger" / "notified.json").exists(), "nobody was told"


@pytest.mark.parametrize(
    ("name", "changed", "said"),
    [
        ("wecom", {"LEDGER_WECOM_URL": "wrong-key-0000"}, "错误码 93000：invalid webhook url"),
        ("dingtalk", {"LEDGER_DINGTALK_SECRET": "SECnot-this-one"}, "错误码 310000：sign not match"),
        ("dingtalk", {"LEDGER_DINGTALK_SECRET": ""}, "错误码 310000：invalid timestamp"),
        ("feishu", {"LEDGER_FEISHU_SECRET": "not-this-one"}, "错误码 19021：sign match fail"),
        ("webhook", {"LEDGER_WEBHOOK_TOKEN": "not-this-one"}, "HTTP 401，不让发：核对设置的网址和密钥"),
    ],
)
def test_a_wrong_key_or_secret_is_told_in_the_vendors_words_and_never_shown(
    name: str, changed: dict[str, str], said: str, ledger: Run, folder: Path, servers: dict[str, Server]
) -> None:
    house.build(folder)
    env = settings(servers, FIRST_DAY, name)
    changed = {key: env[key].replace(KEY, value) if key.endswith("URL") else value for key, value in changed.items()}
    done = ledger("--debug", "notify", env=env | changed)
    assert (done.returncode, said in done.stderr) == (7, True), done.stderr
    for secret in (KEY, SHARED, "wrong-key-0000", "SECnot-this-one", "not-this-one"):
        assert secret not in done.stdout + done.stderr


def test_an_answer_that_repeats_the_address_is_masked(ledger: Run, folder: Path, servers: dict[str, Server]) -> None:
    house.build(folder)
    for name in ("wecom", "dingtalk"):
        servers[name].fault = robots.repeats_the_address
    done = ledger("--debug", "notify", "--json", env=settings(servers, FIRST_DAY, "wecom", "dingtalk"))
    assert (done.returncode, "***" in done.stderr, "***" in done.stdout) == (7, True, True)
    assert KEY not in done.stdout + done.stderr


def test_a_redirection_is_told_and_not_followed(ledger: Run, folder: Path, servers: dict[str, Server]) -> None:
    house.build(folder)
    servers["wecom"].fault = robots.leads_away(servers["webhook"].url)
    done = ledger("notify", env=settings(servers, FIRST_DAY, "wecom"))
    assert (done.returncode, "HTTP 307" in done.stderr, servers["webhook"].received) == (7, True, [])


def test_where_nobody_answers_it_is_tried_twice_and_told(ledger: Run, folder: Path) -> None:
    house.build(folder)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # a port that nobody listens at
        port = taken.getsockname()[1]
        env = {"LEDGER_WECOM_URL": f"http://127.0.0.1:{port}/send?key={KEY}", "LEDGER_TODAY": FIRST_DAY}
        done = ledger("notify", env=env)
    assert done.returncode == 7
    assert (
        done.stderr.splitlines()[-1]
        == f"企业微信：127.0.0.1:{port} 连不上（拒绝连接，已试两次）：核对主机和端口，或请网络管理员放行"
    )


def test_a_proxy_is_not_asked_for_this_machine(ledger: Run, folder: Path, servers: dict[str, Server]) -> None:
    house.build(folder)
    proxy = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY"), "http://127.0.0.1:9/")
    assert ledger("notify", env=settings(servers, FIRST_DAY, "wecom") | proxy).returncode == 0


def test_a_dry_run_shows_what_would_be_sent_and_sends_and_remembers_nothing(
    ledger: Run, folder: Path, servers: dict[str, Server]
) -> None:
    before = house.contents(house.build(folder))
    env = settings(servers, FIRST_DAY)
    dry = ledger("notify", "--dry-run", env=env)
    assert (dry.returncode, texts(servers)) == (0, {name: [] for name in servers})
    assert house.contents(folder) == before
    assert KEY not in dry.stdout
    assert SHARED not in dry.stdout
    ledger("notify", env=env)
    shown = dry.stdout.splitlines()
    for name in ("wecom", "dingtalk", "webhook"):
        assert servers[name].received[0].body.decode() in shown, name
    assert '"sign":"***"' in dry.stdout, "a signature is good for an hour"


def test_more_than_a_message_holds_is_counted_and_told_the_next_time(
    ledger: Run, folder: Path, servers: dict[str, Server]
) -> None:
    """Sixty late issues: 企业微信 takes 4,096 bytes a message, and one message is sent a night."""
    house.build(folder)
    late = (folder / "issues/ISSUE-001.yaml").read_text("utf-8").partition("\nhistory:")[0]
    for number in range(101, 161):
        text = late.replace("ISSUE-001", f"ISSUE-{number}").replace("5b1c8f0e-0001", f"5b1c8f0e-0{number}")
        house.put(folder / f"issues/ISSUE-{number}.yaml", f"{text}\n".encode())
    told: list[str] = []
    for day in range(1, 6):
        done = ledger("notify", "--json", env=settings(servers, f"2026-04-{day:02d}", "wecom"))
        (channel,) = json.loads(done.stdout)["channels"]
        assert done.returncode == 0
        told += channel["told"]
    assert len(told) == len(set(told)) == 61, "each once, none forgotten"
    first = servers["wecom"].received[0].text
    assert "另有" in first
    assert all(len(one.text.encode()) <= 4096 for one in servers["wecom"].received)


def test_a_waived_item_is_not_told(ledger: Run, folder: Path, servers: dict[str, Server]) -> None:
    house.build(folder)
    entry = "waivers:\n  - issue: ISSUE-001\n    reason: 已批复顺延\n    by: zhao\n    expires: 2026-06-30\n"
    house.put(folder / "waivers.yaml", entry.encode())
    ledger("notify", "--always", env=settings(servers, FIRST_DAY, "wecom"))
    text = servers["wecom"].received[0].text
    assert "ISSUE-001" not in text
    assert "豁免 1 条不计" in text
    assert "逾期 0" in text


def test_a_file_that_cannot_be_read_is_told_once(ledger: Run, folder: Path, servers: dict[str, Server]) -> None:
    house.build(folder)
    ledger("notify", env=settings(servers, "2026-03-01", "wecom"))
    house.put(folder / "issues/ISSUE-009.yaml", b"id: ISSUE-009\ntitel: x\n")
    for _ in range(2):
        assert ledger("notify", env=settings(servers, "2026-03-02", "wecom")).returncode == 0
    (only,) = servers["wecom"].received
    assert "issues/ISSUE-009.yaml:2:1" in only.text
    assert "无法读取 " in only.text


def test_a_title_calls_nobody_and_links_nowhere(ledger: Run, folder: Path, servers: dict[str, Server]) -> None:
    house.build(folder)
    path = folder / "issues/ISSUE-001.yaml"
    evil = "title: '<@all> [点这里](http://evil.example) **急**'"
    path.write_text(path.read_text("utf-8").replace("title: 红旗河水质超标", evil), "utf-8")
    assert ledger("notify", env=settings(servers, FIRST_DAY)).returncode == 0
    for name in ("wecom", "dingtalk"):
        text = servers[name].received[0].text
        assert "＜@all＞ ［点这里］(http://evil.example) ＊＊急＊＊" in text
        assert "<@all>" not in text


def test_a_robot_for_one_unit_with_a_memory_of_its_own(ledger: Run, folder: Path, servers: dict[str, Server]) -> None:
    house.build(folder)
    env = settings(servers, FIRST_DAY, "wecom")
    other = ledger("notify", "--unit", "县住建局", "--state", str(folder / "a.json"), env=env)
    assert (other.returncode, servers["wecom"].received) == (0, [])
    own = ledger("notify", "--unit", "县水务局", "--state", str(folder / "b.json"), env=env)
    assert (own.returncode, len(servers["wecom"].received)) == (0, 1)
    assert "范围：单位：县水务局" in servers["wecom"].received[0].text


def test_days_are_the_offices_own(ledger: Run, folder: Path, servers: dict[str, Server]) -> None:
    house.build(folder)
    with (folder / "ledger.toml").open("a") as file:
        file.write("\n[notify]\ndays = [3]\n")
    for day in range(1, 9):
        ledger("notify", env=settings(servers, f"2026-04-{day:02d}", "wecom"))
    assert ["逾期 1 天" in one.text or "逾期 3 天" in one.text for one in servers["wecom"].received] == [True, True]


def test_a_memory_that_cannot_be_read_stops_it_before_anything_is_sent(
    ledger: Run, folder: Path, servers: dict[str, Server]
) -> None:
    house.build(folder)
    done = ledger("notify", "--state", str(folder / "issues"), env=settings(servers, FIRST_DAY, "wecom"))
    assert (done.returncode, servers["wecom"].received) == (7, [])


def test_a_memory_that_cannot_be_written_is_told(ledger: Run, folder: Path, servers: dict[str, Server]) -> None:
    house.build(folder)
    lost = folder / "lost"
    lost.symlink_to(folder / "nowhere" / "at-all")
    state = str(lost / "notified.json")
    done = ledger("notify", "--state", state, env=settings(servers, FIRST_DAY, "wecom"))
    assert (done.returncode, len(servers["wecom"].received)) == (7, 1)
    assert f"已发送，但记不下来，下次会重复提醒：{state}" in done.stderr


def test_a_webhook_gets_everything_a_program_needs(ledger: Run, folder: Path, servers: dict[str, Server]) -> None:
    house.build(folder)
    ledger("notify", "--link", "https://example.org/", env=settings(servers, FIRST_DAY, "webhook"))
    body = servers["webhook"].received[0].json
    text, news = body.pop("text"), body.pop("news")
    assert body == {
        "schema_version": 1,
        "ledger": "某县督察整改台账",
        "as_of": FIRST_DAY,
        "selection": "",
        "files": 5,
        "totals": body["totals"],
        "root": None,
        "link": "https://example.org/",
    }
    assert isinstance(news, list)
    assert {name: news[0][name] for name in ("id", "due", "days_late", "units", "file", "kind")} == {
        "id": "ISSUE-001",
        "due": "2026-03-31",
        "days_late": 1,
        "units": ["县水务局"],
        "file": "issues/ISSUE-001.yaml",
        "kind": "overdue",
    }
    assert "ISSUE-001 红旗河水质超标" in str(text)


def test_the_last_checkpoint_is_named(ledger: Run, folder: Path, servers: dict[str, Server]) -> None:
    """Whoever keeps the message can hold the ledger against it."""
    house.build(folder)
    assert ledger("seal", "--despite", "手写的文件", "--as", "zhang").returncode == 0
    (sealed,) = (folder / "checkpoints").glob("*.json")
    root = json.loads(sealed.read_bytes())["root"]
    ledger("notify", env=settings(servers, FIRST_DAY))
    assert all(f"最近存证根：{root}" in text for (text,) in texts(servers).values())


def test_two_runs_at_once_tell_once(ledger: Run, folder: Path, servers: dict[str, Server]) -> None:
    house.build(folder)
    env = settings(servers, FIRST_DAY, "wecom")
    with ThreadPoolExecutor() as both:
        done = list(both.map(lambda _: ledger("notify", "--timeout", "10", env=env), range(2)))
    assert [one.returncode for one in done] == [0, 0], [one.stderr for one in done]
    assert len(servers["wecom"].received) == 1
    assert sorted(path.name for path in (folder / ".ledger").iterdir()) == ["notified.json"], "no lock is left"


def test_where_another_run_does_not_end_nothing_is_sent_and_it_says_so(
    ledger: Run, folder: Path, servers: dict[str, Server]
) -> None:
    house.build(folder)
    with locks.memory(folder / ".ledger" / "notified.json", 1):
        done = ledger("notify", "--timeout", "0.1", env=settings(servers, FIRST_DAY, "wecom"))
        shown = ledger("notify", "--dry-run", env=settings(servers, FIRST_DAY, "wecom"))
    assert (done.returncode, shown.returncode) == (6, 0)
    assert "另一次 ledger notify 正在发" in done.stderr
    assert servers["wecom"].received == []
