"""What advice may rest on: the article in our own words, its numbers, and dated facts from outside."""
