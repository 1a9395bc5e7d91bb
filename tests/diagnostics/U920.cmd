check gallery.yaml --strict=yes
