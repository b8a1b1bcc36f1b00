-- Instants are nanoseconds since 1970-01-01T00:00:00Z; spec and report are JSON.

CREATE TABLE task (
    name VARCHAR(400) PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    spec TEXT NOT NULL,
    state VARCHAR(20) NOT NULL,
    created_ns BIGINT NOT NULL,
    changed_ns BIGINT NOT NULL
);

-- Stays when the task is deleted: a name that is used again goes on with its revisions, and no number is given twice.
CREATE TABLE task_revision (
    name VARCHAR(400) NOT NULL,
    revision INTEGER NOT NULL,
    number BIGINT NOT NULL,
    spec TEXT NOT NULL,
    state VARCHAR(20) NOT NULL,
    changed_ns BIGINT NOT NULL,
    PRIMARY KEY (name, revision)
);

CREATE INDEX task_revision_number ON task_revision (number);

CREATE TABLE node (
    name VARCHAR(64) PRIMARY KEY,
    title TEXT NOT NULL,
    joined_ns BIGINT NOT NULL,
    last_seen_ns BIGINT NOT NULL,
    report TEXT
);

-- The hash in hexadecimal digits.
CREATE TABLE token (
    secret_hash VARCHAR(256) PRIMARY KEY,
    expires_ns BIGINT NOT NULL
);

CREATE TABLE secret (
    name VARCHAR(200) PRIMARY KEY,
    content TEXT NOT NULL
);
