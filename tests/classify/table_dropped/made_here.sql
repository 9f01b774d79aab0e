-- expect: breaking ICMS103
CREATE TABLE scratch (id int);
DROP TABLE scratch;
