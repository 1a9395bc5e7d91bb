show empty
