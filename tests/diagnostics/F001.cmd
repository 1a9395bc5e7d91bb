source outline blank.txt
