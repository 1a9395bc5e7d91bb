"""Questions about a pack: its cases, its coverage, its boundaries, its lint."""
