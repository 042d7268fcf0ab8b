"""The action server: the facts, the profile and its store, the knowledge, the strategy, the replies. Imports no Rasa."""
