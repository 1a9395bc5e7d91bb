evaluate gallery.yaml E801.case.yaml --rule
