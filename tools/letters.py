"""Makes the Word documents that the program ships as letters, so that nobody has to trust a binary file.

`python tools/letters.py` writes them into `src/ledger/store/shipped/ledger/templates/letters/` and the repository's own
`templates/letters/`. The same script gives the same content, and a test makes them again and compares. How they look is
`official.py`; an office changes its copies in Word, this script is for the shipped ones.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docx.document import Document as Word

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from contracts import contract  # noqa: E402 - path set above
from official import Column, Maker, form, grid, heading, lead, letter, listed, plain, signature, text, title  # noqa: E402 - path set above
from reports import REPORTS  # noqa: E402 - path set above

PLACES = (ROOT / "src/ledger/store/shipped/ledger/templates/letters", ROOT / "templates/letters")
CONTACT = (
    ("监督电话", "监督电话：{{ 监督电话 }}"),
    ("邮箱", "邮箱：{{ 邮箱 }}"),
    ("地址", "地址：{{ 地址 }}"),
)
DECIDED = (
    Column("序号", "{{ 项.序号 }}", 13),
    Column("议定事项", "{{ 项.内容 }}", 75, long=True),
    Column("责任单位", "{{ 项.责任单位 }}{% if 项.责任人 %}（{{ 项.责任人 }}）{% endif %}", 40),
    Column("时限", "{{ 项.时限 or 项.最后期限 }}", 28),
)
ABOUT = "{% if 项.相关问题 or 项.相关对象 %}（{{ [项.相关问题, 项.相关对象]|select|join('、') }}）{% endif %}"
PRESENT = (
    "{% for 项 in 参会人员 %}{{ 项.单位 }}{% if 项.姓名 %}　{{ 项.姓名 }}{% endif %}"
    "{% if 项.职务 %}（{{ 项.职务 }}）{% endif %}{% if not loop.last %}；{% endif %}{% endfor %}"
)
ASKED = "{%p if 后续要求 %}", "{{ 后续要求 }}", "{%p endif %}"


def public_notice(word: Word) -> None:
    """公示: the six headings of 宿州's notices, the period, and where to object."""
    title(word, "关于“{{ 问题名称 }}”整改完成情况的公示")
    text(
        word,
        "{% if 依据 %}根据{{ 依据 }}，{% endif %}现将{{ 问题来源 }}{{ 轮次批次 }}"
        "“{{ 问题名称 }}”问题整改完成情况予以公示，接受社会监督。",
    )
    for head, field in (
        ("一、整改问题", "{{ 问题原文 }}"),
        ("二、整改实施主体", "{{ 责任单位 }}"),
        ("三、重点措施", None),
        ("四、目标任务", "{{ 整改目标 }}"),
        ("五、完成时限", "{{ 整改时限 }}"),
        ("六、整改完成情况", "{{ 整改完成情况 }}"),
    ):
        heading(word, head)
        text(word, *((field,) if field else listed("重点措施", "{{ 项.编号 }}．{{ 项.内容 }}")))
    text(
        word,
        "公示期间：{{ 公示期间 }}{% if 公示天数 %}（{{ 公示天数 }}）{% endif %}。",
        "公示期间，单位和个人对上述情况有异议的，请以书面形式实名向{{ 落款单位 }}反映，并附有关证明材料。",
        last=True,
    )
    for field, line in CONTACT:
        text(word, f"{{%p if {field} %}}", line, "{%p endif %}", last=True)
    signature(word)


def reminder(word: Word) -> None:
    """提醒函: what a yellow card brings."""
    title(word, "督察整改提醒函")
    plain(word, "{{ 主送单位 or '　　　　　　' }}：")
    text(
        word,
        "经{{ 评定月份 }}整改进展评定，你单位承担的“{{ 问题名称 }}”（{{ 问题编号 }}）整改任务"
        "被评为{{ 牌名 }}。情况如下：",
        *listed("理由", "{{ loop.index }}．{{ 项 }}。"),
        "{% if 整改时限 %}该项任务整改时限为{{ 整改时限 }}。{% endif %}"
        "请认真查找原因，细化措施，倒排工期，确保按期完成，并于收到本函之日起5个工作日内书面反馈推进情况。",
        *ASKED,
        last=True,
    )
    signature(word)


