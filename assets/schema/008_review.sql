-- The monthly look back: what was answered, beside the figures as they were, and up to three
-- intentions. A table of its own and not a tagged note, because an intention has a life: it is open in
-- the next sessions until it is done or let go, and a later look back asks what became of it.
-- Always the owner's alone: it has no visibility to choose.

CREATE TABLE review (
  id         BLOB PRIMARY KEY NOT NULL,
  at         TEXT NOT NULL,
  since_on   TEXT NOT NULL,
  figures    TEXT,
  updated_at TEXT NOT NULL,
  binned     BLOB REFERENCES bin(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX review_time ON review(at, id) WHERE binned IS NULL;
CREATE INDEX review_end ON review(substr(id, -2)) WHERE binned IS NULL;
CREATE INDEX review_binned ON review(binned) WHERE binned IS NOT NULL;

CREATE TABLE review_answer (
  review   BLOB NOT NULL REFERENCES review(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  question TEXT NOT NULL,
  text     TEXT NOT NULL,
  PRIMARY KEY (review, position)
) STRICT;

CREATE TABLE intention (
  id           BLOB PRIMARY KEY NOT NULL,
  review       BLOB NOT NULL REFERENCES review(id) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  text         TEXT NOT NULL CHECK (text <> ''),
  relationship BLOB REFERENCES relationship(id) ON DELETE SET NULL,
  state        TEXT NOT NULL,
  closed_at    TEXT
) STRICT;
CREATE INDEX intention_review ON intention(review, position);
CREATE INDEX intention_relationship ON intention(relationship) WHERE relationship IS NOT NULL;
