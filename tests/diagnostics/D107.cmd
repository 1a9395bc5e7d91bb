diff sample.yaml sample.yaml --population outing.txt
