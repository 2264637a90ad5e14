"""The interview: which question still matters, and a document with one more answer."""
