"""The law as dated packs and rules. Values, rules and cases sit side by side, named after the part they encode."""
