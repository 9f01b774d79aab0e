CREATE DOMAIN email AS text;
CREATE TYPE pair AS (a integer, b integer);
CREATE TABLE t (
    i2 smallint, i4 integer, i8 bigint, f4 real, f8 double precision, n numeric, n1 numeric(12, 2), n2 numeric(5),
    v varchar, v1 varchar(20), c char, c1 char(3), bp bpchar, t text, nm name, ch "char", u uuid, b boolean, by bytea,
    bt bit, bt3 bit(3), vb bit varying, vb5 varbit(5), d date, tm time, tm3 time(3), ttz timetz, ts timestamp, ts3 timestamp(3),
    tz timestamptz, tz6 timestamptz(6), iv interval, iv3 interval(3), ivd interval day to second(2), ivy interval year,
    j json, jb jsonb, x xml, ip inet, cd cidr, mac macaddr, tsv tsvector, tsq tsquery, p point, r int4range, rc regclass,
    cfg regconfig, lsn pg_lsn, o oid, m money, arr integer[], arr2 text[][], varr varchar(5)[], dom email, doms email[],
    comp pair, snap txid_snapshot
);
