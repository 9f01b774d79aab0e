--? pg_subscription
-- Subscriptions of this database; their oids are not for everybody before 14.
SELECT 'subscription',
       'pg_subscription'::regclass::oid,
       0::oid,
       s.subname::text,
       0::oid,
       NULL
FROM pg_subscription s
WHERE s.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
