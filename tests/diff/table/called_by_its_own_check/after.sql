CREATE TABLE account (id integer PRIMARY KEY, owner integer, rank integer);
CREATE FUNCTION is_new(account) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT $1.rank > 0 $$;
CREATE FUNCTION first_rank() RETURNS integer LANGUAGE plpgsql AS $$ begin return (select max(rank) from account); end $$;
ALTER TABLE account ADD CONSTRAINT account_is_new CHECK (is_new(account.*)) NOT VALID;
ALTER TABLE account ALTER rank SET DEFAULT first_rank();
