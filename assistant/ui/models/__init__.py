"""The models in the window: which there are, which is in use, another one."""