def supervision(word: Word) -> None:
    """督办单: a form, as offices keep them in a binder."""
    title(word, "督察整改督办单")
    form(
        word,
        ("问题编号", ("{{ 问题编号 }}",)),
        ("问题名称", ("{{ 问题名称 }}",)),
        ("责任单位", ("{{ 主送单位 }}",)),
        ("整改目标", ("{{ 整改目标 }}",)),
        ("整改时限", ("{{ 整改时限 }}",)),
        ("评定结果", ("{{ 评定月份 }}评为{{ 牌名 }}{% if 计分 %}，{{ 计分 }}{% endif %}",)),
        ("督办事由", listed("理由", "{{ loop.index }}．{{ 项 }}。")),
        (
            "督办要求",
            (
                *ASKED,
                "请立即研究，明确责任人和完成日期，于收到本单之日起5个工作日内书面反馈。",
                "此后每周报告一次进展，直至赶上序时进度。",
            ),
        ),
        ("办理情况\n反馈", ("", "")),
    )
    signature(word)


def summons(word: Word) -> None:
    """约谈通知: why, whom, and the blanks for when and where."""
    title(word, "约谈通知书")
    plain(word, "{{ 主送单位 or '　　　　　　' }}：")
    text(
        word,
        "{% if 依据 %}根据{{ 依据 }}，{% endif %}经研究，决定就“{{ 问题名称 }}”（{{ 问题编号 }}）"
        "整改工作约谈你单位主要负责人。现将有关事项通知如下：",
    )
    heading(word, "一、约谈事由")
    text(
        word,
        "{% if 整改时限 %}该项任务整改时限为{{ 整改时限 }}，{% endif %}经{{ 评定月份 }}整改进展评定，被评为{{ 牌名 }}"
        "{% if 计分 %}，{{ 计分 }}{% endif %}。情况如下：",
        *listed("理由", "{{ loop.index }}．{{ 项 }}。"),
    )
    heading(word, "二、约谈对象")
    text(word, "{{ 主送单位 }}主要负责人。")
    heading(word, "三、约谈时间和地点")
    text(word, "时间：　　　　年　　月　　日　　时", "地点：")
    heading(word, "四、有关要求")
    text(
        word,
        *ASKED,
        "请准备书面材料，说明整改进展、存在问题及原因、下步措施和完成日期，由主要负责人签字并加盖公章后带至会场。",
        last=True,
    )
    signature(word)


def minutes(word: Word) -> None:
    """会议纪要: when and where, what was talked about, a table of what was decided, and who was there.

    GB/T 9704-2012, 10.3: minutes are not sealed, so nobody signs them; 出席 stands below the text, its lines under each
    other.
    """
    title(word, "{{ 会议名称 }}纪要", under="{{ 落款单位 }}　　{{ 会议日期 }}")
    text(
        word,
        "{{ 会议日期 }}，{{ 主持人 }}{% if 会议地点 %}在{{ 会议地点 }}{% endif %}"
        "{% if 主持人 %}主持{% endif %}召开{{ 会议名称 }}。"
        "{% if 参会单位 %}{{ 参会单位 }}参加。{% endif %}现将会议议定事项纪要如下：",
    )
    plain(word, "{%p if 议题 %}")
    heading(word, "一、议题")
    text(word, *listed("议题", f"{{{{ 项.序号 }}}}．{{{{ 项.内容 }}}}{ABOUT}"), "{%p endif %}")
    heading(word, "{{ '二' if 议题 else '一' }}、议定事项")
    grid(word, "决定", DECIDED, empty="没有议定事项。")
    text(word, "{%p if 参会人员 %}")
    plain(word, "")
    lead(word, "出席：", PRESENT, hanging=True)
    text(word, "{%p endif %}")


LETTERS: dict[str, Maker] = {
    "公示": public_notice,
    "提醒函": reminder,
    "督办单": supervision,
    "约谈通知": summons,
    "会议纪要": minutes,
    "目标责任书": contract,
    **REPORTS,
}


def main() -> None:
    """Write every letter into both places."""
    for place in PLACES:
        place.mkdir(parents=True, exist_ok=True)
        for name, make in LETTERS.items():
            (place / f"{name}.docx").write_bytes(letter(make, name))


if __name__ == "__main__":
    main()
