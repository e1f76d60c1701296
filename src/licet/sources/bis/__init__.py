"""What BIS's lists share: the supplements to part 744, the cells of their tables, and the language of requirements."""
