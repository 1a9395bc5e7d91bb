check gallery.yaml --format xml
