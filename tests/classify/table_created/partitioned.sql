-- expect: safe ICMS101
-- lowered: a partitioned table is not in the model
-- finding: ICMS101 safe | running release works
CREATE TABLE visits (at date NOT NULL) PARTITION BY RANGE (at);
