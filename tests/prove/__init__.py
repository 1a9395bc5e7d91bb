"""What is proved of packs, and what is refuted of broken ones."""
