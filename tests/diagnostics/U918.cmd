test gallery.yaml
