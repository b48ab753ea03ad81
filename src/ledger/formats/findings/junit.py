"""JUnit's XML, as GitLab, Jenkins and others show it: what fails the check is a failed test.

A test fails exactly where the check does: else a nightly job would turn yellow or red for what nobody asked for. What a
waiver covers is a skipped test with its reason; everything else found passes, and says what it is. The first suite
holds one test that is always there: Jenkins fails a build on a report without tests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ledger.errors import Said
from ledger.formats.findings.clean import plain
from ledger.formats.findings.telling import Teller
from ledger.model.finding import Checked, Finding

_SHORT = 8
"""So many characters of a fingerprint tell two tests of one name apart."""
_NO_TIME = "0"
"""A check measures no time, and the same ledger makes the same bytes."""


def write(checked: Checked, say_text: Callable[[Said], str]) -> str:
    """A suite for the check and one for each unit; a test for each finding that is listed."""
    tell = Teller(say_text, checked.folder)
    root = Element("testsuites", {"name": plain(checked.ledger) or tell.word("finding.report")})
    root.append(_whole(checked, tell))
    names = Counter(_name(one, tell) for one in checked.listed)
    failing = frozenset(one.fingerprint for one in checked.failing)
    for group in checked.groups:
        suite = _suite(root, tell.unit(group.unit))
        for one in group.findings:
            _test(suite, one, tell, fails=one.fingerprint in failing, alone=names[_name(one, tell)] == 1)
    for suite in (root, *root):
        _counted(suite)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _whole(checked: Checked, tell: Teller) -> Element:
    """What was checked: a test that fails where there is nothing to check."""
    suite = Element("testsuite", {"name": tell.word("finding.report")})
    about = SubElement(suite, "properties")
    told = {
        "as_of": checked.day.isoformat(),
        "issues": str(checked.issues),
        "ledger": plain(checked.ledger),
        "selection": plain(checked.selection),
        "exit_code": str(checked.exit_code),
    }
    for name, value in told.items():
        SubElement(about, "property", {"name": name, "value": value})
    heading = tell.word("finding.report")
    test = SubElement(suite, "testcase", {"classname": heading, "name": heading, "time": _NO_TIME})
    if checked.issues:
        SubElement(test, "system-out").text = tell.totals(checked)
    else:
        nothing = tell.word("check.nothing")
        SubElement(test, "error", {"type": "empty", "message": nothing}).text = nothing
    return suite


def _suite(root: Element, name: str) -> Element:
    return SubElement(root, "testsuite", {"name": name})


def _name(one: Finding, tell: Teller) -> str:
    """A test's name holds no day, so that a history of results finds it again the next night."""
    return f"{tell.named(one)} [{one.problem.rule}]"


def _test(suite: Element, one: Finding, tell: Teller, *, fails: bool, alone: bool) -> None:
    name = _name(one, tell) if alone else f"{_name(one, tell)} #{one.fingerprint[:_SHORT]}"
    told = {"classname": suite.get("name", ""), "name": name, "time": _NO_TIME, "file": plain(tell.file(one))}
    if one.place and one.place.line:
        told["line"] = str(one.place.line)
    test = SubElement(suite, "testcase", told)
    whole = f"{tell.whole(one)}\n{plain(str(one.place or ''))}".rstrip()
    if fails:
        unsound = one.kind in {"integrity", "invalid"}
        named = {"type": one.problem.rule, "message": tell.message(one) or tell.lateness(one)}
        SubElement(test, "error" if unsound else "failure", named).text = whole
    elif one.waiver:
        SubElement(test, "skipped", {"message": tell.excuse(one)})
        SubElement(test, "system-out").text = whole
    else:
        SubElement(test, "system-out").text = f"{tell.kind(one.kind)} {whole}"


def _counted(suite: Element) -> None:
    suite.set("tests", str(len(list(suite.iter("testcase")))))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(len(list(suite.iter(tag)))))
    suite.set("time", _NO_TIME)
