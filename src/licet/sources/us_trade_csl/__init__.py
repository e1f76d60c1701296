"""The Consolidated Screening List."""
