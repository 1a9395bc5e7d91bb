show versions
