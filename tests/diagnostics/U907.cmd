evaluate gallery.yaml C721.case.yaml --as-of 2024.1.1
