evaluate taicang-2021-163 E802.case.yaml --all-readings --reading first_day=signed
