source outline page.txt
