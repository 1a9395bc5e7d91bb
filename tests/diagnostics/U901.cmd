evaluat x
