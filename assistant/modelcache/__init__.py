"""The model files on disk: which default models there are, and what is present."""
