"""FollowTheMoney and OpenSanctions JSONL, and Senzing JSON: lists named `ftm:<dataset>`."""
