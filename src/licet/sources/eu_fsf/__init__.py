"""The EU's Consolidated Financial Sanctions List."""
