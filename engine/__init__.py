"""The engine that reads a measure as data and says who is owed what, and why."""
