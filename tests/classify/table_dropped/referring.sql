-- expect: breaking ICMS103
DROP TABLE people;
