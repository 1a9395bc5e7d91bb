"""The expression language: types, unknown, money, dates, operators and the typed form."""
