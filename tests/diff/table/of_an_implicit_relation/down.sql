BEGIN;

-- drop table public._AToB
DROP TABLE public."_AToB";

COMMIT;
