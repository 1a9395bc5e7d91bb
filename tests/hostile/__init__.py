"""Wrong and hostile files: every one is answered with a finding, in time, and never with a traceback."""
