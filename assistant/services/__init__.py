"""The recipes that chain the steps, each readable from top to bottom; the only layer that `cli` and `ui` talk to."""
