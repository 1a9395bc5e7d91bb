"""The kinds of change between two packs: what each is called, and whether an answer can turn on it."""

from __future__ import annotations

from engine.text.records import dataclass


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """A kind of change. `editorial`: no verdict and no amount can turn on it."""

    zh: str
    en: str
    editorial: bool = False


KINDS: dict[str, ChangeKind] = {
    # numbers of the law
    "parameter_changed": ChangeKind("数额、期限等数字变更", "a number changed"),
    "parameter_added": ChangeKind("新增数字", "a number added", editorial=True),
    "parameter_removed": ChangeKind("删除数字", "a number removed", editorial=True),
    "parameter_shape": ChangeKind("数字的分档方式变更", "a number is told apart by other things"),
    "table_value": ChangeKind("分档标准变更", "a value of a table changed"),
    "table_row_added": ChangeKind("新增一档", "a row added"),
    "table_row_removed": ChangeKind("删除一档", "a row removed"),
    "band_edge": ChangeKind("分档界限变更", "the edge of a band changed"),
    "number_changed": ChangeKind("规则中的数字变更", "a number inside a rule changed"),
    # conditions and expressions
    "operator": ChangeKind("比较方式变更", "a comparison changed"),
    "inclusiveness": ChangeKind("是否含本数变更", "whether the edge is included changed"),
    "condition_added": ChangeKind("新增条件", "a condition added"),
    "condition_removed": ChangeKind("取消条件", "a condition removed"),
    "condition_changed": ChangeKind("条件变更", "a condition changed"),
    "condition_order": ChangeKind("条件顺序变更", "the order of conditions changed", editorial=True),
    "rewritten": ChangeKind("写法变更，含义不变", "written otherwise with the same meaning", editorial=True),
    "definition_changed": ChangeKind("定义变更", "a definition changed"),
    "definition_added": ChangeKind("新增定义", "a definition added", editorial=True),
    "definition_removed": ChangeKind("删除定义", "a definition removed", editorial=True),
    # what is given
    "amount": ChangeKind("金额的算法变更", "how the amount is worked out changed"),
    "amount_kind": ChangeKind("金额的定法变更", "how the amount is fixed changed"),
    "owed": ChangeKind("给付与缴纳变更", "who owes whom changed"),
    "arm_added": ChangeKind("新增情形", "a way added"),
    "arm_removed": ChangeKind("删除情形", "a way removed"),
    "arm_changed": ChangeKind("情形变更", "a way changed"),
    "arm_order": ChangeKind("情形的先后变更", "the order of the ways changed"),
    "target": ChangeKind("目标变更", "a target changed"),
    "duty": ChangeKind("职责变更", "a duty changed"),
    "limit_added": ChangeKind("新增限额", "a limit added"),
    "limit_removed": ChangeKind("取消限额", "a limit removed"),
    "limit_changed": ChangeKind("限额变更", "a limit changed"),
    "limit_order": ChangeKind("限额的先后变更", "the order of limits changed"),
    "payer": ChangeKind("支付方变更", "who pays changed"),
    "part": ChangeKind("分期变更", "instalments changed"),
    # of whom and when
    "subject": ChangeKind("对象变更", "the subject changed"),
    "subject_added": ChangeKind("新增对象", "a kind of subject added", editorial=True),
    "subject_removed": ChangeKind("删除对象", "a kind of subject removed", editorial=True),
    "subject_parent": ChangeKind("对象的从属变更", "what a subject belongs to changed"),
    "period": ChangeKind("所属期变更", "the period changed"),
    "in_force": ChangeKind("施行期间变更", "when it is in force changed"),
    "law_at": ChangeKind("适用规定之日变更", "the day whose law applies changed"),
    # readings
    "reading_opened": ChangeKind("新增待定口径", "an open point added"),
    "reading_closed": ChangeKind("口径已由条文确定", "an open point settled"),
    "reading_adopted": ChangeKind("采用的口径变更", "another option adopted"),
    "reading_option_added": ChangeKind("口径新增选项", "an option added"),
    "reading_option_removed": ChangeKind("口径删除选项", "an option removed"),
    "reading_option_changed": ChangeKind("口径选项变更", "an option changed"),
    "reading_decided": ChangeKind("口径的审定变更", "the ruling on an open point changed", editorial=True),
    # facts
    "fact_added": ChangeKind("新增事实", "a fact added", editorial=True),
    "fact_removed": ChangeKind("删除事实", "a fact removed", editorial=True),
    "fact_type": ChangeKind("事实的类型变更", "the type of a fact changed"),
    "fact_range": ChangeKind("事实的取值范围变更", "the range of a fact changed"),
    "fact_evidence": ChangeKind("证明材料或出具人变更", "evidence, or who certifies it, changed", editorial=True),
    "fact_changeable": ChangeKind("可否自行改变的说明变更", "whether an applicant can change it", editorial=True),
    # rules as wholes
    "rule_added": ChangeKind("新增规则", "a rule added"),
    "rule_removed": ChangeKind("删除规则", "a rule removed"),
    "rule_kind": ChangeKind("规则类型变更", "the kind of a rule changed"),
    "rule_moved": ChangeKind("受理顺序变更", "the order in which rules are served changed"),
    "expected": ChangeKind("一般性要求变更", "what the text says in general changed", editorial=True),
    "invariant": ChangeKind("不变式变更", "an invariant changed", editorial=True),
    "other_benefit": ChangeKind("其他文件的待遇变更", "a benefit of another instrument changed"),
    # names and words
    "renamed": ChangeKind("改名", "renamed", editorial=True),
    "moved": ChangeKind("移至另一对象", "moved to another subject"),
    "label": ChangeKind("名称变更", "a label changed", editorial=True),
    "citation": ChangeKind("出处变更", "a citation changed", editorial=True),
    "about": ChangeKind("规则包的说明变更", "what the pack says of itself changed", editorial=True),
    "note": ChangeKind("附注变更", "a note changed", editorial=True),
    "authority": ChangeKind("主管部门变更", "an authority changed", editorial=True),
    "review": ChangeKind("复核提示变更", "a reminder to review changed", editorial=True),
}
