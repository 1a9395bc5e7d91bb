evaluate taicang-2021-163 E802.case.yaml --reading first_day=sined
