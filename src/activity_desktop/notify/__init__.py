"""When is a person interrupted, with which words, and when is that taken back?"""
