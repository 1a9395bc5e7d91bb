source outline gap.txt
