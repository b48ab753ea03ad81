"""However an address is written and wherever it stands in a call: its password is never said again."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import house
from ledger.errors import UsageError
from ledger.store import rollup
from ledger.store.address import address, masked, within

Run = Callable[..., "subprocess.CompletedProcess[str]"]
WORD = "geheim"

noise = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=6)
passwords = st.builds(lambda before, after: f"{before}{WORD}{after}", noise, noise)
users = st.sampled_from(("u", "user", "发布", ""))
hosts = st.sampled_from(("h", "h:5432", "[::1]:5432", "", "h1:1,h2:2"))
schemes = st.sampled_from(("postgresql", "postgres"))


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """An address with a password in it, in one of the ways in which people write one."""
    scheme, user, host, secret = draw(schemes), draw(users), draw(hosts), draw(passwords)
    if draw(st.booleans()):
        secret = quote(secret, safe=draw(st.sampled_from(("", "/", "@:"))))
    form = draw(
        st.sampled_from(
            (
                "{s}://{u}:{p}@{h}/x",
                "{s}://{u}:{p}@{h}",
                "{s}://{u}%3A{p}@{h}/x",
                "{s}://{u}:12#{p}@{h}/x",
                "{s}://{u}:9999?{p}@{h}/x",
                "{s}://{u}:12/{p}@{h}/x",
                "{s}://{h}/x?password={p}",
                "{s}://{h}/x?sslmode=require&pass%77ord={p}",
                "{s}://{h}/x?user={u}:{p}",
                "host={h} user={u} password={p}",
                "{s}://{h}/?dbname=postgresql://{u}:{p}@{h}/x",
            )
        )
    )
    return form.format(s=scheme, u=user, h=host, p=secret)


@given(addresses())
@example("postgresql://u:geheim/w@h/x")
@example("postgresql://u:p@geheim@h/x")
def test_no_address_with_a_password_is_taken_and_none_is_said(word: str) -> None:
    with pytest.raises(UsageError) as refused:
        address(word)
    assert refused.value.what.fill == {}
    assert WORD not in masked(word)
    assert WORD not in masked(f"甲县={word}")
    for quoted, shown in within([word, f"甲县={word}", f"--ddl={word}"]):
        assert WORD in quoted
        assert WORD not in shown


CALLS = (
    ("publish", "{}"),
    ("publish", "postgresql:///x?host=/nowhere", "{}"),
    ("publish", "postgresql:///x?host=/nowhere", "甲县={}"),
    ("publish", "--json", "postgresql:///x?host=/nowhere", "{}", "{}"),
    ("publish", "--ddl", "{}"),
    ("publish", "--ddl={}"),
    ("publish", "{}", "--no-such-option"),
    ("publish", "--no-such={}"),
    ("-C", "{}", "publish"),
    ("rollup", "{}"),
    ("rollup", "甲县={}", "--stats"),
    ("{}",),
    ("sql", "{}", "{}"),
)


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
@given(word=addresses())
@example(word="postgresql://u:'geheim\"\\@h/x")
def test_no_call_says_a_password_whatever_is_wrong_with_it(
    ledger: Run, folder: Path, call: tuple[str, ...], word: str
) -> None:
    if not (folder / "ledger.toml").exists():
        house.build(folder)
    done = ledger(*(one.format(word) for one in call))
    assert done.returncode != 0
    assert WORD not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_without_a_password_is_said_where_nobody_answers(ledger: Run, folder: Path) -> None:
    house.build(folder)
    place = "postgresql://no-such-host.invalid/ledgers"
    done = ledger("publish", place)
    assert done.returncode == 7
    assert f"连不上数据库 {place}：" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("核对地址和网络")


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("postgresql:///?service=gx", "postgresql:///?service=gx"),
        ("postgresql://u@/gx?host=%2Frun%2Fpg&sslmode=disable", "postgresql:///gx?host=/run/pg"),
        ("postgresql:///gx?host=a%3Ab%40c&application_name=me", "postgresql:///gx"),
        ("postgresql:///gx?host=a%0Ab", "postgresql:///gx"),
        ("postgresql://u@h/gx?service=gx", "postgresql://h/gx"),
    ],
)
def test_a_place_without_a_host_is_told_by_its_socket_or_service(word: str, shown: str) -> None:
    assert address(word).shown == shown


@pytest.mark.parametrize("word", ["mysql://db.example.org/ledgers", "https://u:geheim@db.example.org/x"])
def test_the_address_of_another_kind_of_server_is_called_a_wrong_one(ledger: Run, folder: Path, word: str) -> None:
    house.build(folder)
    done = ledger("publish", word)
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        2,
        "错误：数据库地址写得不对，应如 postgresql://用户@主机:5432/库名",
    )


def test_a_ledger_without_a_database_asks_for_one(ledger: Run, folder: Path) -> None:
    house.build(folder)
    assert "请写数据库地址" in ledger("publish", "git+https://example.org/county-b.git").stderr


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("git+https://u:geheim@h/x.git@main", "git+https://***@h/x.git@main"),
        ("git+https://u:ge/heim@h/x.git", "git+https://***@h/x.git"),
        ("git+ssh://u:ge/heim@h/x.git", "git+ssh://u:***@h/x.git"),
        ("git+https://h:8443/x.git@main#县", "git+https://h:8443/x.git@main#县"),
        ("git+https://[::1]:8443/x.git@main", "git+https://[::1]:8443/x.git@main"),
    ],
)
def test_the_address_of_a_repository_is_shown_without_a_password(word: str, shown: str) -> None:
    assert rollup.shown(word) == shown


def test_what_a_service_file_holds_is_not_said(ledger: Run, folder: Path, tmp_path: Path) -> None:
    house.build(folder)
    services = tmp_path / "services"
    services.write_text(f"[good]\nhost={tmp_path}\npassword={WORD}\n[bad]\nhost {WORD}\n", "utf-8")
    for service in ("good", "bad", "none"):
        done = ledger("publish", f"postgresql:///?service={service}", env={"PGSERVICEFILE": str(services)})
        assert done.returncode in {2, 7}
        assert WORD not in done.stdout + done.stderr
