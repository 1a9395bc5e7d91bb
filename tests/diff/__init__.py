"""Two versions of a pack held against each other."""
