"""ITAR jurisdiction: items of the U.S. Munitions List are the State Department's, not subject to the EAR."""
