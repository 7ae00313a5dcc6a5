"""Tests of the readers and of the client."""
