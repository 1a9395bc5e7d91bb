"""One failing input for each code, and the exact text of its message in both languages."""
