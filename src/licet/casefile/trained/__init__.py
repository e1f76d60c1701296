"""A trained reader of acts beside the frames: a small network that was shown thousands of tellings, run with numpy alone.

The frames say which words tell of which act and are right nearly always; they do not know every way of wording one. The network finds
further tellings. What it alone found is marked so (`found_by` in the case file), asks a person, and never carries a yes or a no.
"""
