"""One column of a sheet as data: its heading, the field it shows, how it looks, whether an import takes it back."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ledger.model.values import Flag, Number, Record, Text, Texts

Kind = Literal["text", "date", "number", "link"]
Words = Literal["fields", "units", "people", "statuses", "verdicts", "settled", "levels", "risks"]
"""The lists a drop-down may offer: the house's 环境要素, units, people, the states of an issue, 是否属实, 是否办结,
信访等级, 风险等级.
"""


class Column(Record):
    """One column. `field` is where the value stands in the record (or a name that `readers` computes),
    and what an import reads an edited cell back into.
    """

    heading: Annotated[Text, Field(title="表头", description="印在表上的列名，一张表里不能重复")]
    field: Annotated[Text, Field(title="字段", description="取哪一项，见 docs/sheets.md；人工填写的写 by-hand")]
    width: Annotated[Number, Field(title="列宽", description="字符数，2–120", ge=2, le=120)]
    kind: Annotated[Kind, Field(title="种类", description="text 文字、date 日期、number 数字、link 链接")] = "text"
    long: Annotated[Flag, Field(title="长文", description="长文靠左，短文居中；都会换行")] = False
    editable: Annotated[Flag, Field(title="可填", description="浅黄底，导入时收回改动")] = False
    choices: Annotated[
        Words | None,
        Field(title="下拉", description="fields、units、people、statuses、verdicts、settled、levels …"),
    ] = None
    words: Annotated[Texts, Field(title="可选的词", description="下拉列出的词；选择类的登记项不用写")] = ()
    alarm: Annotated[Flag, Field(title="变色", description="时限已过变红、临近变黄：日期一列，剩余天数一列")] = False
    total: Annotated[Flag, Field(title="合计", description="数字列，在合计行求和")] = False
