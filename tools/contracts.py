"""目标责任书: what a unit signs for a year."""

from __future__ import annotations

from docx.document import Document as Word
from official import Column, grid, heading, plain, remark, text, title

TASKS = (
    Column("序号", "{{ 项.序号 }}", 11),
    Column("编号", "{{ 项.编号 }}", 24),
    Column("任务", "{{ 项.名称 }}", 29, long=True),
    Column("目标", "{{ 项.目标 }}", 29, long=True),
    Column("措施", "{{ 项.措施 }}", 25, long=True),
    Column("时限", "{{ 项.时限 }}", 38),
)
POINTS = (
    Column("情形", "{{ 项.情形 }}", 38),
    Column("方面", "{{ 项.方面 }}", 66),
    Column("分值", "{{ 项.分值 }}", 30),
    Column("上限", "{{ 项.上限 }}", 22),
)


def contract(word: Word) -> None:
    """The tasks, the scoring, the promise, and who signs."""
    title(word, "{{ 年度 }}年度目标责任书", under="{{ 签订单位 }}")
    text(
        word,
        "为落实生态环境保护“党政同责、一岗双责”，把年度工作目标任务落实到单位、落实到岗位，"
        "{{ 落款单位 }}与{{ 签订单位 }}签订本责任书。",
    )
    heading(word, "一、目标任务")
    text(word, "{{ 签订单位 }}承担下列任务{{ 任务数 }}项，按时限完成：")
    grid(word, "任务", TASKS)
    heading(word, "二、考核")
    text(
        word,
        "按《{{ 考评办法 }}》考核，每个方面基础分{{ 基础分 }}分："
        "{% for 项 in 考核方面 %}{{ 项.名称 }}权重{{ 项.权重 }}{% if not loop.last %}、{% endif %}{% endfor %}。"
        "计分如下：",
    )
    grid(word, "计分", POINTS)
    heading(word, "三、责任")
    text(
        word,
        "{{ 签订单位 }}主要负责人对本责任书的目标任务负总责。考核结果作为领导班子和领导干部年度考核的重要内容；"
        "不能按期完成的，按规定督办、约谈、问责。",
        last=True,
    )
    remark(word, "")
    for line in ("{{ 落款单位 }}（盖章）", "负责人（签字）：　　　　　　　　　　年　　月　　日"):
        plain(word, line)
    remark(word, "")
    for line in ("{{ 签订单位 }}（盖章）", "负责人（签字）：　　　　　　　　　　年　　月　　日"):
        plain(word, line)
