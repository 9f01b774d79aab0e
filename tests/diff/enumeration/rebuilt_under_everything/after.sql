CREATE TYPE state AS ENUM ('live', 'draft');
CREATE TABLE page (
    id bigint PRIMARY KEY,
    state state NOT NULL DEFAULT 'draft',
    allowed state[] NOT NULL DEFAULT '{draft,live}',
    CONSTRAINT page_state_check CHECK (state <> 'live' OR id > 0)
);
CREATE INDEX page_live_idx ON page (id) WHERE state = 'live';
CREATE INDEX page_state_idx ON page (state);
CREATE VIEW live_page AS SELECT page.id, page.state FROM page WHERE page.state = 'live';
COMMENT ON VIEW live_page IS 'what everybody sees';
