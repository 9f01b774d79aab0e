-- Operator classes: which is the default of which type.
SELECT o.oid,
       o.opcname,
       o.opcmethod,
       o.opcintype,
       o.opcdefault
FROM pg_opclass o
