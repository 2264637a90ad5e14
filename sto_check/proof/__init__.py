"""What the rules say of every application there can be: a third reading of them, for a solver."""
