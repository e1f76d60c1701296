"""The shipped register: dated facts about the parties licet was born from, so that it answers offline out of the box.

Each YAML file holds parties, their listings (with the act that began and the act that ended each), general licenses and
authorizations, and events that are told but have no listing of their own. `shipped()` reads them all.
"""

from licet.register.read import Event, events, shipped

__all__ = ["Event", "events", "shipped"]
