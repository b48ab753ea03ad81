"""What is news, and messages that fit: pure values, no server."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ledger.cli.words.catalogue import Catalogue
from ledger.errors import say
from ledger.formats.messages import dingtalk, feishu, mail, webhook, wecom
from ledger.formats.messages.fitting import fit
from ledger.formats.messages.page import Line, Page, clean, plain_text, unmarked, written
from ledger.formats.messages.post import Post, http_refusal, refusal
from ledger.model import news
from ledger.model.digest import Digest
from ledger.model.finding import Checked, Finding
from ledger.model.problem import Place, Problem
from ledger.model.waiver import Waiver

DUE = date(2026, 3, 31)
DAYS = (7, 15, 30)
AT = datetime(2026, 4, 1, tzinfo=UTC)
ZH, EN = Catalogue("zh"), Catalogue("en")


def late(days: int, number: int = 1, **more: object) -> Finding:
    """An issue that has been late for so many days."""
    name = f"ISSUE-{number:03d}"
    text = say("yes")
    problem = Problem("overdue", "error", text, issue=name, place=Place(f"issues/{name}.yaml", 3, 1))
    made = Finding(problem, "overdue", f"f{number}", f"第 {number} 件", ("县水务局",), "张三", DUE, days, days)
    return replace(made, **more)  # type: ignore[arg-type]  # the fields of a finding, by name


def checked(*findings: Finding) -> Checked:
    return Checked("某县督察整改台账", DUE + timedelta(days=1), findings, len(findings))


def told(findings: Sequence[Finding], memory: news.Memory, on: date = DUE) -> news.Memory:
    return news.remembered(memory, findings, DAYS, on)


def test_news_is_what_crossed_a_day_since_it_was_last_told() -> None:
    memory: news.Memory = {}
    days_told = []
    for days in range(1, 61):
        new = news.news(checked(late(days)), memory, DAYS)
        days_told += [one.days_late for one in new]
        memory = told(new, memory)
    assert days_told == [1, 7, 15, 30]


@given(st.lists(st.booleans(), min_size=60, max_size=60))
def test_however_many_nights_are_missed_each_threshold_is_told_once_or_with_the_next(nights: list[bool]) -> None:
    memory: news.Memory = {}
    reached: list[int] = []
    for days, ran in enumerate(nights, 1):
        if ran:
            new = news.news(checked(late(days)), memory, DAYS)
            reached += [news.stage(one, DAYS) for one in new]
            memory = told(new, memory)
    last = max((days for days, ran in enumerate(nights, 1) if ran), default=0)
    assert reached == sorted(set(reached)), "none twice"
    assert reached[-1:] == ([news.stage(late(last), DAYS)] if last else [])


def test_a_deadline_that_was_moved_and_missed_again_is_news() -> None:
    memory = told([late(40)], {})
    assert news.news(checked(late(41)), memory, DAYS) == ()
    moved = late(1, due=DUE + timedelta(days=60))
    assert news.news(checked(moved), memory, DAYS) == (moved,)


def test_waived_and_due_soon_are_no_news() -> None:
    waiver = Waiver.model_validate({"issue": "ISSUE-001", "reason": "已批复", "by": "zhao", "expires": "2026-06-30"})
    soon = late(0, 2, kind="due-soon")
    assert news.news(checked(late(1, waiver=waiver), soon), {}, DAYS) == ()


def test_without_a_memory_only_the_very_days_count() -> None:
    everything = checked(*(late(days, days) for days in range(1, 61)))
    assert [one.days_late for one in news.news(everything, None, DAYS)] == [1, 7, 15, 30]


def test_what_is_found_no_more_is_forgotten_after_a_while_and_not_before() -> None:
    memory = told([late(1, 1), late(1, 2)], {}, on=DUE)
    for days, kept in ((1, {"f1", "f2"}), (89, {"f1", "f2"}), (90, {"f1"})):
        today = replace(checked(late(1, 1)), day=DUE + timedelta(days=days))
        assert set(news.without_the_past(memory, today)) == kept


def test_an_issue_is_one_line_with_its_most_urgent_finding_first() -> None:
    digest = Digest(checked(), (late(1), late(9, fingerprint="other"), late(3, 2)))
    page = written(digest, ZH)
    assert page.sections == (
        (
            "县水务局（2）",
            (
                "ISSUE-001 第 1 件：逾期 9 天（9 个工作日），时限 2026-03-31，责任人 张三；同一件还有 1 处",
                "ISSUE-002 第 2 件：逾期 3 天（3 个工作日），时限 2026-03-31，责任人 张三",
            ),
        ),
    )


def test_a_missed_milestone_is_told_as_one_and_a_long_title_pushes_no_figure_out() -> None:
    text = say("rule.late-milestone", number=2, due=DUE, days=7, text="完成 23 台")
    behind = late(7, problem=Problem("behind", "error", text, issue="ISSUE-001"), title="长" * 500)
    short = "长" * 59 + "…"
    page = written(Digest(checked(), (behind, late(8, 2, title="长" * 500))), ZH)
    assert page.sections[0][1] == (
        f"ISSUE-002 {short}：逾期 8 天（8 个工作日），时限 2026-03-31，责任人 张三",
        f"ISSUE-001 {short}，责任人 张三：第 2 个时间节点 2026-03-31 已过 7 天未完成：完成 23 台",
    )


def test_the_page_reads_well_in_both_languages() -> None:
    root = "sha256:3f9a0c1b2d4e"
    findings = (late(50), late(7, 2, units=(), person=""))
    digest = Digest(checked(*findings), findings, root, "https://example.org/")
    assert plain_text(written(digest, ZH).lines(2)) == (
        "【整改提醒】某县督察整改台账 2026-04-01\n检查 2 件\n"
        "合计：逾期 2、临期 0、未报进展 0、台账问题 0\n今日新提醒 2 件：\n"
        "\n县水务局（1）\n- ISSUE-001 第 1 件：逾期 50 天（50 个工作日），时限 2026-03-31，责任人 张三\n"
        "\n未明确责任单位（1）\n- ISSUE-002 第 2 件：逾期 7 天（7 个工作日），时限 2026-03-31\n"
        f"最近存证根：{root}\n查看详情 https://example.org/"
    )
    assert plain_text(written(digest, EN).lines(1)).splitlines()[-3:] == [
        "1 more are not listed here; all of them: ledger check",
        f"last checkpoint: {root}",
        "more https://example.org/",
    ]


texts = st.text(max_size=400)
findings = st.lists(
    st.builds(
        lambda days, number, title, unit, person: late(days, number, title=title, units=(unit,), person=person),
        st.integers(1, 4000), st.integers(1, 999), texts | st.just("长" * 300),
        st.sampled_from(["县水务局", "", "长" * 300]), texts,
    ),
    max_size=80,
    unique_by=lambda one: one.issue,
)  # fmt: skip


@given(findings, texts, st.sampled_from(["", "https://example.org/" + "a" * 900]))
def test_every_robot_gets_what_it_takes_and_is_told_how_much_is_left(
    found: list[Finding], ledger: str, link: str
) -> None:
    digest = Digest(replace(checked(*found), ledger=ledger), tuple(found), "sha256:" + "0" * 64, link)
    page = written(digest, ZH)
    post = wecom.message(page, "https://example.org")
    content = json.loads(post.body)["markdown"]["content"]
    assert len(content.encode()) <= 4096
    _counts_add_up(post, content, page)
    post = dingtalk.message(page, "https://example.org?a=b", "secret", 1_700_000_000)
    assert len(post.body) <= 20_000
    _counts_add_up(post, json.loads(post.body)["markdown"]["text"], page)
    post = feishu.message(page, "https://example.org", "secret", 1_700_000_000)
    assert len(post.body) <= 20_000
    lines = json.loads(post.body)["content"]["post"]["zh_cn"]["content"]
    _counts_add_up(post, "\n".join(tag["text"] for line in lines for tag in line), page)
    for text in (page.title, *(line.text for line in page.lines(page.count))):
        assert text == clean(text), "no line holds what would break it"


def _counts_add_up(post: Post, content: str, page: Page) -> None:
    listed = [line for line in content.splitlines() if line.startswith(("- ISSUE-", "· ISSUE-"))]
    assert len(listed) == post.taken
    left = page.count - post.taken
    assert (f"另有 {left} 件" in content) == bool(left)


def drawn(lines: Sequence[Line]) -> bytes:
    return "\n".join(line.text for line in lines).encode()


@given(
    st.lists(st.text(min_size=1, max_size=30), max_size=8),
    st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=5), max_size=5),
    st.integers(0, 600),
)
def test_cutting_never_tears_a_character_and_never_takes_less_than_it_could(
    head: list[str], sections: list[list[str]], limit: int
) -> None:
    page = Page(
        title="题",
        head=tuple(map(clean, head)),
        sections=tuple((f"单位{at}", tuple(map(clean, one))) for at, one in enumerate(sections)),
        foot=("末",),
        link=None,
        more=lambda count: f"另有 {count} 件",
    )
    fitted = fit(page, limit, lambda lines: len(drawn(lines)))
    data = drawn(fitted.lines)
    assert len(data) <= limit
    assert data.decode() is not None
    assert fitted.taken == max((n for n in range(page.count + 1) if len(drawn(page.lines(n))) <= limit), default=0)


def test_signatures_are_the_vendors_own_examples_of_the_two_ways_round() -> None:
    """Values made by `openssl dgst -sha256 -hmac`, once for each way."""
    url = dingtalk.signed("https://oapi.dingtalk.com/robot/send?access_token=t", "SEC0", 1_700_000_000.123)
    assert url == DINGTALK
    assert feishu.signed("SEC0", 1_700_000_000.9) == {"timestamp": "1700000000", "sign": FEISHU}


DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=t&timestamp=1700000000123&sign=cuKlGNdV45NGLDEUK%2FaanxeyDeXY4bMG5J3GfJl1D08%3D"
FEISHU = "LJwVqKBrh53wM6KSg59hIjBWMapB+x0ZXpCltaPxFME="


def test_an_answer_is_a_yes_only_if_it_says_so() -> None:
    assert refusal(200, b'{"errcode":0,"errmsg":"ok"}', "errcode", "errmsg") is None
    for body in (b"", b"0", b"[]", b"null", b'{"errmsg":"ok"}', b'{"errcode":null}', b"\xff", b'{"errcode":"0"}'):
        assert refusal(200, body, "errcode", "errmsg") is not None, body
    assert refusal(500, b'{"errcode":0}', "errcode", "errmsg") == say("notify.http-later", status=500)
    assert [http_refusal(status) is None for status in (199, 200, 204, 299, 300, 400)] == [
        False, True, True, True, False, False,
    ]  # fmt: skip


def test_nothing_of_a_secret_is_in_what_a_message_looks_like() -> None:
    digest = Digest(checked(late(1)), (late(1),))
    page = written(digest, ZH)
    for post in (
        wecom.message(page, "https://example.org/hidden-key"),
        webhook.message(digest, page, ZH, "https://example.org/hidden-key", "hidden-token"),
    ):
        assert "hidden" not in repr(post)
        assert b"hidden" not in post.body


def test_a_letter_has_a_subject_of_one_line_whatever_the_ledger_is_called() -> None:
    digest = Digest(replace(checked(), ledger="某县\r\nBcc: x@example.org\x00" + "长" * 300), ())
    letter = mail.message(written(digest, ZH), "a@example.org", ["b@example.org"], AT)
    assert letter["Bcc"] is None
    assert str(letter["Subject"]).startswith("【整改提醒】某县 Bcc: x@example.org 长长")
    assert all(len(line) <= 998 and line.isascii() for line in letter.as_bytes().decode().splitlines())


def test_marks_are_written_so_that_they_are_none() -> None:
    assert (
        unmarked("<@all> [x](http://y) **z** `c` ~d~ a_b \\ & |")
        == "＜@all＞ ［x］(http://y) ＊＊z＊＊ ｀c｀ ～d～ a＿b ＼ ＆ ｜"
    )
