"""What is said of the books of a ledger."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "attribute.not-a-word": (
        "{name}只能写 {known}，这里写的是“{found}”",
        "{name} must be one of {known}, and “{found}” is none",
    ),
    "attribute.not-a-number": (
        "{name}要写数字，如 12.5，这里写的是“{found}”",
        "{name} must be a number such as 12.5, and “{found}” is none",
    ),
    "attribute.not-a-day": (
        "{name}要写日期，如 2026-05-31，这里写的是“{found}”",
        "{name} must be a day such as 2026-05-31, and “{found}” is none",
    ),
    "attribute.unknown": (
        "本台账没有“{name}”这一登记项，有的是：{known}",
        "this book has no field “{name}”; it has: {known}",
    ),
    "attribute.unknown-here": (
        "“{name}”是其他台账的登记项，总台账的问题没有登记项",
        "“{name}” would be a field of another book; issues of the ledger's own book have none",
    ),
    "attribute.unknown-key": (
        "没有字段 {key}。“{title}”的登记项有：{known}{hint}",
        "there is no field {key}. The fields of “{title}” are: {known}{hint}",
    ),
    "attribute.missing": (
        "缺{name}：ledger edit {id} --set {name}=…",
        "{name} is missing: ledger edit {id} --set {name}=…",
    ),
    "attribute.missing-new": ("登记时须写{name}：--set {name}=…", "{name} must be given: --set {name}=…"),
    "attribute.is-a-field": (
        "“{name}”是每个问题都有的字段（{field}），登记项请换个名称或不写",
        "every issue has “{name}” already ({field}): give the field another name, or leave it out",
    ),
    "attribute.bad-name": (
        "登记项的名称“{name}”里不能有空格、点、等号、冒号、#，也不能以数字开头",
        "the name “{name}” must have no blanks, dots, =, : or # in it, and no digit in front",
    ),
    "attribute.no-words": (
        "“{name}”是选择项，要用 words 写明可选的词",
        "“{name}” is a choice: say in words what can be chosen",
    ),
    "attribute.needless-words": (
        "“{name}”不是选择项，words 没有用；要选择就写 kind: choice",
        "“{name}” is no choice, so words say nothing; write kind: choice if it is to be one",
    ),
    "book.states": (
        "states 要写 {wanted} 个状态（未启动、整改中、已验收、已销号在这里各叫什么），写了 {count} 个",
        "states must name {wanted} states (what 未启动, 整改中, 已验收, 已销号 are called here), and names {count}",
    ),
    "book.procedure-twice": (
        "procedure 和 gates 只能写一样：用现成的销号程序，或在这里写自己的",
        "procedure and gates exclude each other: follow a procedure by name, or describe one here",
    ),
    "book.gates-missing": (
        "写了 {key} 而没有写 gates，它不起作用",
        "{key} says nothing where there are no gates",
    ),
    "book.none": (
        "没有叫“{name}”的台账说明；有：{known}。自己的写在 templates/books/{name}.yaml，见 docs/books.md",
        "no book is described as “{name}”; there are: {known}. Describe your own in templates/books/{name}.yaml",
    ),
    "book.not-kept": (
        "本台账没有“{name}”这一本；有：{known}。新开一本：ledger book add 名称",
        "this ledger keeps no book “{name}”; it keeps: {known}. To begin one: ledger book add NAME",
    ),
    "book.same-prefix": (
        "编号前缀 {value} 已是“{other}”的，两本台账的编号会混在一起；请写一个别的 prefix",
        "the prefix {value} is that of “{other}”, and the numbers would get mixed up: set another prefix",
    ),
    "book.same-folder": (
        "文件夹 issues/{value} 已是“{other}”的，请写一个别的 folder",
        "the folder issues/{value} is that of “{other}”: set another folder",
    ),
    "book.same-of": (
        "“{value}”已经有一本：{other}；一本台账说明只能用一次，main 指总台账",
        "“{value}” is kept already: {other}; a description serves one book, and main is the ledger's own",
    ),
    "book.not-begun": ("没有开“{name}”：", "“{name}” was not begun:"),
    "book.begun": (
        "已开台账“{title}”：编号 {prefix}-001 起，文件在 issues/{folder}/",
        "the book “{title}” is begun: its numbers are {prefix}-001 and on, its files lie in issues/{folder}/",
    ),
    "publicize.kept-inside": (
        "{id} 所在的台账不对外公开（public: false），不能公示",
        "{id} is in a book that is never shown to the public (public: false), so there is no notice of it",
    ),
    "stats.no-books": (
        "这里只有总台账，没有别的台账可分；新开一本：ledger book add 名称",
        "this ledger keeps its own book alone, so there is nothing to break down; to begin one: ledger book add NAME",
    ),
    "by.book": ("台账", "book"),
    "breakdown.books": ("按台账", "By book"),
    "book.kept": ("在用", "kept"),
    "book.how-to-begin": (
        "新开一本：ledger book add 名称；自己的台账写在 templates/books/，见 docs/books.md",
        "to begin one: ledger book add NAME; your own stand in templates/books/, see docs/books.md",
    ),
    "book.numbers": (
        "编号 {prefix}-001 起，文件在 issues/{folder}/",
        "numbers {prefix}-001 and on, in issues/{folder}/",
    ),
    "book.not-public": ("不对外公开", "never shown to the public"),
    "book.chain": ("状态：{states}", "states: {states}"),
    "book.record": ("登记项：", "fields:"),
    "book.columns": ("导出各列：{headings}", "columns of its sheet: {headings}"),
    "attribute.kind-text": ("文字", "text"),
    "attribute.kind-number": ("数字", "number"),
    "attribute.kind-day": ("日期", "day"),
    "attribute.kind-choice": ("选择", "choice"),
    "attribute.needed-new": ("登记时必填", "needed when it is written down"),
    "attribute.needed-start": ("启动前必填", "needed before it is started"),
    "attribute.needed-verify": ("验收前必填", "needed before it is verified"),
    "column.book": ("台账", "book"),
    "column.kept": ("在用", "kept"),
    "column.prefix": ("编号前缀", "prefix"),
    "column.states": ("状态", "states"),
}
