"""Sheets of cells and what they mean: the layout that follows from a model, reading them and writing them."""
