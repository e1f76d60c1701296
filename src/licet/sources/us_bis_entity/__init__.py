"""The Entity List."""
