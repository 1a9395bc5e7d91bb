"""Words that proofs and the reports of them share."""

from engine.pack.terms import Label

NOT = Label("不符：", "not: ")
