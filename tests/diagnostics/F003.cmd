source outline plain.txt
