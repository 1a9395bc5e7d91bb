"""The typed form said to a solver: expressions, claims and what came before, so that one answer holds for every case."""
