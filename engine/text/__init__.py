"""Places in a file, and what is said about them: sources, diagnostics, the catalog of messages."""
