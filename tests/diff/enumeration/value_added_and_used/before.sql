CREATE TYPE state AS ENUM ('draft', 'live');
CREATE TABLE page (id bigint PRIMARY KEY, state state NOT NULL DEFAULT 'draft');
