"""Meetings: what was talked about, what was decided, who does it by when."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.meeting": (
        "会议：会商、调度会、点评会的议题和决定；决定像措施一样分到单位、有时限、逾期会报。",
        "Meetings: their topics and decisions, each assigned, dated and tracked like a measure.",
    ),
    "help.meeting.new": (
        "登记一次会议。\n\n例：ledger meeting new --kind 调度会 --chair 张三 --attend 县水务局=李四 --topic 红旗河整治=ISSUE-001",
        "Write a meeting down.\n\nExample: ledger meeting new --kind 调度会 --chair 张三 --attend UNIT=NAME --topic TOPIC=ISSUE-001",
    ),
    "help.meeting.decide": (
        "登记会议的一项决定。\n\n例：ledger meeting decide 2026-05-20-调度会 封堵直排口 --unit 县水务局 --by 6月底前 --about ISSUE-001",
        "Add a decision to a meeting.\n\nExample: ledger meeting decide MEETING TEXT --unit UNIT --by 6月底前 --about ISSUE-001",
    ),
    "help.meeting.done": (
        "决定办结，或不再办（--drop 原因）。\n\n例：ledger meeting done 2026-05-20-调度会 1 -m 已封堵 --evidence 验收单",
        "Tell that a decision was carried out, or is not to be (--drop WHY).\n\nExample: ledger meeting done MEETING 1 -m RESULT --evidence PAPER",
    ),
    "help.meeting.list": (
        "列出会议，各有几个议题、几项决定、办结几项、逾期几项。",
        "List the meetings with their topics and decisions, done and late.",
    ),
    "help.meeting.show": ("一次会议的议题和决定，及各项办理情况。", "A meeting, its topics, its decisions and how they stand."),
    "metavar.meeting": ("会议", "MEETING"),
    "metavar.attendee": ("单位=姓名（职务）", "UNIT=NAME(POST)"),
    "metavar.topic": ("议题=问题、对象", "TOPIC=ISSUES,OBJECTS"),
    "metavar.decision": ("决定事项", "DECISION"),
    "metavar.deadline": ("时限", "DEADLINE"),
    "metavar.number": ("序号", "NUMBER"),
    "option.meeting-id": ("会议编号，如 2026-05-20-调度会", "id of the meeting"),
    "option.meeting-kind": ("种类，如 会商、调度会、点评会、环境质量分析会议", "kind: 会商, 调度会, 点评会 …"),
    "option.meeting-kinds": ("只列这种会议（可多次）", "only meetings of this kind (repeatable)"),
    "option.meeting-date": ("哪一天开的（默认今天）", "the day of the meeting (default: today)"),
    "option.meeting-chair": ("主持人", "who was in the chair"),
    "option.meeting-attend": ("参会单位和人（可多次）", "a unit and who came for it (repeatable)"),
    "option.meeting-topic": (
        "议题，等号后是相关问题、对象（可多次）",
        "a topic; behind the sign the issues and objects it is about (repeatable)",
    ),
    "option.meeting-own-id": ("编号，也是文件名（默认 日期-种类）", "id, and name of the file (default: DAY-KIND)"),
    "option.meeting-set": (
        "字段=值，如 会议名称=…、会议地点=…、纪要文号=…（可多次）",
        "key=value, e.g. title=…, place=…, document=… (repeatable)",
    ),
    "option.meeting-issue": ("只列议过这一问题的", "only those about this issue"),
    "option.decision-text": ("决定做什么", "what is to be done"),
    "option.decision-unit": (
        "责任单位；各有时限的写 单位=时限，一家一项（可多次）",
        "the unit that does it; UNIT=DEADLINE gives each its own day (repeatable)",
    ),
    "option.decision-person": ("责任人", "the person who does it"),
    "option.decision-by": ("时限，照纪要写：6月底前、立行立改、10个工作日内", "the deadline in the words of the minutes"),
    "option.decision-about": ("相关问题编号或对象（可多次）", "an issue or object it is about (repeatable)"),
    "option.decision-number": ("决定的序号", "number of the decision"),
    "option.decision-on": ("哪一天办结（默认今天）", "the day it was done (default: today)"),
    "option.decision-result": ("办成了什么（必填，除非 --drop）", "what was done (needed unless --drop)"),
    "option.decision-evidence": (
        "佐证：已归档的 evidence/… 路径，或材料名称、文号（可多次）",
        "evidence: a path evidence/… on file, or the name of a paper (repeatable)",
    ),
    "option.decision-drop": ("不再办，写明原因", "not to be done any more, and why"),
    "column.meeting-id": ("会议", "meeting"),
    "column.meeting-kind": ("种类", "kind"),
    "column.meeting-date": ("日期", "day"),
    "column.meeting-topics": ("议题", "topics"),
    "column.meeting-done": ("决定（办结/全部）", "decisions (done/all)"),
    "column.meeting-dropped": ("不再办", "dropped"),
    "column.meeting-late": ("逾期", "late"),
    "column.meeting-number": ("序号", "no."),
    "column.meeting-text": ("决定事项", "decision"),
    "column.meeting-units": ("责任单位", "units"),
    "column.meeting-person": ("责任人", "person"),
    "column.meeting-due": ("时限", "due"),
    "column.meeting-state": ("办理情况", "state"),
    "column.meeting-place": ("地点", "place"),
    "column.meeting-chair": ("主持人", "chair"),
    "column.meeting-attendees": ("参会", "present"),
    "column.meeting-document": ("纪要文号", "minutes"),
    "column.meeting-note": ("备注", "note"),
    "meeting.line": ("{what}：{text}", "{what}: {text}"),
    "meeting.state-done": ("已办结", "done"),
    "meeting.state-dropped": ("不再办", "dropped"),
    "meeting.state-late": ("逾期 {days} 天", "{days:day|days} late"),
    "meeting.state-soon": ("还有 {days} 天", "{days:day|days} left"),
    "meeting.state-open": ("办理中", "open"),
    "meeting.no-day": ("没有", "none"),
    "meeting.late-heading": ("会议决定逾期 {count} 项", "{count:decision|decisions} of meetings late"),
    "meeting.soon-heading": ("会议决定临期 {count} 项", "{count:decision|decisions} of meetings due soon"),
    "meeting.count": ("共 {count} 次会议（截至 {day}）", "{count:meeting|meetings} (as of {day})"),
    "meeting.written": (
        "{id} 已登记：{file}\n登记决定：ledger meeting decide {id} 决定事项 --unit 单位 --by 时限",
        "{id} written down: {file}\nAdd decisions: ledger meeting decide {id} TEXT --unit UNIT --by DEADLINE",
    ),
    "meeting.nobody": ("没有责任单位", "nobody"),
    "meeting.decided": (
        "{id} 决定 {number} 已登记：{units}，时限 {due}（{file}）",
        "{id}: decision {number} added: {units}, due {due} ({file})",
    ),
    "meeting.ended": ("{id} 决定 {number} 已办结：{file}", "{id}: decision {number} done: {file}"),
    "meeting.dropped": ("{id} 决定 {number} 不再办：{file}", "{id}: decision {number} dropped: {file}"),
    "meeting.not-yet": (
        "{date} 还没有到（今天 {day}）：到了那天再登记，或改日期",
        "{date} is still to come (today is {day}): wait for it, or change the day",
    ),
    "meeting.unfit-id": (
        "“{id}”不能作文件名：用 --id 另给编号",
        "“{id}” can't be the name of a file: give another id with --id",
    ),
    "meeting.exists": (
        "会议 {id} 已经有了。加决定：ledger meeting decide {id} …；同一天另一次：用 --id 另给编号",
        "there is a meeting {id} already. Add a decision: ledger meeting decide {id} …; another one: give it an id with --id",
    ),
    "meeting.fixed-id": (
        "编号在登记时用 --id 写，以后不改：别处按它引用",
        "the id is told by --id when it is written down, and stays: others refer to it",
    ),
    "meeting.fixed-option": (
        "种类、日期、参会人员、议题各有选项：--kind、--date、--attend、--topic",
        "kind, day, attendees and topics have options of their own: --kind, --date, --attend, --topic",
    ),
    "meeting.fixed-decisions": ("决定用 ledger meeting decide 登记", "decisions are added by ledger meeting decide"),
    "meeting.bad-attendee": (
        "参会“{found}”读不出单位：写 单位=姓名（职务），如 县水务局=李四（副局长）",
        "“{found}” names no unit: write UNIT=NAME(POST)",
    ),
    "meeting.unread-deadline": (
        "时限“{text}”读不出日期：{why}",
        "the deadline “{text}” gives no date: {why}",
    ),
    "meeting.no-decision": (
        "{id} 没有决定 {number}（有：{known}）。看内容：ledger meeting show {id}",
        "{id} has no decision {number} (it has: {known}). See: ledger meeting show {id}",
    ),
    "meeting.ended-already": (
        "{id} 决定 {number} 已于 {on} 了结。登记错的，更正：ledger meeting edit {id} {number} --set 办结日期= --why 原因",
        "{id}: decision {number} was ended on {on}. To take that back: ledger meeting edit {id} {number} --set done_on= --why WHY",
    ),
    "meeting.before-it": (
        "日期 {on} 早于开会的 {date}：写开会以后的",
        "{on} is before the meeting on {date}: name a day from then on",
    ),
    "meeting.why-dropped": ("不再办要写原因：--drop 原因", "dropping a decision takes a reason: --drop WHY"),
    "meeting.what-done": (
        "办结要写办成了什么：-m 办理结果（有佐证加 --evidence）；不再办的用 --drop 原因",
        "tell what was done: -m RESULT (evidence: --evidence); what is not to be done any more: --drop WHY",
    ),
    "meeting.done-or-dropped": (
        "-m 是办成了什么，--drop 是为何不再办：只写一个",
        "-m tells what came of it, --drop why it is not done: use one of them",
    ),
    "meeting.no-evidence": (
        "没有文件 {path}：先 ledger evidence add，或写材料名称",
        "there is no file {path}: put it on file with ledger evidence add, or name the paper",
    ),
    "meeting.kind-unlisted": (
        "会议种类“{kind}”不在 ledger.toml 的 [words] meetings 里：改成其中之一（{known}），或加进去",
        "the kind “{kind}” is not in [words] meetings of ledger.toml: take one of these ({known}), or add it",
    ),
    "meeting.number-twice": (
        "序号 {number} 用了两次：把后一项改成没用过的",
        "the number {number} stands for two decisions: give the second another one",
    ),
    "meeting.bad-deadline": (
        "决定 {number} 的时限“{text}”有误：{why}",
        "the deadline “{text}” of decision {number} is damaged: {why}",
    ),
    "meeting.other-day": (
        "决定 {number} 的时限“{text}”指 {said}，最后期限写的是 {due}：改成一致",
        "the deadline “{text}” of decision {number} means {said}, but due is {due}: make them agree",
    ),
    "meeting.done-before": (
        "决定 {number} 于 {done} 了结，早于开会的 {date}：改对日期",
        "decision {number} ended on {done}, before the meeting on {date}: put the day right",
    ),
    "meeting.done-later": (
        "决定 {number} 于 {done} 了结，那天还没有到：改对日期",
        "decision {number} ended on {done}, which is still to come: put the day right",
    ),
    "meeting.unassigned": (
        "{id} 决定 {number} 没有责任单位或责任人：补 ledger meeting edit {id} {number} --set 责任单位=单位 --why 原因",
        "{id}: nobody is to do decision {number}: ledger meeting edit {id} {number} --set units=UNIT --why WHY",
    ),
    "meeting.undated": (
        "{id} 决定 {number} 没有时限：补 ledger meeting edit {id} {number} --set 时限原文=时限 --why 原因",
        "{id}: decision {number} has no deadline: ledger meeting edit {id} {number} --set deadline=6月底前 --why WHY",
    ),
    "meeting.late": (
        "{units} 会议决定 {number}“{text}”应于 {due} 办结，逾期 {days} 天。办结登记：ledger meeting done {id} {number} -m 办理结果",
        "{units}: decision {number} “{text}” was due on {due}, {days:day|days} ago: ledger meeting done {id} {number} -m RESULT",
    ),
    "meeting.soon": (
        "{units} 会议决定 {number}“{text}”应于 {due} 办结，还有 {days} 天（{id}）",
        "{units}: decision {number} “{text}” is due on {due}, in {days:day|days} ({id})",
    ),
    "meeting.unknown-issue": (
        "没有问题 {id}：改编号，或去掉",
        "there is no issue {id}: change the number, or take it out",
    ),
    "reference.wrong": (
        "所指的问题或对象不在台账里，没有写入：",
        "what it is about is not in the ledger; nothing was written:",
    ),
    "reference.near": (
        "没有问题或对象“{word}”，是不是“{near}”？",
        "there is no issue or object “{word}”; did you mean “{near}”?",
    ),
    "reference.none": (
        "没有问题或对象“{word}”。看有哪些：ledger list、ledger object list",
        "there is no issue or object “{word}”. See: ledger list, ledger object list",
    ),
    "write.one-meeting": (
        "会议纪要一次写一份，请只给一个编号，如 ledger write 会议纪要 {first}",
        "minutes are written one meeting at a time: give one number, as in ledger write 会议纪要 {first}",
    ),
    "write.which-meeting": (
        "“{name}”写一次会议，请给会议编号：ledger write {name} 2026-05-20-调度会（有哪些：ledger meeting list）",
        "“{name}” is about a meeting; name it: ledger write {name} MEETING (see ledger meeting list)",
    ),
    "write.about-meeting": ("一次会议", "a meeting"),
    "write.how-meeting": ("ledger write {name} 会议编号", "ledger write {name} MEETING"),
}  # fmt: skip
