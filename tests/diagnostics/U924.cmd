evaluate budget.yaml budget.case.yaml two.case.yaml
