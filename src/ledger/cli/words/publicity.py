"""What is said about public notices, and about the letters that go out."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "help.publicize": (
        "公示：算出结束日、登记、写公告（docx）；登记和处理异议。\n\n例：ledger publicize ISSUE-014 --start 2025-01-21 --days 10 --working",
        "Public notice: compute its end, put it on record, write the paper; objections and how they were settled.\n\nExample: ledger publicize ISSUE-014 --start 2025-01-21 --days 10 --working",
    ),
    "option.notice-start": ("公示开始的一天，计入天数", "first day of the notice; it counts"),
    "option.notice-days": ("公示几天（默认按销号程序）", "how many days (default: the closing procedure's)"),
    "option.notice-working": (
        "按工作日算（含调休），或按自然日算（默认按销号程序，没有规定的按工作日）",
        "count working days, or calendar days (default: the procedure's, else working days)",
    ),
    "option.notice-end": ("自己写的结束日：与算出的不一致就拒绝", "the end as you have it: refused unless it is right"),
    "option.notice-medium": ("公示媒介，如 县政府网站", "where it is published"),
    "option.notice-url": ("公示网页", "its web page"),
    "option.notice-output": (
        "公告写到哪个文件（默认 公示-编号.docx）；只写这一项就把最近一次公示的公告再写一份",
        "file of the paper (default 公示-ID.docx); alone, it writes the last notice's paper again",
    ),
    "option.no-notice": ("只登记，不写公告", "put it on record only, write no paper"),
    "option.objection": ("登记一条异议（不写个人信息）", "put an objection on record (no personal data)"),
    "option.settle": ("处理第几条异议，与 --outcome 同用", "settle objection N, with --outcome"),
    "option.outcome": ("异议如何处理", "how the objection was settled"),
    "option.objection-day": ("异议提出、处理的日期（默认当天）", "day of the objection or of its settling"),
    "publicize.kind-working": ("个工作日", "working days"),
    "publicize.kind-calendar": ("天", "days"),
    "publicize.done": (
        "{id} 公示已登记：{start} 至 {end}，{days} {kind}",
        "{id}: notice on record, {start} to {end}, {days} {kind}",
    ),
    "publicize.paper": ("公告：{path}", "paper: {path}"),
    "publicize.made-up": ("调休上班，计入：{days}", "make-up days, counted: {days}"),
    "publicize.days-off": ("放假，不计：{days}", "days off, not counted: {days}"),
    "publicize.span": ("{first} 至 {last}", "{first} to {last}"),
    "publicize.no-contact": (
        "公告上没有监督电话和邮箱：写进 ledger.toml 的 [contact] 后用 -o 再写一份",
        "the paper names no phone and no e-mail: set them in [contact] of ledger.toml and write it again with -o",
    ),
    "publicize.recorded": (
        "公示已登记在案。排除故障后再写公告：ledger publicize {id} -o 公示.docx",
        "the notice itself is on record; write the paper again: ledger publicize {id} -o notice.docx",
    ),
    "publicize.one-thing": (
        "公示、--objection、--settle 一次只办一样；--on 只用于异议",
        "a notice, --objection or --settle: one at a time; --on goes with objections only",
    ),
    "publicize.how-settled": (
        "处理异议要写明第几条和结果：--settle 1 --outcome 处理结果",
        "say which objection and how: --settle 1 --outcome TEXT",
    ),
    "publicize.paper-or-none": ("-o 与 --no-notice 只能选一个", "-o and --no-notice exclude each other"),
    "publicize.start-missing": (
        "没有写公示从哪天开始：ledger publicize {id} --start {day}",
        "say when the notice begins: ledger publicize {id} --start {day}",
    ),
    "publicize.days-missing": (
        "没有写公示几天，销号程序“{procedure}”也没有规定：加上 --days 10 --working（工作日）或 --days 7 --calendar（自然日）",
        "how long? the procedure “{procedure}” doesn't say: add --days 10 --working, or --days 7 --calendar",
    ),
    "publicize.open": (
        "{id} 还没有开始整改，不能公示：ledger start {id}",
        "work on {id} hasn't begun, there is nothing to publish: ledger start {id}",
    ),
    "publicize.closed": (
        "{id} 已办销号，公示已经结束。确有问题的先重新打开：ledger reopen {id} --why 原因",
        "{id} is closed and its notice is over; open it again first: ledger reopen {id} --why REASON",
    ),
    "publicize.before-verification": (
        "按销号程序，“{gate}”在验收之后：ledger verify {id} --as 验收人",
        "by the procedure “{gate}” comes after the verification: ledger verify {id} --as VERIFIER",
    ),
    "publicize.too-far": (
        "公示开始日 {start} 比 {day} 晚 {days} 天以上，请核对年份和月份",
        "the notice would start on {start}, more than {days:day|days} after {day}: check year and month",
    ),
    "publicize.too-early": (
        "公示开始日 {start} 太早，最早从 {earliest} 开始（交办、前面的环节、退回整改都在此之前）",
        "{start} is too early: the notice can begin on {earliest} (after hand-over, the gates before it, any failure)",
    ),
    "publicize.twice": (
        "{id} 已有 {start} 开始的公示。再写公告：ledger publicize {id} -o 公示.docx",
        "{id} has a notice that begins on {start}; to write its paper again: ledger publicize {id} -o notice.docx",
    ),
    "publicize.end-differs": (
        "公示应到 {expected} 为止，不是 {end}",
        "the notice ends on {expected}, not on {end}",
    ),
    "publicize.both": ("{one}；{other}", "{one}; {other}"),
    "publicize.not-begun": (
        "{id} 的公示还没开始：{start} 起（今天 {day}）。公示开始后再登记异议；开始前的意见按信访办理",
        "the notice of {id} hasn't begun: it starts on {start} (today is {day}); objections are recorded from then on",
    ),
    "publicize.none": (
        "{id} 本轮没有公示：ledger publicize {id} --start 日期 --days 天数",
        "{id} has no notice in this cycle: ledger publicize {id} --start DAY --days N",
    ),
    "publicize.objecting": ("登记异议", "record an objection"),
    "publicize.settling": ("处理异议", "settle an objection"),
    "publicize.bad-day": (
        "日期 {day} 不对：应在 {first} 至 {last} 之间",
        "{day} can't be: it must be from {first} to {last}",
    ),
    "publicize.after-the-end": (
        "{day} 已过公示期（到 {end}），异议照样登记，处理之前不能销号",
        "{day} is after the notice's last day {end}; it is recorded all the same, and blocks closing until settled",
    ),
    "publicize.personal": (
        "这段文字里像有{kind}。异议不写个人信息：请核对，确是个人信息的及时处理",
        "the text seems to hold a {kind}; objections are recorded without personal data: please check",
    ),
    "publicize.no-objection": (
        "没有第 {number} 条异议，{id} 本轮共 {count} 条。登记异议：ledger publicize {id} --objection 内容",
        "there is no objection {number}; {id} has {count} in this cycle",
    ),
    "publicize.settled-already": (
        "第 {number} 条异议已于 {date} 处理，记录不改",
        "objection {number} was settled on {date}; the record stays",
    ),
    "publicize.objected": ("{id} 已登记第 {count} 条异议", "{id}: objection {count} recorded"),
    "publicize.settled": ("{id} 异议已处理（共 {count} 条）", "{id}: objection settled (of {count})"),
    "publicize.waiting": (
        "还有异议未处理：第 {numbers} 条，处理前不能销号。ledger publicize {id} --settle {first} --outcome 处理结果",
        "open objections: {numbers}; they block closing. ledger publicize {id} --settle {first} --outcome TEXT",
    ),
    "personal.phone": ("手机号码", "mobile number"),
    "personal.id-number": ("身份证号码", "citizen's number"),
    "personal.email": ("电子邮箱", "e-mail address"),
    "letter.personal": (
        "函件的“{field}”里像有{kind}，发出前请核对",
        "the letter's field {field} seems to hold a {kind}: check it before it goes out",
    ),
    "letter.none": ("没有函件模板“{name}”。现有：{known}", "there is no letter “{name}”; there are {known}"),
    "letter.unreadable": ("{file} 打不开，什么也没有写：{why}", "{file} can't be opened, nothing was written: {why}"),
    "letter.no-document": (
        "不是 Word 文档（.docx），或已损坏。用 Word 另存为 .docx 后再试",
        "it is no Word document (.docx), or damaged; save it as .docx in Word",
    ),
    "letter.old-word": (
        "是旧版 .doc 或加了密码的文档。用 Word 另存为不加密的 .docx",
        "it is an old .doc, or has a password; save it as a plain .docx",
    ),
    "letter.too-big": ("文件太大，超过 {limit} MB", "it is too big: more than {limit} MB"),
    "letter.unknown-field": (
        "{file} 里用了没有的字段：{fields}，什么也没有写。可用的字段：{known}",
        "{file} uses fields that there are not: {fields}; nothing was written. There are: {known}",
    ),
    "letter.wrong": (
        "{file} 填不进去，什么也没有写：{why}。在 Word 里改好后再写，写法见 docs/letters.md",
        "{file} can't be filled in, nothing was written: {why}. Mend it in Word; see docs/letters.md",
    ),
    "letter.near": ("{why}（在“{near}”处）", "{why} (at “{near}”)"),
    "letter.wide": (
        "“{marker}”是全角的括号，认不出来；改成半角：{{{{ 字段 }}}}、{{% … %}}",
        "“{marker}” has full-width braces and is not read; type {{{{ FIELD }}}} or {{% … %}}",
    ),
    "letter.half": (
        "“{marker}”没有写完整（在“{near}”处），应当是 {{{{ 字段 }}}} 或 {{% … %}}，写在同一段里",
        "“{marker}” lacks its beginning or its end (at “{near}”): {{{{ FIELD }}}} or {{% … %}}, in one paragraph",
    ),
    "letter.no-end": ("“{marker}”没有结尾 {end}", "“{marker}” has no {end}"),
    "letter.no-start": ("“{marker}”前面没有与它成对的开头", "nothing before “{marker}” begins what it belongs to"),
    "letter.empty": ("“{marker}”里没有写字段", "“{marker}” names no field"),
    "letter.no-filter": ("没有“{name}”这种写法（“|”后面的）", "there is no filter “{name}”"),
    "letter.list-printed": (
        "“{field}”是一张表，不能整个填；逐条写：{{%p for 项 in {field} %}} {{{{ 项.{part} }}}} {{%p endfor %}}",
        "“{field}” is a list and can't be printed whole: {{%p for 项 in {field} %}} {{{{ 项.{part} }}}} {{%p endfor %}}",
    ),
}
