"""Buying: section 889, the FCC's funding and authorization rules, section 1260H."""
