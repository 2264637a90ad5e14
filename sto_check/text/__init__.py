"""What every room speaks: a text in two languages, amounts and days in words, a place, and what is wrong there."""
