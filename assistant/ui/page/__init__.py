"""The document beside the answer: its pages or its text, the cited words lit, searching in it."""
