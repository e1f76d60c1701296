"""Exposure: what of ours a listing or another measure touches, by ownership, supply, parts and orders."""
