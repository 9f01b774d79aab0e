BEGIN;

-- create table public._AToB
CREATE TABLE public."_AToB" (
    "A" integer NOT NULL,
    "B" integer NOT NULL,
    CONSTRAINT "_AToB_AB_pkey" PRIMARY KEY ("A", "B")
);

-- create index public._AToB._AToB_B_index
CREATE INDEX "_AToB_B_index" ON public."_AToB" ("B");

-- alter table public._AToB
ALTER TABLE public."_AToB"
    ADD CONSTRAINT "_AToB_A_fkey" FOREIGN KEY ("A") REFERENCES public."A" (id) ON DELETE CASCADE ON UPDATE CASCADE,
    ADD CONSTRAINT "_AToB_B_fkey" FOREIGN KEY ("B") REFERENCES public."B" (id) ON DELETE CASCADE ON UPDATE CASCADE;

COMMIT;
