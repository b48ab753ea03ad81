"""What `check` finds."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "rule.overdue": (
        "逾期 {days} 天（{working} 个工作日），时限 {due}：{title}",
        "overdue by {days:day|days} ({working:working day|working days}), due {due}: {title}",
    ),
    "rule.late-milestone": ("第 {number} 个时间节点 {due} 已过 {days} 天未完成：{text}", "milestone {number} of {due} is {days:day|days} late: {text}"),
    "rule.late-measure": ("措施 {number} 的时限 {due} 已过 {days} 天未完成：{text}", "measure {number} of {due} is {days:day|days} late: {text}"),
    "rule.soon-final": ("{days} 天后到期（{due}）：{text}", "due in {days:day|days} ({due}): {text}"),
    "rule.soon-milestone": ("时间节点 {days} 天后到期（{due}）：{text}", "milestone due in {days:day|days} ({due}): {text}"),
    "rule.late-age": (
        "{text}，{due} 已满，超过 {days} 天还没有销号",
        "not closed {days:day|days} after {due} ({text})",
    ),
    "rule.soon-age": (
        "{text}，{days} 天后届满（{due}），届满前应当销号",
        "to be closed in {days:day|days}, by {due} ({text})",
    ),
    "rule.soon-measure": ("措施 {days} 天后到期（{due}）：{text}", "measure due in {days:day|days} ({due}): {text}"),
    "rule.stale": (
        "已 {days} 天没有进展记录（上次 {last}）：ledger progress {id} -m 进展情况",
        "nothing reported for {days:day|days} (last {last}): ledger progress {id} -m WHAT-WAS-DONE",
    ),
    "rule.not-begun": (
        "已 {days} 天没有进展，还未启动（上次 {last}）：ledger start {id}",
        "not begun, and nothing heard for {days:day|days} (last {last}): ledger start {id}",
    ),
    "rule.no-proof": (
        "长期坚持项已 {days} 天没有进展为证（上次 {last}）：ledger progress {id} -m 进展情况",
        "a long-term duty without proof for {days:day|days} (last {last}): ledger progress {id} -m WHAT-WAS-DONE",
    ),
    "rule.plan-incomplete": ("整改已开始，方案却缺{field}", "work has begun, but the plan lacks {field}"),
    "rule.node-after-deadline": ("{due} 晚于整项的最后期限 {last}", "{due} is after the final deadline {last}"),
    "rule.deadline-damaged": (
        "时限原文“{text}”读不出日期：{why}。核对原件后改正，或写明依据：--set 时限说明=…",
        "no date can be read in “{text}”: {why}. Look at the original and mend it, or say in note why it means what it does",
    ),
    "rule.deadline-undated": (
        "时限“{text}”有说明却没有日期，也不是长期坚持，永远不会算逾期：ledger edit {id} --set 最后期限=2026-12-31",
        "“{text}” has a note but no day and is no long-term duty, so it could never be overdue: ledger edit {id} --set plan.deadline.due=2026-12-31",
    ),
    "rule.deadline-disagrees": (
        "时限原文“{text}”的{field}应读作 {read}，文件里是 {stored}；若有依据请写明：--set 时限说明=…",
        "“{text}”: {field} reads {read}, but the file says {stored}; if there is a reason, say it in note",
    ),
    "rule.deadline-unclear": (
        "时限原文“{text}”没有可判断的日期（{why}），永远不会逾期：请补上日期，或写明依据：--set 时限说明=…",
        "“{text}” gives no date ({why}), so nothing will ever be late: set one, or say in note why there is none",
    ),
    "rule.unsigned-act": (
        "{date} 的{move}没有对应的办理记录：验收、销号只能由命令登记",
        "{move} of {date} was never signed: verifications and closures are entered by commands only",
    ),
    "rule.missing-act": (
        "办理记录第 {number} 步（{move}，{date}）对应的记录不见了：请从历史版本恢复",
        "what step {number} ({move}, {date}) put on file is gone: restore it from an earlier version",
    ),
    "rule.done-after": ("完成日期 {date} 晚于验收日期 {verified}", "done on {date}, after it was verified ({verified})"),
    "rule.unfiled-evidence": (
        "{path} 不在佐证材料里：ledger evidence add {id} 文件 --kind 种类",
        "{path} is not on file: ledger evidence add {id} FILE --kind KIND",
    ),
    "rule.dup-measure": ("措施编号 {number} 用了两次", "measure number {number} is used twice"),
    "rule.quantity-short": (
        "措施 {number} 已记完成，工程量却只有 {done}/{total} {unit}",
        "measure {number} is marked done, but only {done} of {total} {unit} are",
    ),
    "rule.stage-earlier": (
        "措施 {number} 的序时计划：{by} 排在 {former} 之后，日期应当一个比一个晚",
        "measure {number}: the planned amounts name {by} after {former}; each day has to be later than the one before",
    ),
    "rule.stage-less": (
        "措施 {number} 的序时计划：到 {by} 累计 {amount}，不多于此前的 {former}；写的应当是累计量",
        "measure {number}: by {by} {amount} are planned, no more than {former} before; amounts are cumulative",
    ),
    "rule.stage-beyond": (
        "措施 {number} 的序时计划写到 {amount}，超过任务量 {total}{unit}",
        "measure {number}: {amount} are planned, but there are only {total} {unit}",
    ),
    "rule.broken-history": ("办理记录第 {number} 步 {move} 接不上（此前是{status}）", "step {number} ({move}) does not follow from {status}"),
    "rule.unsigned-status": (
        "状态是{status}，办理记录却只走到{signed}：状态只能由命令改变，请改回",
        "the status says {status}, but the signed steps lead to {signed}: only commands change it; put it back",
    ),
    "rule.unverified": ("{status}，却没有通过的验收", "{status} without a passed verification"),
    "rule.no-evidence": ("{status}，却没有佐证材料", "{status} without evidence"),
    "rule.no-closure": ("已销号，却没有销号记录", "closed without a record of the closing"),
    "rule.self-verified": ("验收单位{unit}是责任单位，属于自己验收自己", "{unit} verified its own work"),
    "rule.closed-by-verifier": ("验收和销号是同一个人（{who}）", "verified and closed by one person ({who})"),
    "rule.step-before": ("日期 {date} 早于上一步的 {before}", "{date} is before the step it follows ({before})"),
    "rule.evidence-after": ("验收日期 {verified} 早于所依据的佐证 {path}（{date}）", "verified on {verified}, before its evidence {path} ({date})"),
    "rule.cycle-ahead": (
        "写的是第 {cycle} 轮，而问题还在第 {now} 轮，谁也看不到它",
        "says cycle {cycle}, but the issue is in cycle {now}, so nobody would see it",
    ),
    "rule.approver-unknown": ("延期记为已批准，批准人“{who}”却不在人员登记里", "approved, but the approver “{who}” is not in the register"),
    "rule.approver-role": ("批准延期的{who}没有“审批”职责", "{who}, who approved the extension, lacks the role 审批"),
    "rule.approved-own": ("延期由申请人自己批准（{who}）", "the extension was approved by who asked for it ({who})"),
    "rule.extension-no-paper": (
        "延期记为已批准，却没有批复文号：在 {id} 的这条延期补上文号（document）",
        "approved, but no paper is named: put its number into this extension of {id} (document)",
    ),
    "rule.extension-earlier": ("延期后的时限 {new} 不晚于原来的 {due}", "the extended day {new} is not later than {due}"),
    "rule.extension-backdated": (
        "延期申请写的是 {requested}，录入却在 {at}，当时时限 {due} 已过：核对纸质申请",
        "the request is dated {requested} but was entered on {at}, after the deadline {due}: compare with the paper",
    ),
    "rule.done-before": ("完成日期 {date} 早于交办日期 {received}", "done on {date}, before it was received ({received})"),
    "rule.approved-before": ("批准日期 {date} 早于申请日期 {requested}", "approved on {date}, before it was asked for ({requested})"),
    "rule.publicity-period": ("第 {number} 次公示：{why}", "public notice {number}: {why}"),
    "rule.publicity-backwards": (
        "公示的结束日 {end} 早于开始日 {start}，请核对公示原件后改正",
        "the period ends on {end}, before it starts on {start}; look at the notice and correct it",
    ),
    "rule.unknown-link": ("台账里没有 {other}", "there is no {other} in the ledger"),
    "rule.parent-loop": ("上级问题绕成了圈", "the parents go in a circle"),
    "rule.child-late": ("时限 {due} 晚于上级问题 {parent} 的 {theirs}", "due {due}, after its parent {parent} ({theirs})"),
    "rule.copied-plan": ("方案与上级问题 {parent} 相似 {score}%，疑似照抄照搬", "the plan is {score}% the same as its parent's ({parent})"),
    "rule.dup-uid": (
        "{id} 与 {other} 的唯一标识（uid）相同。同一件分在两处办的，合成一件：ledger renumber {id}；照着 {other} 抄来登记另一件的，换成自己的：ledger adopt {id} --why 原因",
        "{id} has the uid of {other}. One issue that was worked on in two files: ledger renumber {id} joins them. A copy that is meant as another issue: ledger adopt {id} --why REASON gives it an identity of its own",
    ),
    "rule.dup-file": (
        "{id} 与 {other} 除编号外一模一样，唯一标识（uid）也相同：抄多了一份，删去抄来的文件（一般是后一个，{copy}）",
        "but for its number {id} is the same as {other}, uid and all: a mere copy, whose file (as a rule the later one, {copy}) is to be deleted",
    ),
    "people.id-twice": (
        "人员编号 {id} 有两个人用（{first}、{second}），署名说不准是谁：给一个人换编号",
        "two people have the id {id} ({first}, {second}), so nobody can tell who signs: give one of them another",
    ),
    "people.email-twice": (
        "邮箱 {email} 有两个人写着（{first}、{second}），按邮箱认不出人：只留一处",
        "{email} is the e-mail of two people ({first}, {second}), who can't be told apart by it: leave one",
    ),
    "people.no-email": ("“{email}”不像邮箱（{who}）", "“{email}” of {who} is no e-mail address"),
    "people.no-key": ("{who} 的公钥不像 SSH 公钥，应以 ssh-ed25519 之类开头", "the key of {who} is no public key of SSH, which begins like ssh-ed25519"),
    "units.name-of-two": (
        "“{name}”有两个单位用（{first}、{second}），说不准指哪一个：只留一处",
        "“{name}” is a name of two units ({first}, {second}), so nobody can tell which is meant: leave one",
    ),
    "units.level-unknown": ("层级“{level}”不认识，按没有写层级处理；可写：{known}", "“{level}” is no level and counts as none; there are: {known}"),
    "units.parent-unknown": (
        "{unit} 的上级单位“{parent}”不在单位登记里：ledger units add {parent}，或改用规范名称",
        "{parent}, above {unit}, is not in the register: ledger units add {parent}, or use the proper name",
    ),
    "units.parent-circle": ("{unit} 的上级单位 {parent} 又归它管，上下级绕成了圈", "{parent} is above {unit} and below it as well: the parents go in a circle"),
    "rule.unknown-unit": (
        "单位登记里没有“{unit}”：ledger units add {unit}，或改用规范名称",
        "the register does not know “{unit}”: ledger units add {unit}, or use the proper name",
    ),
    "rule.joined-units": (
        "“{unit}”写成了一个单位，中间要用半角逗号分开：{apart}",
        "“{unit}” stands there as one unit; separate them by a plain comma: {apart}",
    ),
    "rule.unknown-person": (
        "人员登记里没有“{who}”：署名用人员编号（ledger people list）",
        "the register does not know “{who}”: sign with an id (ledger people list)",
    ),
    "rule.unlisted-word": ("“{word}”不在用词表里（{listed}）", "“{word}” is not in the house's list ({listed})"),
}  # fmt: skip
