"""M1xx: mutants of a pack that its cases do not notice."""

from engine.text.diagnostics import Message, Severity

E, W = Severity.ERROR, Severity.WARNING

MESSAGES = [
    Message(
        "M101", "mutant-survived", W,
        "改成“{after}”（原为“{before}”），没有个案不符", "changed from `{before}` to `{after}`, and no case fails",
        "补一个两者答案不同的个案；确实无法分辨的，在该行写 # lint: ignore M101 理由", "add a case that is answered otherwise; if there can be none, write `# lint: ignore M101 why` in that line",
    ),
    Message(
        "M102", "below-what-is-asked", E,
        "个案识破 {share} 的变体，低于要求的 {least}", "the cases kill {share} of the mutants, less than the {least} asked for",
        "按上面列出的存活变体补个案", "add cases for the survivors listed above",
    ),
    Message(
        "M103", "case-fails-already", E,
        "个案“{name}”在未改动的规则包上就不符", "the case {name} fails of the pack as it is",
        "先运行 tiaokuan test，使个案全部相符", "run `tiaokuan test` and make all cases pass first",
    ),
    Message(
        "M104", "no-mutants", E,
        "没有可变之处", "there is nothing to alter",
        "核对 --operator；规则包须有规则", "check `--operator`; the pack needs rules",
    ),
    Message(
        "M105", "not-a-count", E,
        "{option} 应为正整数，不能是“{text}”", "{option} takes a whole number of at least 1, not `{text}`",
        "例如 100", "for example 100",
    ),
    Message(
        "M106", "reason-not-needed", W,
        "写了理由而没有存活的变体：个案都已识破，或已证明为等价", "a reason is given, and no mutant survives here: cases notice all, or they are proved equivalent",
        "删去这个 ignore，免得以后掩盖真正的缺口", "delete this ignore, which would hide a gap that comes later",
    ),
]  # fmt: skip
