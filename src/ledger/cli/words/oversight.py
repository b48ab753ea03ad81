"""约谈, 通报, 挂牌督办 and their lifting; 问责; 领导包案."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.supervise": (
        "督办：约谈、通报、挂牌督办的登记、解除和清单。",
        "约谈, 通报, 挂牌督办: put on record, lifted, listed.",
    ),
    "help.supervise.add": (
        "登记一次约谈、通报、督办或挂牌督办。\n\n例：ledger supervise add ISSUE-014 挂牌督办 --level 省 --due 2026-12-31 --document 湘环督〔2026〕3号 --why 逾期未完成 --as zhang",
        "Put 约谈, 通报, 督办 or 挂牌督办 on record.\n\nExample: ledger supervise add ISSUE-014 挂牌督办 --level 省 --due 2026-12-31 --why REASON --as zhang",
    ),
    "help.supervise.lift": (
        "解除（摘牌）。\n\n例：ledger supervise lift ISSUE-014 --why 湘环督〔2026〕9号 --as zhang",
        "Lift what stands.\n\nExample: ledger supervise lift ISSUE-014 --why DOCUMENT --as zhang",
    ),
    "help.supervise.list": (
        "列出还没有解除的督办，过期未解除的在前；--all 连已解除的和约谈、通报一起列。",
        "List what stands, what is past its limit first; with --all everything.",
    ),
    "help.accountability": (
        "问责：决定了什么、几个人、什么职务；从不进对外公开的页面和文件。",
        "问责: what was decided, about how many, in which posts; never in anything published.",
    ),
    "help.accountability.add": (
        "登记一次问责：写职务，不写姓名。\n\n例：ledger accountability add ISSUE-014 --kind 诫勉 --of 县水务局 --post 分管副局长 --number 1 --authority 县纪委监委 --case ZR-001 --as zhang",
        "Put a decision on record: by post, never by name.\n\nExample: ledger accountability add ISSUE-014 --kind 诫勉 --post POST --number 1 --as zhang",
    ),
    "help.accountability.list": ("列出问责情况。", "List the decisions."),
    "help.leaders": (
        "领导包案：每位领导包几件、销号几件、逾期几件。\n\n例：ledger leaders",
        "Who answers for which issues, and how far they are.\n\nExample: ledger leaders",
    ),
    "metavar.supervision-kind": ("种类", "KIND"),
    "option.supervision-kind": (
        "约谈、通报、预警、督办、挂牌督办、专项督察 …",
        "约谈, 通报, 预警, 督办, 挂牌督办, 专项督察 …",
    ),
    "option.supervision-level": ("层级：中央、省、市、县、镇", "level: 中央, 省, 市, 县, 镇"),
    "option.supervision-unit": ("对象单位（默认责任单位）", "the unit (default: the responsible ones)"),
    "option.supervision-due": (
        "督办时限，到期未解除的 check 会报",
        "until when; check tells what is past it and not lifted",
    ),
    "option.supervision-why": ("事由", "the reason"),
    "option.supervision-all": ("已解除的、约谈和通报也列", "list what is over, too"),
    "option.lift-why": ("解除的依据：文号或理由", "why it is lifted: a document or a reason"),
    "option.lift-kind": ("解除哪一种（默认最近的一个）", "which kind (default: the last)"),
    "option.sanction": (
        "问责方式：通报、约谈、诫勉、组织处理、纪律处分、党纪处分、政务处分、移送司法",
        "kind: 通报, 约谈, 诫勉, 组织处理, 纪律处分, 党纪处分, 政务处分, 移送司法",
    ),
    "option.sanction-post": ("职务，不写姓名", "the post; never a name"),
    "option.sanction-number": ("人数", "how many people"),
    "option.sanction-authority": ("决定机关", "who decided it"),
    "option.sanction-day": ("决定日期（默认当天）", "day of the decision"),
    "option.sanction-case": ("责任追究台账里的案件编号，如 ZR-001", "the case, e.g. ZR-001"),
    "option.sanction-disclosed": (
        "决定机关已公开的日期；写了，边督边改表才列（只列方式和人数）",
        "day on which whoever decided made it public; without it nothing public tells of it",
    ),
    "move.lift": ("解除督办", "lift"),
    "move.account": ("问责", "accountability"),
    "done.supervise": ("{id} 已登记{kind}：{title}", "{id}: {kind} recorded: {title}"),
    "done.lift": ("{id} 已解除：{title}", "{id}: lifted: {title}"),
    "done.account": ("{id} 问责已登记：{title}", "{id}: recorded: {title}"),
    "supervision.once": ("已办", "done"),
    "supervision.standing": ("督办中", "stands"),
    "supervision.overdue": ("过期未解除", "past its limit"),
    "supervision.lifted": ("已解除", "lifted"),
    "supervision.count": (
        "{count} 项，过期未解除 {late} 项（截至 {day}）",
        "{count} {count:act|acts}, {late} past the limit (as of {day})",
    ),
    "supervision.nothing": (
        "{id} 没有尚未解除的督办{kind}；看清单：ledger supervise list --all",
        "nothing stands on {id} {kind}; see: ledger supervise list --all",
    ),
    "supervision.not-received": (
        "{id} 到 {day} 还没有交办（{received} 交办）",
        "{id} had not been handed over by {day} (it was on {received})",
    ),
    "oversight.broken": (
        "有 {count} 件无法读取，少了它们就不准：{files}",
        "{count} {count:issue|issues} can't be read, and without them it would be wrong: {files}",
    ),
    "accountability.by-post": (
        "职务里有人员登记里的姓名“{name}”：只写职务，不写姓名",
        "the post holds the name “{name}” of the register: write posts, not names",
    ),
    "accountability.count": (
        "{count} 次问责，{people} 人次",
        "{count} {count:decision|decisions}, {people} {people:person|persons}",
    ),
    "leader.count": (
        "{count} 位领导包案 {issues} 件（截至 {day}）",
        "{count} {count:leader|leaders}, {issues} {issues:issue|issues} (as of {day})",
    ),
    "rule.unlifted": (
        "{kind}的时限 {due} 已过 {days} 天，还没有解除；解除：ledger supervise lift {id} --why 文号，不能解除的应约谈或专项督察",
        "the limit of {kind}, {due}, passed {days} {days:day|days} ago and it is not lifted: ledger supervise lift {id}, or escalate",
    ),
    "rule.supervision-order": (
        "{kind}从 {start} 开始，{day} 在它之前",
        "{kind} begins on {start}; {day} is before that",
    ),
    "rule.unknown-case": (
        "台账里没有责任追究案件 {id}；先登记：ledger new --book 责任追究",
        "there is no case {id} in the ledger; write it down first: ledger new --book 责任追究",
    ),
    "column.supervision-issue": ("问题编号", "issue"),
    "column.supervision-title": ("问题名称", "title"),
    "column.supervision-kind": ("措施", "kind"),
    "column.supervision-level": ("层级", "level"),
    "column.supervision-unit": ("对象单位", "unit"),
    "column.supervision-since": ("开始", "since"),
    "column.supervision-due": ("时限", "until"),
    "column.supervision-lifted": ("解除", "lifted"),
    "column.supervision-state": ("情况", "state"),
    "column.sanction-issue": ("问题编号", "issue"),
    "column.sanction-unit": ("单位", "unit"),
    "column.sanction-post": ("职务", "post"),
    "column.sanction-kind": ("问责方式", "kind"),
    "column.sanction-number": ("人数", "persons"),
    "column.sanction-authority": ("决定机关", "decided by"),
    "column.sanction-date": ("决定日期", "decided on"),
    "column.sanction-case": ("案件", "case"),
    "column.leader-name": ("包案领导", "leader"),
    "column.leader-total": ("件数", "issues"),
    "column.leader-closed": ("已销号", "closed"),
    "column.leader-overdue": ("逾期", "overdue"),
    "column.leader-supervised": ("督办中", "supervised"),
    "column.leader-issues": ("问题编号", "numbers"),
}
