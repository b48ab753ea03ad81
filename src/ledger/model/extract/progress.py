"""How far an item is: what is reported, and the words that say it of the whole (`已完成整改`, `达到序时进度`)."""

from __future__ import annotations

import re

from ledger.model.extract.wording import either
from ledger.model.item import Progress

_TIMES = r"(?:(?:截至|截止)[^,，。;；]{1,16}?[,，]?|目前|现|现已|当前|经核查|经过整改|经整改)?[,，]?"
_WHOLE = "该 此 本 上述 以上 相关 所有 全部"
_THING = "问题 整改任务 任务 整改工作 整改事项 事项 举报件 信访件 案件 整改 项目"
_SUBJECT = (
    rf"(?:{either(_WHOLE)})?(?:条|项|个|宗|起)?(?:反馈)?(?:{either(_THING)})?(?:整改)?(?:情况|状态|进展|进度)?"
    r"(?:为|是|均|都|[:：])?"
)
_WELL = "已 已经 现已 均已 全部 全面 基本 按期 按时 如期 提前 阶段性 初步 立行立改"
_WHAT = "整改 销号 验收 交账销号 办结 任务 整改任务 整改工作 整改并销号 整改销号"
_OVER = "整改完成 整改完毕 整改到位 办结 销号 验收销号 通过验收 通过核查验收 交账销号 解决 落实到位"
_THEN = (
    "长期坚持 持续推进 通过验收 通过核查验收 销号 持续巩固 完成销号 验收 "
    "通过省级验收 通过市级验收 通过州级验收 通过县级验收 通过区级验收"
)
_DONE = rf"(?:{either(_WELL)}){{0,4}}(?:完成(?:{either(_WHAT)})?|{either(_OVER)})(?:了|任务)?(?:并(?:{either(_THEN)}))?"
_PACING = "达到 未达到 超过 滞后 滞后于 符合 落后 落后于 未达"
_PACE = (
    rf"(?:整改)?(?:{either('已 基本 正 正在 按 按照')}){{0,3}}(?:{either(_PACING)})?(?:时间)?(?:序时|时序)"
    rf"(?:进度|要求|进度要求)?(?:{either('推进 要求 实施 整改 完成')})?中?"
)
_STEADILY = "正 正在 持续 有序 加快 稳步 已启动 已启动并 积极 仍在 按计划 长期坚持 长期坚持并"
_RUNNING = (
    rf"(?:{either(_STEADILY)}){{0,4}}(?:{either('推进 整改 实施 办理 进行 落实 开展 建设 施工')})"
    r"(?:中|之中|整改|落实)?"
)
_UNDONE = "启动 开展 开工 完成 完成整改 办结 整改 销号 整改到位 达到序时进度"
_NOT = rf"(?:尚|还|暂|仍)?未(?:{either(_UNDONE)})(?:整改)?"
_LASTING = rf"并?(?:{either('长期坚持 长期推进 长期实施 持续推进 持续坚持 持续巩固 持续整改 常态化推进')})"
_OTHER = (
    r"(?:整改|进度)?(?:严重|明显)?(?:滞后|逾期|超期)|取得阶段性(?:成效|进展|成果)|整改完成|完成整改"
    r"|(?:尚|还)?需(?:长期|持续)(?:坚持|推进|整改)"
)
_WORD = rf"(?P<status>{_NOT}|{_PACE}|{_DONE}|{_OTHER}|{_LASTING}|{_RUNNING})"
_STATUS = re.compile(rf"{_TIMES}{_SUBJECT}(?:已于?[0-9年月日]{{4,14}}(?:底|前)?)?{_WORD}")
_ONLY_RUNNING, _ONLY_PACE = re.compile(_RUNNING), re.compile(_PACE)
_LASTING_NEXT = re.compile(_LASTING)
_NUMBER = re.compile(r"^[ \t\u3000]*(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）]?[.．、]?|[①-⑳])[ ]?")
_CLAUSES = re.compile(r"[^。;；!！\n,，:：、]+")
_LEAST = 2
_LONGEST = 40
_MARGIN = " \t\r\n\u3000。.;；,，、:：【】[]()（）“”"
_ONLY_A_VERB = frozenset(
    {"整改", "推进", "实施", "办理", "进行", "落实", "开展", "建设", "施工", "解决", "完成", "销号", "办结"}
)


def progress(text: str, said: str = "") -> Progress | None:
    """What is reported, with its status word; `said` is what stands under a label of its own (整改状态, 是否办结)."""
    told, said = text.strip(), said.strip(_MARGIN)
    if not told and not said:
        return None
    if said:
        return Progress(status_in(said) or (said if len(said) <= _LONGEST else None), told or said)
    return Progress(status_in(told), told)


def status_in(text: str) -> str | None:
    """The words that say of the whole item how far it is, as printed; None where no clause is only about that.

    `1.已完成管网6.5公里` is not one: it speaks of a part.
    """
    clauses = list(_CLAUSES.finditer(text))
    for at, clause in enumerate(clauses):
        words = clause.group().strip(_MARGIN)
        bare = _NUMBER.sub("", words) if at == 0 or text[clause.start() - 1 : clause.start()] in "。;；\n" else words
        if not _LEAST <= len(bare) <= _LONGEST:
            continue
        hit = _STATUS.fullmatch(bare)
        if hit is None or (hit["status"] in _ONLY_A_VERB and not _alone(text, bare)):
            continue
        following = clauses[at + 1] if at + 1 < len(clauses) else None
        if following is not None and _ONLY_RUNNING.fullmatch(hit["status"]):
            paced = _ONLY_PACE.fullmatch(following.group().strip(_MARGIN))  # says more than 正在整改
            if paced:
                return paced.group()
        lasting = following is not None and _LASTING_NEXT.fullmatch(following.group().strip(_MARGIN))
        between = text[clause.end() : following.start()] if following is not None else ""
        if lasting and following is not None and between.strip() in {",", "，", "、"}:
            return f"{hit['status']}{between}{following.group().strip(_MARGIN)}"
        return hit["status"]
    return None


def _alone(text: str, bare: str) -> bool:
    """A bare verb is a status only where nothing else is said."""
    return text.strip(_MARGIN) == bare
