test sample.yaml --cases sample.case.yaml --filter 乙公司
