diff sample.yaml sample.yaml --source-old outing.txt
