"""Mutation testing of rules: a pack with one small thing wrong in it, and whether a case of the pack notices."""
