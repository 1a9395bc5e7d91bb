source check sample.yaml sample.txt
