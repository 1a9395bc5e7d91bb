evaluate gallery.yaml C721.case.yaml --reading first_day
