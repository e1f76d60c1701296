"""licet: may this go ahead?"""

__version__ = "0.1.0"
