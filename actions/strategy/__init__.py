"""The strategy: one rule a file, each a pure function of profile, knowledge and today, and the engine that asks them."""
