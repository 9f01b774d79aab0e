--? pg_transform
-- Transforms between types and languages.
SELECT 'transform',
       'pg_transform'::regclass::oid,
       t.oid,
       format_type(t.trftype, NULL) || ' ' || l.lanname,
       0::oid,
       NULL
FROM pg_transform t
JOIN pg_language l ON l.oid = t.trflang
WHERE t.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_transform'::regclass
                      AND deptype = 'e')
