CREATE TABLE parent (id int PRIMARY KEY, code text UNIQUE, a int, b int, UNIQUE (a, b));
CREATE TABLE child (
  id int GENERATED ALWAYS AS IDENTITY,
  parent int REFERENCES parent,
  parent2 int REFERENCES parent (id) ON DELETE CASCADE ON UPDATE SET NULL,
  code text REFERENCES parent (code) DEFERRABLE INITIALLY DEFERRED,
  a int CHECK (a > 0),
  b int CHECK (b > 0) CHECK (b < 10) CHECK (a > b),
  c int CONSTRAINT positive CHECK (c > 0),
  CHECK (1 = 1),
  CHECK (a + b > c),
  PRIMARY KEY (id),
  UNIQUE (a, b), UNIQUE (a, b, c) DEFERRABLE, UNIQUE NULLS NOT DISTINCT (c) INCLUDE (id),
  FOREIGN KEY (a, b) REFERENCES parent (a, b) MATCH FULL ON DELETE SET NULL (a),
  FOREIGN KEY (a) REFERENCES parent
);
CREATE TABLE twice (id int UNIQUE PRIMARY KEY, x int UNIQUE, UNIQUE (x), CONSTRAINT named UNIQUE (x));
CREATE TABLE other (child_a_check int, CONSTRAINT other_x_check CHECK (child_a_check > 1), x int CHECK (x > 1));
