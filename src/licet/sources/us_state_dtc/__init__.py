"""AECA debarred parties."""
