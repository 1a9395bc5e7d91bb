"""What must never happen, whatever the pack and the case."""
