"""The sentences by which a report says how far a problem is: 该问题已完成整改, 达到序时进度, 正在按方案推进."""

from __future__ import annotations

import re

_WHAT = r"(?:问题|任务|事项|信访件|举报件|案件|整改工作|整改项|项目|点位)"
_STATE = (
    r"(?:(?:已|已经|均已|全部|基本|现已|业已|按期|如期)[^。；;\n，,]{0,10}?(?:完成|整改|办结|销号|解决|到位)"
    r"|完成(?:整改|销号|交账)|整改(?:完成|到位|完毕)|达到[^。；;\n，,]{0,6}序时|按?[^。；;\n，,]{0,4}序时进度|超过序时|未达[^。；;\n，,]{0,4}序时|(?:正在|持续|有序|按)[^。；;\n，,]{0,14}(?:推进|整改|实施)"
    r"|尚未|未(?:完成|启动|办结)|阶段性(?:完成|办结|整改)|立行立改|长期坚持)"
)
STATED = re.compile(
    rf"(?:(?:该|此|本|上述|以上|这一|这个|此项|该项|反馈)[^。；;\n，,]{{0,8}}?{_WHAT}|{_WHAT}(?=(?:已|现已|均已|正在|按|达到)))[^。；;\n]{{0,24}}?{_STATE}"
    r"|(?:已|已经|均已|现已)(?:全部|基本|按期|如期)?(?:完成整改|整改完成|整改到位|整改完毕|完成销号|办结|验收销号|完成验收销号)(?=[，,。；;、)）\n]|$)"
    r"|(?:达到|符合|未达到?|超过)(?:整改)?序时(?:进度)?(?:要求)?"
    r"|(?:正在|按)(?:照)?(?:序时进度|时序进度|序时|时序|整改方案|计划|时限要求|要求)?(?:有序|持续|积极|加快)?(?:推进|整改)(?:中)?(?=[，,。；;、)）\n]|$)"
)
"""A sentence that says the state of one problem; bounded, so that it stays linear."""
_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]?[”』」)）]?")
_DOES = (
    r"(?:完成|建成|拆除|清理|关停|封堵|取缔|修复|整改|整治|安装|接入|投运|投用|启动|制定|出台|落实|恢复|改造|处置|清运|清除|"
    r"治理|复绿|淘汰|建立|开展|通过|办结|销号|查处|搬迁|清淤|建设|扩建|栽植|编制|退出|购置|配备|签订|收回|新建|铺设|更换|投资|投入|印发|组织|责令|补充|加强|排查)"
)
_WORKING = re.compile(
    r"目前|截至|截止|经(?:过)?(?:整改|核实|核查|现场|调查|连续|督促)|整改(?:以来|期间|过程中)|针对(?:该|此|上述|督察|反馈)|收到|接到|"
    r"(?:督察|反馈|交办|督办|信访件)[^，,。]{0,8}后[，,]|高度重视|立即|迅速|"
    rf"(?:已|已经|均已|现已|全部|累计)[^，,。；;]{{0,6}}?{_DOES}|^[^，,。；;]{{0,12}}?(?:责令|投资|印发|召开)"
)
"""A sentence about the work, whatever else it says."""
_DONE = re.compile(_DOES)
_WRONG = re.compile(
    r"未|没有|无|不到位|不足|不严|不够|不力|不规范|超标|直排|滞后|缺失|缓慢|违规|违法|薄弱|突出|严重|污染|偏低|缺口|乱|露天|"
    r"异味|扰民|破坏|侵占|隐患|溢流|渗漏|长期|反映强烈|仍|流于形式|负荷|再次|返黑|失修|停运|闲置|裸露|发黑|发臭|恶臭|堆存|积存|上升|下降|恶化|投诉|仅"
)


def says_state(text: str) -> bool:
    """Whether a text says how far its problem is."""
    return bool(STATED.search(text))


def parted(text: str) -> tuple[str, str]:
    """A narrated item as its problem and what has been done: the first sentence is the problem, and those after it
    that still tell what is wrong; from the first sentence about the work on, all is progress.
    """
    sentences = [hit[0] for hit in _SENTENCE.finditer(text) if hit[0].strip()]
    for at, sentence in enumerate(sentences):
        works = STATED.search(sentence) or _WORKING.search(sentence.strip())
        if at and (works or (_DONE.search(sentence) and not _WRONG.search(sentence))):
            return "".join(sentences[:at]).strip(), "".join(sentences[at:]).strip()
    clause = re.match(r"[^。\n]{4,200}?问题[，,：:]", text)
    if clause and len(sentences) == 1:
        return text[: clause.end() - 1].strip(), text[clause.end() :].strip()
    return text.strip(), ""
