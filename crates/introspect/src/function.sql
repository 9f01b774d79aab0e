-- Functions and procedures; those of extensions (e) and the constructors of range types (i) are left out.
SELECT p.oid,
       p.pronamespace,
       p.proname,
       p.prokind,
       p.proargtypes,
       pg_get_functiondef(p.oid),
       pg_get_function_arguments(p.oid),
       pg_get_function_result(p.oid),
       l.lanname,
       p.provolatile,
       p.proisstrict,
       p.prosecdef,
       p.proleakproof,
       p.proparallel,
       p.procost,
       p.prorows,
       p.proconfig,
       p.prosrc, --@ ..13
       coalesce(pg_get_function_sqlbody(p.oid), p.prosrc), --@ 14..
       p.probin,
       CASE WHEN p.prosupport <> 0 THEN p.prosupport::regproc::text END
FROM pg_proc p
JOIN pg_language l ON l.oid = p.prolang
WHERE p.pronamespace = ANY ($1)
  AND p.prokind IN ('f', 'p')
  AND p.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_proc'::regclass AND deptype IN ('e', 'i'))
