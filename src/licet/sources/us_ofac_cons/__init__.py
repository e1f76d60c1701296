"""OFAC's Consolidated (non-SDN) Sanctions List."""
