"""The Denied Persons List."""
