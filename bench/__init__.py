"""Measures, run by hand: how well messages are understood, and how fast. None is part of the tests."""
