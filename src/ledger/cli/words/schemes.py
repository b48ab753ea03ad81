"""一企一策, 一河一策: the plans of things, what they lack, and whose plan is a copy."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.plan": (
        "对象方案：一企一策、一河一策、一口一策，一份方案可以对应多件问题。",
        "Plans of objects (一企一策, 一河一策 …): one plan, shared by the issues that it answers.",
    ),
    "help.plan.new": (
        "给一个对象写一份方案。\n\n例：ledger plan new --object 某塑料厂 --measure 安装活性炭吸附=2026年6月底前 --set 文号=某环〔2026〕3号",
        "Write down the plan of an object.\n\nExample: ledger plan new --object NAME --measure TEXT=2026年6月底前 --set document=…",
    ),
    "help.plan.list": (
        "列出方案：措施完成几条、逾期几条、对应几件问题。",
        "List the plans: measures done, measures late, issues.",
    ),
    "help.plan.show": (
        "一份方案：措施、时限、完成情况、所对应的问题。",
        "A plan: its measures, by when, what is done, which issues.",
    ),
    "help.plan.done": (
        "方案的措施记为完成。\n\n例：ledger plan done 红旗河-一河一策 1 2 --date 2026-05-20",
        "Mark measures of a plan as done.\n\nExample: ledger plan done 红旗河-一河一策 1 2 --date 2026-05-20",
    ),
    "help.plan.coverage": (
        "哪些对象还没有方案，哪份照抄别家的，哪些措施逾期。\n\n例：ledger plan coverage --kind 企业",
        "Which objects lack a plan, which plan is a copy, which measures are late.\n\nExample: ledger plan coverage --kind 企业",
    ),
    "metavar.scheme": ("方案", "PLAN"),
    "metavar.numbers": ("措施编号…", "NUMBER…"),
    "option.scheme-word": ("方案编号，或对象的名称", "id of the plan, or a name of its object"),
    "option.scheme-object": ("哪个对象的方案，编号、名称、编码都可以", "the object: id, name or code"),
    "option.scheme-title": ("方案名称（默认 对象名称＋种类）", "title of the plan (default: object and kind)"),
    "option.scheme-kind": (
        "方案种类（默认按对象类别，企业为一企一策）",
        "kind of plan (default: by the kind of the object)",
    ),
    "option.scheme-kinds": (
        "种类：一企一策 …，或对象的类别：企业 …（可多次）",
        "kind of plan or of object (repeatable)",
    ),
    "option.scheme-id": ("编号，也是文件名（默认 对象-种类）", "id, and name of the file (default: OBJECT-KIND)"),
    "option.scheme-measure": (
        "措施=时限，如 清淤3公里=2026年6月底前（可多次）",
        "TEXT=DEADLINE, e.g. 清淤3公里=2026年6月底前 (repeatable)",
    ),
    "option.scheme-set": (
        "字段=值，如 目标=…、文号=…、批准日期=2026-03-01、批准单位=…、评估日期=…（可多次）",
        "key=value: goal, document, approved_on, approver, review, note (repeatable)",
    ),
    "option.replaces": ("代替哪一份旧方案（旧的从这一天起废止）", "the plan that it replaces from this day on"),
    "option.scheme-numbers": ("措施编号", "numbers of the measures"),
    "option.scheme-late": ("只列有措施逾期的", "only those with measures that are late"),
    "column.scheme-id": ("方案", "plan"),
    "column.scheme-kind": ("种类", "kind"),
    "column.scheme-object": ("对象", "object"),
    "column.scheme-goal": ("目标", "goal"),
    "column.scheme-done": ("完成措施", "done"),
    "column.scheme-late": ("逾期措施", "late"),
    "column.scheme-issues": ("对应问题", "issues"),
    "column.scheme-approved": ("批准", "approved"),
    "column.scheme-review": ("评估日期", "review"),
    "column.scheme-replaced": ("废止日期", "replaced on"),
    "column.scheme-note": ("备注", "note"),
    "column.scheme-number": ("编号", "number"),
    "column.scheme-due": ("时限", "by when"),
    "column.scheme-standing": ("完成情况", "standing"),
    "column.scheme-measure": ("措施", "measure"),
    "scheme.is-done": ("{day} 完成", "done on {day}"),
    "scheme.is-late": ("逾期", "late"),
    "scheme.done": ("{id}：措施 {count} 条，已完成 {done} 条", "{id}: {done} of {count} measures done"),
    "scheme.count": ("共 {count} 份方案（截至 {day}）", "{count:plan|plans} (as of {day})"),
    "scheme.exists": (
        "方案 {id} 已经有了；写新的一份：--id 另给编号，并用 --replaces {id} 代替旧的",
        "there is a plan {id} already; for a new one give --id, and --replaces {id}",
    ),
    "scheme.fixed-id": (
        "方案的编号和对象不改：另写一份，用 --replaces 代替旧的",
        "id and object of a plan stay: write a new one with --replaces",
    ),
    "scheme.fixed-measures": ("措施用 --measure 内容=时限", "measures are told by --measure TEXT=DEADLINE"),
    "scheme.fixed-replaced": ("废止由新方案的 --replaces 写入", "a plan is replaced by --replaces of the new one"),
    "scheme.of-another": (
        "{id} 是 {thing} 的方案，不能由这一份代替",
        "{id} is the plan of {thing}, and can't be replaced by this one",
    ),
    "scheme.no-measure": ("{id} 没有措施 {numbers}；有：{known}", "{id} has no measure {numbers}; there are: {known}"),
    "scheme.not-marked": ("没有写", "nothing was written"),
    "scheme.no-day": ("时限“{text}”里没有日期：措施没有硬时限", "“{text}” names no day: the measure has no hard date"),
    "scheme.no-kinds": (
        "还没有方案，也没有说哪几类对象要有：--kind 企业，或在 ledger.toml 的 [objects] 写 planned",
        "there is no plan yet, and nobody has said which kinds need one: --kind 企业, or planned under [objects] in ledger.toml",
    ),
    "scheme.no-objects": (
        "objects/ 里没有在册的 {kinds}，谈不上有没有方案。看有哪些：ledger object list",
        "there is no {kinds} on the register to have a plan. See: ledger object list",
    ),
    "scheme.lacks": ("没有方案：{id} {name}（{kind}）", "no plan: {id} {name} ({kind})"),
    "scheme.is-copy": ("照抄：{id} 与 {other} 相似度 {score}%", "copied: {id} is {score}% like {other}"),
    "scheme.measure-late": ("逾期：{id} 措施 {number}（{due}）{text}", "late: {id} measure {number} ({due}) {text}"),
    "scheme.covered": (
        "{kinds}：{total} 个在册对象，{count} 个有方案（截至 {day}）",
        "{kinds}: {count} of {total:object|objects} with a plan (as of {day})",
    ),
    "scheme.copied": (
        "与 {other}（{thing}）的方案相似度 {score}%：不能照抄照搬",
        "{score}% like {other}, the plan of {thing}: every object needs a plan of its own",
    ),
    "scheme.number-twice": ("措施编号 {number} 用了两次", "the number {number} stands for two measures"),
    "scheme.late": (
        "措施 {number}“{text}”应于 {due} 完成，没有完成：ledger plan done {id} {number}",
        "measure {number} “{text}” was due on {due} and is not done: ledger plan done {id} {number}",
    ),
    "scheme.soon": (
        "措施 {number}“{text}”应于 {due} 完成，还有 {days} 天（{id}）",
        "measure {number} “{text}” is due on {due}, in {days:day|days} ({id})",
    ),
    "scheme.late-heading": ("对象方案的措施逾期 {count} 项", "{count:measure|measures} of plans of objects late"),
    "scheme.soon-heading": ("对象方案的措施临期 {count} 项", "{count:measure|measures} of plans of objects due soon"),
    "scheme.review-passed": ("应于 {review} 评估修订，已过期", "it was to be reviewed by {review}"),
    "scheme.lacking": (
        "{name} 还没有对象方案（{kind}每个都要有）：ledger plan new --object",
        "{name} has no plan of its own, as every {kind} needs: ledger plan new --object",
    ),
    "scheme.not-its-own": (
        "方案 {id} 是 {thing} 的，这件问题却没有涉及它：改方案，或在涉及对象里加上它",
        "{id} is the plan of {thing}, which the issue is not about: name another plan, or add the object",
    ),
    "scheme.unknown": ("方案 {id} 不在 plans/ 里", "the plan {id} is not in plans/"),
    "scheme.unknown-to": (
        "没有方案 {id}{hint}。看有哪些：ledger plan list",
        "there is no plan {id}{hint}. See: ledger plan list",
    ),
}
