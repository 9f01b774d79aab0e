-- expect: risky ICMS709
-- finding: ICMS709 risky | running release works
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC;
