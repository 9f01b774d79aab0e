CREATE TABLE authors (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL CONSTRAINT authors_email UNIQUE,
    nick text,
    UNIQUE NULLS NOT DISTINCT (nick)
);
CREATE TABLE posts (
    id bigserial PRIMARY KEY,
    author_id integer NOT NULL REFERENCES authors (id),
    editor_id integer REFERENCES authors (id) ON DELETE SET NULL ON UPDATE CASCADE,
    parent_id bigint REFERENCES posts (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    slug text NOT NULL,
    CONSTRAINT "slug must not be empty" CHECK (slug <> ''),
    CHECK (author_id <> editor_id) NOT VALID
);
COMMENT ON CONSTRAINT authors_email ON authors IS 'one account for each address';
CREATE UNIQUE INDEX posts_slug_key ON posts (slug);
CREATE INDEX posts_lower ON posts (lower(slug) DESC NULLS LAST) INCLUDE (author_id) WHERE editor_id IS NULL;
CREATE INDEX posts_hash ON posts USING hash (slug) WITH (fillfactor = 70);
CREATE TABLE profiles (
    author_id integer PRIMARY KEY REFERENCES authors ON DELETE CASCADE,
    note text COLLATE "C"
);
CREATE TABLE pairs (a integer NOT NULL, b integer NOT NULL, a_b text, PRIMARY KEY (a, b) INCLUDE (a_b));
