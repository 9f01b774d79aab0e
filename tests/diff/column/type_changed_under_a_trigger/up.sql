BEGIN;

-- drop trigger public.t t_touch
DROP TRIGGER t_touch ON public.t;

-- change the type of column public.t.name
ALTER TABLE public.t ALTER COLUMN name TYPE varchar(20);

-- create trigger public.t t_touch
CREATE TRIGGER t_touch BEFORE UPDATE OF name ON t FOR EACH ROW EXECUTE FUNCTION touch();

COMMIT;
