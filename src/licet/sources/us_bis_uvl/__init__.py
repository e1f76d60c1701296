"""The Unverified List."""
