evaluate gallery.yaml nowhere.yaml
