"""A module per finding: its docstring says what it is, `CODE` its code, `check` finds it, `mend`, if there is one, mends it."""
