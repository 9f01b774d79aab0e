CREATE TABLE t (id SERIAL PRIMARY KEY, big BIGSERIAL, small smallserial NOT NULL, "Odd Name" serial);
CREATE TABLE a_name_that_is_quite_long_but_still_within_the_limits_of_pg_ok (a_column_with_a_long_name_too serial);
CREATE TABLE taken (x int);
CREATE SEQUENCE taken_y_seq;
ALTER TABLE taken ADD COLUMN y serial;
DROP TABLE t;
