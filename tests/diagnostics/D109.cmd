diff ../../examples/revision/old.yaml ../../examples/revision/new.yaml --source-old ../../examples/revision/new.txt --source-new ../../examples/revision/old.txt
