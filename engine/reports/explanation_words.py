"""The words of an explanation in Chinese and English."""

from __future__ import annotations

from engine.backends.outcome import Verdict
from engine.reports.page import Tone

VERDICTS: dict[Verdict, tuple[str, str, Tone]] = {
    "granted": ("给付", "granted", "yes"),
    "refused": ("不予给付", "refused", "no"),
    "to_decide": ("待审定", "an officer is to decide", "unknown"),
    "unknown": ("信息不足", "information is missing", "unknown"),
    "delegated": ("依其他文件", "fixed by another instrument", "note"),
    "unstated": ("未载明标准", "the text states no amount", "note"),
    "rejected": ("审定金额被退回", "the decision is rejected", "no"),
    "not_in_force": ("不在施行期", "not in force", "no"),
    "chosen": ("适用", "applies", "yes"),
    "not_applicable": ("不适用", "not applicable", "note"),
    "met": ("已达标", "met", "yes"),
    "not_met": ("未达标", "not met", "no"),
    "pending": ("未到期", "not yet due", "note"),
    "not_measurable": ("无法衡量", "not measurable", "note"),
    "kept": ("按期", "kept", "yes"),
    "breached": ("逾期", "breached", "no"),
}

OWED = {"granted": ("应缴", "due"), "refused": ("不需缴纳", "nothing is due")}  # of what the subject itself owes

WORDS: dict[str, tuple[str, str]] = {
    "title": ("兑付认定意见", "Assessment"),
    "measure": ("办法", "Measure"),
    "number": ("文号", "Number"),
    "case": ("个案", "Case"),
    "as_of": ("申请日", "Applied on"),
    "overview": ("结论一览", "Overview"),
    "rule": ("事项", "Benefit"),
    "subject": ("对象", "For"),
    "period": ("所属期", "Period"),
    "verdict": ("结论", "Verdict"),
    "amount": ("金额", "Amount"),
    "standard": ("标准", "Standard"),
    "asked": ("要求", "Asked"),
    "cite": ("依据", "Under"),
    "why": ("理由", "Reasons"),
    "limits": ("限额", "Limits"),
    "needs": ("尚缺材料", "Missing"),
    "to_send": ("待补材料（可发给申请人）", "Still missing, to send to the applicant"),
    "readings": ("解释口径", "Readings"),
    "payer": ("支付方", "Paid by"),
    "parts": ("分期", "Instalments"),
    "decision": ("审定", "Decision"),
    "result": ("结果", "Result"),
    "rate": ("完成比例", "Rate"),
    "gap": ("差额", "Gap"),
    "by": ("期限", "By"),
    "next_due": ("下次到期", "Next due"),
    "late": ("逾期天数", "Days late"),
    "totals": ("合计", "Totals"),
    "certain": ("确定给付", "Certain"),
    "possible": ("最多可给付", "At most"),
    "paid_before": ("其中以前已付", "Of this paid before"),
    "table_total": ("表内合计", "Total of the table"),
    "files_total": ("各件全部事项合计", "Total of all that the files ask for"),
    "left_after": ("本批之后尚余{}", "{} left after these"),
    "still_to_pay": ("尚应付", "Still to pay"),
    "owed": ("应缴（确定）", "Owed, certain"),
    "owed_most": ("应缴（最多）", "Owed, at most"),
    "owed_before": ("其中以前已缴", "Of this paid before"),
    "still_owed": ("尚应缴", "Still owed"),
    "open": ("未能计算的事项", "Not computed"),
    "warnings": ("提示", "Remarks"),
    "law_at": ("适用规定之日", "Law as of"),
    "step": ("第{}步", "Step {}"),
    "unbounded": ("没有上限，尚不能确定", "unbounded, not yet known"),
}

UNKNOWN_THINGS: dict[str, tuple[str, str]] = {
    "history": ("既往兑付记录（没有兑付过的，请注明“无”）", "what was paid before (say so if nothing was)"),
    "period": ("申领所属期", "the period that is claimed for"),
}


def word(key: str, lang: str) -> str:
    """A fixed word of the report."""
    return WORDS[key][lang == "en"]


def verdict(code: Verdict, lang: str, owed: bool = False) -> str:
    """A verdict in words."""
    zh, en = OWED[code] if owed and code in OWED else VERDICTS[code][:2]
    return en if lang == "en" else zh


def tone(code: Verdict) -> Tone:
    """The tone a verdict is shown in."""
    return VERDICTS[code][2]
