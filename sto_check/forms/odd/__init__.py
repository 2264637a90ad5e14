"""Values that do not fit: why they do not, and how to write them."""
