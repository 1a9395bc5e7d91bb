"""What of a pack its cases reach: not lines, but conditions, rows, limits, readings, parts, payers and answers."""
