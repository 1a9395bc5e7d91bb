"""Does a shipped pack say what the law says?"""
