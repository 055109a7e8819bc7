-- What somebody can do, and how well: rated by themselves and by others on one scale, so that then and
-- now, and how far apart the two see it, can be shown. A skill is somebody's; its ratings are a list of
-- it, as check-ins are of a goal.

CREATE TABLE skill (
  id           BLOB PRIMARY KEY NOT NULL,
  relationship BLOB REFERENCES relationship(id) ON DELETE CASCADE,
  person       BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  name         TEXT NOT NULL CHECK (name <> ''),
  target       INTEGER CHECK (target BETWEEN 1 AND 7),
  visibility   TEXT NOT NULL,
  updated_at   TEXT NOT NULL,
  binned       BLOB REFERENCES bin(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX skill_name ON skill(name COLLATE NOCASE, id) WHERE binned IS NULL;
CREATE INDEX skill_person ON skill(person, name COLLATE NOCASE, id);
CREATE INDEX skill_relationship ON skill(relationship, name COLLATE NOCASE, id)
  WHERE relationship IS NOT NULL;
CREATE INDEX skill_end ON skill(substr(id, -2)) WHERE binned IS NULL;
CREATE INDEX skill_binned ON skill(binned) WHERE binned IS NOT NULL;

CREATE TABLE skill_rating (
  id       BLOB PRIMARY KEY NOT NULL,
  skill    BLOB NOT NULL REFERENCES skill(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  at       TEXT NOT NULL,
  by       BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  value    INTEGER NOT NULL CHECK (value BETWEEN 1 AND 7),
  note     TEXT
) STRICT;
CREATE INDEX skill_rating_skill ON skill_rating(skill, position);
CREATE INDEX skill_rating_by ON skill_rating(by);
