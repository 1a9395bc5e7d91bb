"""The official texts of invented measures."""
