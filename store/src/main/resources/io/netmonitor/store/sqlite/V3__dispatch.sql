-- What nodes of the prototype were told, by the number of the task; goes with it.
CREATE TABLE dispatch (
    number BIGINT NOT NULL,
    member VARCHAR(400) NOT NULL,
    revision INTEGER NOT NULL,
    fingerprint VARCHAR(200) NOT NULL,
    at_ns BIGINT NOT NULL,
    PRIMARY KEY (number, member)
);
