"""Names, candidates, scores: is this party on a list?"""
