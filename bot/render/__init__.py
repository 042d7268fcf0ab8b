"""What a channel shows or hands over, made of the contract's JSON."""
