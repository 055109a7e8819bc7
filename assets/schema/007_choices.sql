-- What was answered to the chooser, when, and which form was taken: a review asks again and says what
-- has changed. A list of the relationship: it goes into the bin, out of it and away together with it.

CREATE TABLE choice (
  id           BLOB PRIMARY KEY NOT NULL,
  relationship BLOB NOT NULL REFERENCES relationship(id) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  at           TEXT NOT NULL,
  answers      TEXT NOT NULL,
  form         TEXT NOT NULL
) STRICT;
CREATE INDEX choice_relationship ON choice(relationship, position);
