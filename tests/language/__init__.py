"""Examples of the language, run on every backend."""
