evaluate gallery.yaml .
