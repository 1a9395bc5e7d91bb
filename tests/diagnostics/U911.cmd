evaluate taicang-2021-163 E802.case.yaml --rule incubation
