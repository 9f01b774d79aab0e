CREATE TABLE item (id integer PRIMARY KEY, code text NOT NULL, price numeric(10,2));
COMMENT ON TABLE item IS 'what is sold';
CREATE VIEW item_code AS SELECT item.id, item.code FROM item;
COMMENT ON VIEW item_code IS 'for the search';
CREATE VIEW item_code_short AS SELECT item_code.id FROM item_code;
CREATE MATERIALIZED VIEW item_count AS SELECT item_code.code, count(*) AS n FROM item_code GROUP BY item_code.code;
CREATE UNIQUE INDEX item_count_code_idx ON item_count (code);
CREATE VIEW item_price AS SELECT item.id, item.price FROM item;
