--? pg_event_trigger
-- Event triggers.
SELECT 'event trigger',
       'pg_event_trigger'::regclass::oid,
       o.oid,
       o.evtname::text,
       0::oid,
       NULL
FROM pg_event_trigger o
WHERE o.oid >= 16384
  AND o.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_event_trigger'::regclass AND deptype = 'e')
