"""What people do: each function takes the view and arguments, and returns one change.

Nothing here writes anything. A session gives the change an id, a person and a time, and keeps it.
"""
