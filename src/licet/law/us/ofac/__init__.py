"""OFAC: blocking of property with the 50 Percent Rule, and the embargoes of 31 CFR chapter V that meet exports."""
