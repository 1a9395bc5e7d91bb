"""For each code of lint a pack that gets it, one that nearly does, the exact text, and, where it is mended, the mended pack."""
