-- Who did what; what was done before this version is told by the order alone.
ALTER TABLE task_revision ADD COLUMN change_made VARCHAR(20) NOT NULL DEFAULT 'changed';

ALTER TABLE task_revision ADD COLUMN made_by VARCHAR(400) NOT NULL DEFAULT '';

-- Labels are JSON.
ALTER TABLE node ADD COLUMN labels TEXT NOT NULL DEFAULT '{}';

-- In force from from_ns until the next row of the same number; content is JSON, deflated.
CREATE TABLE placement (
    number BIGINT NOT NULL,
    from_ns BIGINT NOT NULL,
    task VARCHAR(400) NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (number, from_ns)
);

CREATE INDEX placement_task ON placement (task, from_ns);

-- Numbered as they are noted, since two may happen at the same instant.
CREATE TABLE node_event (
    number BIGINT PRIMARY KEY,
    node VARCHAR(64) NOT NULL,
    at_ns BIGINT NOT NULL,
    what VARCHAR(20) NOT NULL,
    detail TEXT NOT NULL
);

CREATE INDEX node_event_node ON node_event (node, at_ns);
