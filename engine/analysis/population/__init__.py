"""The office's own list of applicants: case files, CSV or a workbook, read into cases of both versions of a measure."""
