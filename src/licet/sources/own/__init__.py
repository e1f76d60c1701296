"""A user's own list from CSV or XLSX: `own:<name>`."""
