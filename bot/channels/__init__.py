"""How people reach the advisor. Every channel passes its messages through the guard."""
