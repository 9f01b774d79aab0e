SELECT pg_catalog.set_config('search_path', '', false);
SET default_table_access_method = heap;
CREATE TABLE public.users (
    id integer NOT NULL,
    email character varying(255) DEFAULT ''::character varying NOT NULL,
    created_at timestamp without time zone DEFAULT now(),
    ident bigint NOT NULL
);
ALTER TABLE public.users OWNER TO postgres;
CREATE SEQUENCE public.users_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER TABLE public.users_id_seq OWNER TO postgres;
ALTER SEQUENCE public.users_id_seq OWNED BY public.users.id;
ALTER TABLE public.users ALTER COLUMN ident ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.users_ident_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY public.users ALTER COLUMN id SET DEFAULT nextval('public.users_id_seq'::regclass);
ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX users_email ON public.users USING btree (lower((email)::text));
ALTER TABLE ONLY public.users CLUSTER ON users_email;
SELECT pg_catalog.setval('public.users_id_seq', 1, false);
COMMENT ON TABLE public.users IS 'people';
COMMENT ON CONSTRAINT users_pkey ON public.users IS 'the key';
COMMENT ON INDEX public.users_email IS 'an index';
COMMENT ON SEQUENCE public.users_id_seq IS 'a sequence';
