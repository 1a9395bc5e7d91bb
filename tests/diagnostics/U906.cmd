show gallery.yaml monthly more
