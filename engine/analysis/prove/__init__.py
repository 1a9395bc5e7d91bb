"""What is proved of a pack without being asked: bounds on money after any history, and that everything in it can be reached."""
