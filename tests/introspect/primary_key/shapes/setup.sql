CREATE TABLE plain (id integer PRIMARY KEY);
CREATE TABLE pair (a integer, x integer, b integer, CONSTRAINT named PRIMARY KEY (b, a));
CREATE TABLE late (a integer, b integer, PRIMARY KEY (a) INCLUDE (b) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE given (a integer NOT NULL);
CREATE UNIQUE INDEX given_index ON given (a);
ALTER TABLE given ADD CONSTRAINT given_key PRIMARY KEY USING INDEX given_index;
COMMENT ON CONSTRAINT named ON pair IS 'both';
CREATE TABLE none (id integer);
