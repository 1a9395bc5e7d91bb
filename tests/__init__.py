"""The tests of the engine, its packs and its manners."""
