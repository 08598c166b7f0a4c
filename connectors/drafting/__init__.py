"""A declaration proposed from a live table or a sample file, for an engineer to fill in.

What a column may be is guessed from its name and from how many of its values the hub's own rules accept.  A proposal
says why it was made and carries no value.
"""
