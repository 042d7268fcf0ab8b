"""Where the dialogue of the running session is kept: Rasa's own stores, with their faults mended."""
