"""Understanding: which facts a message states, and which topics it asks for."""
