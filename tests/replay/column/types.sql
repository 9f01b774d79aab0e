CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE t (
  a int, b integer, c int4, d bigint, e smallint, f decimal(10,2), g numeric, h float, i float(10), j real,
  k double precision, l char, m char(3), n character varying, o varchar(20)[], p text[][], q bit, r bit varying(5),
  s time, t time(3) with time zone, u timestamp(3), v timestamptz, w timestamp with time zone, x interval,
  y interval day to second(3), z "char", aa bpchar, ab name, ac oid, ad json, ae jsonb, af xml, ag inet, ah int4range,
  ai email, aj email[], ak regclass, al point, am tsvector, an macaddr8, ao money, ap pg_catalog.int8, aq xid8, ar dec(5)
);
ALTER TABLE t ALTER a TYPE bigint, ALTER COLUMN o SET DATA TYPE text[], ALTER n TYPE varchar(5) COLLATE "C";
