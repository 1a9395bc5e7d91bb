evaluate gallery.yaml E802.case.yaml
