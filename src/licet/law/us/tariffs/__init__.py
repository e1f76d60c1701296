"""Additional duties: section 301 on products of China, by list and date."""
