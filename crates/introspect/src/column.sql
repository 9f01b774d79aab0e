-- Columns of tables and views, and the keys of indexes that give parameters to their operator class.
-- A plain default holds no column, so its text is asked for without the table: that spares the server from opening it.
SELECT a.attrelid,
       a.attnum,
       a.attname,
       a.atttypid,
       a.atttypmod,
       a.attnotnull,
       a.attcollation,
       a.attidentity,
       a.attgenerated,
       pg_get_expr(d.adbin, CASE WHEN a.attgenerated = '' THEN 0 ELSE a.attrelid END),
       a.attstorage,
       a.attoptions,
       CASE WHEN a.attstattarget >= 0 THEN a.attstattarget::int4 END,
       NULL::text --@ ..13
       CASE WHEN a.attcompression <> '' THEN a.attcompression::text END --@ 14..
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relnamespace = ANY ($1)
  AND (c.relkind IN ('r', 'p', 'f', 'v', 'm') OR (c.relkind = 'i' AND a.attoptions IS NOT NULL))
  AND a.attnum > 0
  AND NOT a.attisdropped
