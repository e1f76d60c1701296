"""Nonproliferation sanctions."""
