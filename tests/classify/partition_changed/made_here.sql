-- expect: safe ICMS801
-- lowered: the script makes the table
-- finding: ICMS101 safe | running release works
-- finding: ICMS801 safe | running release works
CREATE TABLE visits (at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE visits_2025 PARTITION OF visits FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
