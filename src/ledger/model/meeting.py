"""会商、调度会、点评会 and what they decide: each decision assigned, dated and tracked like a measure.

Whether a decision is late is derived from its words on the day that is asked about (`decisions`), never stored.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ledger.model.acts import IssueId
from ledger.model.correction import Correction
from ledger.model.values import Day, Label, Name, Record, Text, Texts


class Attendee(Record):
    """Who was there, for which unit."""

    unit: Annotated[Text, Field(title="单位", description="参会单位")]
    person: Annotated[Text | None, Field(title="姓名", description="人员编号或姓名")] = None
    post: Annotated[Text | None, Field(title="职务", description="如 副局长")] = None


class Topic(Record):
    """What was talked about."""

    text: Annotated[Text, Field(title="议题", description="议了什么")]
    issues: Annotated[tuple[IssueId, ...], Field(title="相关问题", description="问题编号")] = ()
    objects: Annotated[tuple[Name, ...], Field(title="相关对象", description="objects/ 里的编号")] = ()


class Decision(Record):
    """What was decided: who does what by when, and what became of it."""

    number: Annotated[Label, Field(title="序号", description="本次会议内不重复")]
    text: Annotated[Text, Field(title="决定事项", description="做什么")]
    units: Annotated[Texts, Field(title="责任单位", description="由谁办")] = ()
    person: Annotated[Text | None, Field(title="责任人", description="人员编号、姓名或职务")] = None
    deadline: Annotated[Text | None, Field(title="时限原文", description="如 6月底前、立行立改")] = None
    due: Annotated[Day | None, Field(title="最后期限", description="时限原文所指的日期，不写由原文推算")] = None
    issues: Annotated[tuple[IssueId, ...], Field(title="相关问题", description="问题编号")] = ()
    objects: Annotated[tuple[Name, ...], Field(title="相关对象", description="objects/ 里的编号")] = ()
    done_on: Annotated[Day | None, Field(title="办结日期", description="哪一天办结")] = None
    done_by: Annotated[Text | None, Field(title="办结登记人", description="人员编号")] = None
    result: Annotated[Text | None, Field(title="办理结果", description="办成了什么，或为何不再办")] = None
    evidence: Annotated[Texts, Field(title="佐证材料", description="evidence/… 的路径，或材料名称、文号")] = ()
    dropped_on: Annotated[Day | None, Field(title="取消日期", description="哪一天决定不再办；原因写在办理结果")] = None
    corrections: Annotated[tuple[Correction, ...], Field(title="更正记录", description="改过什么、为什么")] = ()


class Meeting(Record):
    """One meeting and its minutes."""

    id: Annotated[Name, Field(title="编号", description="与文件名相同，如 2026-05-20-调度会")]
    kind: Annotated[Text, Field(title="会议种类", description="会商、调度会、点评会 …，见 [words] meetings")]
    date: Annotated[Day, Field(title="会议日期", description="开会的日期")]
    title: Annotated[Text | None, Field(title="会议名称", description="全称；不写用种类")] = None
    place: Annotated[Text | None, Field(title="会议地点", description="在哪里开")] = None
    chair: Annotated[Text | None, Field(title="主持人", description="人员编号、姓名或职务")] = None
    attendees: Annotated[tuple[Attendee, ...], Field(title="参会人员", description="按单位")] = ()
    topics: Annotated[tuple[Topic, ...], Field(title="议题", description="逐条")] = ()
    decisions: Annotated[tuple[Decision, ...], Field(title="决定", description="逐条编号")] = ()
    corrections: Annotated[tuple[Correction, ...], Field(title="更正记录", description="改过什么、为什么")] = ()
    document: Annotated[Text | None, Field(title="纪要文号", description="会议纪要的文号")] = None
    note: Annotated[Text | None, Field(title="备注", description="其他说明")] = None
    recorded_by: Annotated[Text | None, Field(title="登记人", description="最近一次登记的人员编号")] = None
    recorded_on: Annotated[Day | None, Field(title="登记日期", description="最近一次登记的日期")] = None

    @property
    def called(self) -> str:
        """What it is called."""
        return self.title or self.kind

    @property
    def issues(self) -> tuple[str, ...]:
        """Every issue that it was about, each once."""
        named = (*(one.issues for one in self.topics), *(one.issues for one in self.decisions))
        return tuple(dict.fromkeys(issue for issues in named for issue in issues))
