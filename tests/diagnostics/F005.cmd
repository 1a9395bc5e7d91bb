source check sample.yaml outing.txt
