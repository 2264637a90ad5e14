"""What a keeper of rules uses: cases and what they cover, comparisons, and copies of schemes."""
