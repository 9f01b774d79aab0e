CREATE TYPE state AS ENUM ('new', 'draft', 'live');
CREATE TABLE page (id bigint PRIMARY KEY, state state NOT NULL DEFAULT 'new');
