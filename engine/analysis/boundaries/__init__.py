"""The cases on either side of every threshold of a pack, with what comes out of them, for an officer to confirm."""
