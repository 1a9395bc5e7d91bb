show twins.yaml 租金补贴
