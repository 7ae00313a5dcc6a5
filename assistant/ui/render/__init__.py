"""Text of a model on screen, shown and never interpreted: Markdown taken apart, prose, code and tables."""
