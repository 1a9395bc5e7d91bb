coverage odd.yaml --cases odd.case.yaml --fail-under 100 --format json
