"""The UK's Consolidated List of Financial Sanctions Targets."""
