"""The official text of a measure: its numbering as provisions, their digests, and what a pack rests on."""
