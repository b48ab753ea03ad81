"""Where `notify` finds its channels, what it refuses to use, and that it never says a secret."""

from __future__ import annotations

import subprocess
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

import house
from ledger.cli.words.catalogue import Catalogue
from ledger.errors import UsageError
from ledger.store import outlets

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ZH = Catalogue("zh")
HIDDEN = "0000-not-to-be-shown"


def refused(environment: dict[str, str]) -> str:
    """Why these settings are refused, and that nothing of it holds a secret: neither the words nor a traceback."""
    with pytest.raises(UsageError) as caught:
        outlets.load(environment, None)
    told = ZH(caught.value.what)
    assert HIDDEN not in told + "".join(traceback.format_exception(caught.value))
    return told


def own(tmp_path: Path, text: str, mode: int = 0o600) -> Path:
    """The user's own settings file."""
    path = tmp_path / "home" / ".config" / "ledger" / "notify.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return path


def test_without_a_channel_it_says_how_to_set_one_up(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("notify")
    assert (done.returncode, done.stdout) == (2, "")
    assert "没有设置任何提醒渠道" in done.stderr
    assert "LEDGER_WECOM_URL" in done.stderr
    assert "docs/notify.md" in done.stderr


def test_the_users_own_file_is_read_and_the_environment_goes_before_it(
    ledger: Run, folder: Path, tmp_path: Path
) -> None:
    house.build(folder)
    own(tmp_path, f'wecom_url = "https://file.example.org/send?key={HIDDEN}"\n')
    dry = ("notify", "--dry-run", "--always")
    assert "将发往 file.example.org" in ledger(*dry).stdout
    done = ledger(*dry, env={"LEDGER_WECOM_URL": f"https://environment.example.org/send?key={HIDDEN}"})
    assert "将发往 environment.example.org" in done.stdout
    assert HIDDEN not in done.stdout + done.stderr


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602])
def test_a_file_that_others_may_read_is_refused(mode: int, ledger: Run, folder: Path, tmp_path: Path) -> None:
    house.build(folder)
    path = own(tmp_path, f'wecom_url = "https://x.example.org/?key={HIDDEN}"\n', mode)
    done = ledger("notify", "--dry-run")
    assert (done.returncode, f"chmod 600 {path}" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'wecom_url = "{HIDDEN}', "不是正确的 UTF-8 TOML"),
        (f'wecom = "{HIDDEN}"', "不认识“wecom”"),
        ("smtp_url = 25", "不认识“smtp_url”，或它的值不是文字"),
    ],
)
def test_what_is_wrong_with_it_is_told_without_its_text(
    text: str, said: str, ledger: Run, folder: Path, tmp_path: Path
) -> None:
    house.build(folder)
    own(tmp_path, text)
    done = ledger("notify", "--dry-run")
    assert (done.returncode, said in done.stderr, HIDDEN in done.stderr) == (2, True, False), done.stderr


def test_a_secret_in_the_ledgers_own_settings_is_refused(ledger: Run, folder: Path) -> None:
    house.build(folder)
    with (folder / "ledger.toml").open("a") as file:
        file.write(f'\n[notify]\nwecom_url = "https://x.example.org/?key={HIDDEN}"\n')
    done = ledger("notify")
    assert (done.returncode, "notify.wecom_url" in done.stderr, HIDDEN in done.stderr) == (2, True, False), done.stderr


ADDRESSES = {
    f"http://qyapi.example.org/send?key={HIDDEN}": "必须是 https",
    f"ftp://qyapi.example.org/{HIDDEN}": "不是可用的网址",
    f"qyapi.example.org/{HIDDEN}": "不是可用的网址",
    f"https:///{HIDDEN}": "不是可用的网址",
    f"https://user:{HIDDEN}@example.org/": "不是可用的网址",
    f"https://example.org:99999/{HIDDEN}": "不是可用的网址",
    f"https://example.org/ {HIDDEN}": "不是可用的网址",
    f"https://example.org/{HIDDEN}#top": "不是可用的网址",
    f"https://例子.example.org/{HIDDEN}": "不是可用的网址",
    f"https://[::1/{HIDDEN}": "不是可用的网址",
    f"http://127.0.0.1.example.org/{HIDDEN}": "必须是 https",
}


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_that_is_not_safe_is_refused_unsaid(url: str) -> None:
    assert refused({"LEDGER_FEISHU_URL": url}).startswith(f"LEDGER_FEISHU_URL {ADDRESSES[url]}")


def test_a_refused_address_is_not_shown_by_the_program_either(ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("--debug", "notify", env={"LEDGER_FEISHU_URL": f"https://user:{HIDDEN}@example.org/"})
    assert (done.returncode, "不是可用的网址" in done.stderr, HIDDEN in done.stderr) == (2, True, False), done.stderr


@pytest.mark.parametrize("name", ["WEBHOOK_TOKEN", "DINGTALK_SECRET", "FEISHU_SECRET", "SMTP_USER", "SMTP_PASSWORD"])
@pytest.mark.parametrize("value", [f"{HIDDEN}\nX-Header: 1", f"{HIDDEN}密码", f"{HIDDEN}\u202e"])
def test_a_secret_that_could_not_be_sent_is_refused_unsaid(name: str, value: str) -> None:
    assert refused({f"LEDGER_{name}": value}).startswith(f"LEDGER_{name} 里有换行")


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        ({"URL": "smtps://mail.example.org"}, "还缺：LEDGER_SMTP_FROM、LEDGER_SMTP_TO"),
        ({"PASSWORD": HIDDEN}, "还缺：LEDGER_SMTP_URL"),
        ({"URL": "https://mail.example.org", "FROM": "a@example.org", "TO": "b@example.org"}, "smtps://主机:465"),
        ({"URL": "smtp+plain://mail.example.org", "FROM": "a@example.org", "TO": "b@example.org"}, "只能用于本机"),
        ({"URL": "smtps://mail.example.org", "FROM": "a@example.org", "TO": "b@example.org, c"}, "不是邮箱地址"),
        ({"URL": "smtps://mail.example.org", "FROM": "张三@example.org", "TO": "b@example.org"}, "不是邮箱地址"),
        ({"URL": "smtps://mail.example.org", "FROM": "a@example.org\nBcc: x@y", "TO": "b@example.org"}, "不是邮箱地址"),
        (
            {"URL": "smtps://mail.example.org", "FROM": "a@example.org", "TO": "b@example.org", "USER": "a"},
            "LEDGER_SMTP_PASSWORD",
        ),
    ],
)
def test_incomplete_or_unsafe_mail_settings_are_refused(mail: dict[str, str], said: str) -> None:
    assert said in refused({f"LEDGER_SMTP_{name}": value for name, value in mail.items()})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--channel", "slack"), "没有“slack”这个渠道"),
        (("--channel", "飞书"), "没有设置：feishu"),
        (("--link", "javascript:alert(1)"), "要是 http(s) 网址"),
        (("--link", "https://user:pass@example.org"), "要是 http(s) 网址"),
        (("--link", "https://example.org/" + "长" * 200), "要是 http(s) 网址"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(words: tuple[str, ...], said: str, ledger: Run, folder: Path) -> None:
    house.build(folder)
    done = ledger("notify", *words, env={"LEDGER_WECOM_URL": "https://example.org/send?key=x"})
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
