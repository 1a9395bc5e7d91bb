"""Two versions of a pack side by side: their text, their rules, what they answer, whom it moves."""
