"""A program list of a person's own: read, placed by the article's rules, and given back. No data about programs is ours."""
