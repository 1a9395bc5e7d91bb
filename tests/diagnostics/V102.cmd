coverage odd.yaml --cases odd.case.yaml --fail-under 87.5
