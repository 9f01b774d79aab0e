CREATE DOMAIN public."Email" AS text CHECK (VALUE ~ '@');
