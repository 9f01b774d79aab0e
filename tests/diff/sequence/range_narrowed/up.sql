BEGIN;

-- alter sequence public.s
SELECT setval('public.s', 10, false) FROM public.s WHERE last_value < 10;
SELECT setval('public.s', 50, false) FROM public.s WHERE last_value > 50;
ALTER SEQUENCE public.s AS smallint MINVALUE 10 MAXVALUE 50 START WITH 10 CACHE 5 CYCLE;

-- alter sequence public.d
SELECT setval('public.d', -1000, false) FROM public.d WHERE last_value < -1000;
ALTER SEQUENCE public.d INCREMENT BY -2 MINVALUE -1000;

COMMIT;
