-- The whole ledger, so that later versions add code and not tables.
--
-- Ids are UUIDv7 in 16-byte blobs. Instants are text: UTC first, the writer's offset after the Z
-- ("2026-03-12T13:00:00Z+01:00"), so that text order is time order. Days are "YYYY-MM-DD".
-- Column names are the interchange format's field names. `position` orders a child within its row.
-- `binned` names the bin entry that hides a row; everything binned together comes back together.

CREATE TABLE bin (
  id    BLOB PRIMARY KEY NOT NULL,
  noun  TEXT NOT NULL,
  row   BLOB NOT NULL,
  label TEXT NOT NULL,
  at    TEXT NOT NULL
) STRICT;

CREATE TABLE person (
  id           BLOB PRIMARY KEY NOT NULL,
  name         TEXT NOT NULL CHECK (name <> ''),
  owner        INTEGER NOT NULL DEFAULT 0,
  title        TEXT,
  department   TEXT,
  authority    INTEGER,
  cohort       TEXT,
  organisation TEXT,
  note         TEXT,
  updated_at   TEXT NOT NULL,
  binned       BLOB REFERENCES bin(id) ON DELETE SET NULL
) STRICT;
CREATE UNIQUE INDEX person_owner ON person(owner) WHERE owner = 1;
CREATE INDEX person_name ON person(name COLLATE NOCASE) WHERE binned IS NULL;
CREATE INDEX person_binned ON person(binned) WHERE binned IS NOT NULL;

CREATE TABLE expertise (
  person   BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name     TEXT NOT NULL,
  PRIMARY KEY (person, position)
) STRICT;

CREATE TABLE relationship (
  id              BLOB PRIMARY KEY NOT NULL,
  form            TEXT NOT NULL,
  title           TEXT,
  purpose         TEXT,
  phase           TEXT,
  cadence_days    INTEGER CHECK (cadence_days > 0),
  session_minutes INTEGER CHECK (session_minutes > 0),
  started_on      TEXT,
  ended_on        TEXT,
  status          TEXT NOT NULL,
  successor_of    BLOB REFERENCES relationship(id) ON DELETE SET NULL,
  updated_at      TEXT NOT NULL,
  binned          BLOB REFERENCES bin(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX relationship_status ON relationship(status, id) WHERE binned IS NULL;
CREATE INDEX relationship_successor ON relationship(successor_of) WHERE successor_of IS NOT NULL;
CREATE INDEX relationship_binned ON relationship(binned) WHERE binned IS NOT NULL;

-- Roles come from the form: a pair, a group and a network are stored alike.
CREATE TABLE member (
  relationship BLOB NOT NULL REFERENCES relationship(id) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  person       BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  role         TEXT NOT NULL,
  joined_on    TEXT,
  left_on      TEXT,
  PRIMARY KEY (relationship, position)
) STRICT;
CREATE INDEX member_person ON member(person, relationship);

CREATE TABLE agreement (
  relationship BLOB NOT NULL REFERENCES relationship(id) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  section      TEXT NOT NULL,
  text         TEXT NOT NULL,
  version      INTEGER NOT NULL,
  agreed_on    TEXT,
  agreed_by    TEXT,
  review_on    TEXT,
  PRIMARY KEY (relationship, position)
) STRICT;

CREATE TABLE topic (
  relationship BLOB NOT NULL REFERENCES relationship(id) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  name         TEXT NOT NULL,
  kind         TEXT NOT NULL,
  goal         BLOB REFERENCES goal(id) ON DELETE SET NULL,
  wanted       INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (relationship, position)
) STRICT;
CREATE INDEX topic_goal ON topic(goal) WHERE goal IS NOT NULL;

CREATE TABLE topic_lead (
  relationship BLOB NOT NULL REFERENCES relationship(id) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  topic        TEXT NOT NULL,
  person       BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  from_on      TEXT NOT NULL,
  PRIMARY KEY (relationship, position)
) STRICT;
CREATE INDEX topic_lead_person ON topic_lead(person);

CREATE TABLE session (
  id            BLOB PRIMARY KEY NOT NULL,
  relationship  BLOB NOT NULL REFERENCES relationship(id) ON DELETE CASCADE,
  state         TEXT NOT NULL,
  starts_at     TEXT NOT NULL,
  ended_at      TEXT,
  minutes       INTEGER CHECK (minutes >= 0),
  place         TEXT,
  facilitator   BLOB REFERENCES person(id) ON DELETE SET NULL,
  notes         TEXT,
  private_notes TEXT,
  updated_at    TEXT NOT NULL,
  binned        BLOB REFERENCES bin(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX session_time ON session(starts_at, id) WHERE binned IS NULL;
CREATE INDEX session_relationship ON session(relationship, state, starts_at, id) WHERE binned IS NULL;
CREATE INDEX session_state ON session(state, starts_at, id) WHERE binned IS NULL;
CREATE INDEX session_parent ON session(relationship);
CREATE INDEX session_facilitator ON session(facilitator) WHERE facilitator IS NOT NULL;
CREATE INDEX session_binned ON session(binned) WHERE binned IS NOT NULL;

CREATE TABLE present (
  session  BLOB NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  person   BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  PRIMARY KEY (session, position)
) STRICT;
CREATE INDEX present_person ON present(person, session);

-- An agenda item of a session, or of a relationship's parking lot: never of both.
CREATE TABLE item (
  id           BLOB PRIMARY KEY NOT NULL,
  session      BLOB REFERENCES session(id) ON DELETE CASCADE,
  relationship BLOB REFERENCES relationship(id) ON DELETE CASCADE,
  position     INTEGER NOT NULL,
  text         TEXT NOT NULL CHECK (text <> ''),
  minutes      INTEGER,
  state        TEXT NOT NULL,
  raised_by    BLOB REFERENCES person(id) ON DELETE SET NULL,
  raised_on    TEXT,
  carried_from BLOB REFERENCES session(id) ON DELETE SET NULL,
  topic        TEXT,
  visibility   TEXT NOT NULL,
  CHECK ((session IS NULL) <> (relationship IS NULL))
) STRICT;
CREATE INDEX item_session ON item(session, position) WHERE session IS NOT NULL;
CREATE INDEX item_relationship ON item(relationship, position) WHERE relationship IS NOT NULL;
CREATE INDEX item_raised_by ON item(raised_by) WHERE raised_by IS NOT NULL;
CREATE INDEX item_carried_from ON item(carried_from) WHERE carried_from IS NOT NULL;

CREATE TABLE rating (
  session  BLOB NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  person   BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  question TEXT NOT NULL,
  value    INTEGER NOT NULL,
  PRIMARY KEY (session, position)
) STRICT;
CREATE INDEX rating_person ON rating(person);

CREATE TABLE segment (
  session         BLOB NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  position        INTEGER NOT NULL,
  name            TEXT NOT NULL,
  planned_seconds INTEGER NOT NULL,
  used_seconds    INTEGER,
  lead            TEXT,
  person          BLOB REFERENCES person(id) ON DELETE SET NULL,
  PRIMARY KEY (session, position)
) STRICT;
CREATE INDEX segment_person ON segment(person) WHERE person IS NOT NULL;

CREATE TABLE turn (
  session    BLOB NOT NULL REFERENCES session(id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  person     BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  started_at TEXT NOT NULL,
  seconds    INTEGER NOT NULL,
  PRIMARY KEY (session, position)
) STRICT;
CREATE INDEX turn_person ON turn(person);

CREATE TABLE exchange (
  id           BLOB PRIMARY KEY NOT NULL,
  relationship BLOB REFERENCES relationship(id) ON DELETE CASCADE,
  session      BLOB REFERENCES session(id) ON DELETE SET NULL,
  "from"       BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  "to"         BLOB REFERENCES person(id) ON DELETE CASCADE,
  kind         TEXT NOT NULL,
  topic        TEXT,
  text         TEXT NOT NULL CHECK (text <> ''),
  at           TEXT NOT NULL,
  landed       INTEGER CHECK (landed BETWEEN 0 AND 3),
  recorded_by  BLOB REFERENCES person(id) ON DELETE SET NULL,
  confirmed_by BLOB REFERENCES person(id) ON DELETE SET NULL,
  visibility   TEXT NOT NULL,
  updated_at   TEXT NOT NULL,
  binned       BLOB REFERENCES bin(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX exchange_time ON exchange(at, id) WHERE binned IS NULL;
CREATE INDEX exchange_relationship ON exchange(relationship, at, id) WHERE binned IS NULL;
CREATE INDEX exchange_parent ON exchange(relationship) WHERE relationship IS NOT NULL;
CREATE INDEX exchange_session ON exchange(session) WHERE session IS NOT NULL;
CREATE INDEX exchange_from ON exchange("from", at, id);
CREATE INDEX exchange_to ON exchange("to", at, id);
CREATE INDEX exchange_recorded_by ON exchange(recorded_by) WHERE recorded_by IS NOT NULL;
CREATE INDEX exchange_confirmed_by ON exchange(confirmed_by) WHERE confirmed_by IS NOT NULL;
CREATE INDEX exchange_binned ON exchange(binned) WHERE binned IS NOT NULL;

CREATE TABLE feedback (
  id             BLOB PRIMARY KEY NOT NULL,
  relationship   BLOB REFERENCES relationship(id) ON DELETE CASCADE,
  session        BLOB REFERENCES session(id) ON DELETE SET NULL,
  goal           BLOB REFERENCES goal(id) ON DELETE SET NULL,
  "from"         BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  "to"           BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  style          TEXT NOT NULL,
  situation      TEXT,
  behaviour      TEXT,
  impact         TEXT,
  intent         TEXT,
  question       TEXT,
  text           TEXT,
  care           INTEGER CHECK (care BETWEEN 1 AND 5),
  challenge      INTEGER CHECK (challenge BETWEEN 1 AND 5),
  felt_care      INTEGER CHECK (felt_care BETWEEN 1 AND 5),
  felt_challenge INTEGER CHECK (felt_challenge BETWEEN 1 AND 5),
  state          TEXT NOT NULL,
  asked_at       TEXT,
  given_at       TEXT,
  answered_at    TEXT,
  acted_at       TEXT,
  response       TEXT,
  at             TEXT NOT NULL,
  visibility     TEXT NOT NULL,
  updated_at     TEXT NOT NULL,
  binned         BLOB REFERENCES bin(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX feedback_time ON feedback(at, id) WHERE binned IS NULL;
CREATE INDEX feedback_state ON feedback(state, at, id) WHERE binned IS NULL;
CREATE INDEX feedback_relationship ON feedback(relationship, at, id) WHERE binned IS NULL;
CREATE INDEX feedback_parent ON feedback(relationship) WHERE relationship IS NOT NULL;
CREATE INDEX feedback_session ON feedback(session) WHERE session IS NOT NULL;
CREATE INDEX feedback_goal ON feedback(goal) WHERE goal IS NOT NULL;
CREATE INDEX feedback_from ON feedback("from", at, id);
CREATE INDEX feedback_to ON feedback("to", at, id);
CREATE INDEX feedback_binned ON feedback(binned) WHERE binned IS NOT NULL;

CREATE TABLE goal (
  id           BLOB PRIMARY KEY NOT NULL,
  relationship BLOB REFERENCES relationship(id) ON DELETE CASCADE,
  title        TEXT NOT NULL CHECK (title <> ''),
  why          TEXT,
  measure      TEXT,
  unit         TEXT,
  start        REAL,
  target       REAL,
  due_on       TEXT,
  state        TEXT NOT NULL,
  parent       BLOB REFERENCES goal(id) ON DELETE SET NULL,
  visibility   TEXT NOT NULL,
  updated_at   TEXT NOT NULL,
  binned       BLOB REFERENCES bin(id) ON DELETE SET NULL
) STRICT;
-- What has no day comes last.
CREATE INDEX goal_due ON goal(coalesce(due_on, '9999-12-31'), id) WHERE binned IS NULL;
CREATE INDEX goal_state ON goal(state, coalesce(due_on, '9999-12-31'), id) WHERE binned IS NULL;
CREATE INDEX goal_relationship ON goal(relationship, state, id) WHERE binned IS NULL;
CREATE INDEX goal_parent_row ON goal(relationship) WHERE relationship IS NOT NULL;
CREATE INDEX goal_parent ON goal(parent) WHERE parent IS NOT NULL;
CREATE INDEX goal_binned ON goal(binned) WHERE binned IS NOT NULL;

CREATE TABLE goal_owner (
  goal     BLOB NOT NULL REFERENCES goal(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  person   BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  PRIMARY KEY (goal, position)
) STRICT;
CREATE INDEX goal_owner_person ON goal_owner(person, goal);

CREATE TABLE checkin (
  id         BLOB PRIMARY KEY NOT NULL,
  goal       BLOB NOT NULL REFERENCES goal(id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  at         TEXT NOT NULL,
  by         BLOB REFERENCES person(id) ON DELETE SET NULL,
  value      REAL NOT NULL,
  confidence INTEGER CHECK (confidence BETWEEN 0 AND 10),
  note       TEXT
) STRICT;
CREATE INDEX checkin_goal ON checkin(goal, position);
CREATE INDEX checkin_by ON checkin(by) WHERE by IS NOT NULL;

CREATE TABLE weight (
  goal     BLOB NOT NULL REFERENCES goal(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  person   BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  weight   INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 5),
  PRIMARY KEY (goal, position)
) STRICT;
CREATE INDEX weight_person ON weight(person);

CREATE TABLE commitment (
  id           BLOB PRIMARY KEY NOT NULL,
  relationship BLOB REFERENCES relationship(id) ON DELETE CASCADE,
  session      BLOB REFERENCES session(id) ON DELETE SET NULL,
  owner        BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  "to"         BLOB REFERENCES person(id) ON DELETE SET NULL,
  raised_by    BLOB REFERENCES person(id) ON DELETE SET NULL,
  text         TEXT NOT NULL CHECK (text <> ''),
  due_on       TEXT,
  state        TEXT NOT NULL,
  at           TEXT NOT NULL,
  closed_at    TEXT,
  carried      INTEGER NOT NULL DEFAULT 0,
  visibility   TEXT NOT NULL,
  updated_at   TEXT NOT NULL,
  binned       BLOB REFERENCES bin(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX commitment_due ON commitment(coalesce(due_on, '9999-12-31'), id) WHERE binned IS NULL;
CREATE INDEX commitment_state ON commitment(state, coalesce(due_on, '9999-12-31'), id) WHERE binned IS NULL;
CREATE INDEX commitment_owner ON commitment(owner, state, due_on, id);
CREATE INDEX commitment_time ON commitment(at, id) WHERE binned IS NULL;
CREATE INDEX commitment_relationship ON commitment(relationship, state, due_on) WHERE binned IS NULL;
CREATE INDEX commitment_parent ON commitment(relationship) WHERE relationship IS NOT NULL;
CREATE INDEX commitment_session ON commitment(session) WHERE session IS NOT NULL;
CREATE INDEX commitment_to ON commitment("to") WHERE "to" IS NOT NULL;
CREATE INDEX commitment_raised_by ON commitment(raised_by) WHERE raised_by IS NOT NULL;
CREATE INDEX commitment_binned ON commitment(binned) WHERE binned IS NOT NULL;

CREATE TABLE reflection (
  id           BLOB PRIMARY KEY NOT NULL,
  at           TEXT NOT NULL,
  relationship BLOB REFERENCES relationship(id) ON DELETE CASCADE,
  session      BLOB REFERENCES session(id) ON DELETE SET NULL,
  text         TEXT NOT NULL CHECK (text <> ''),
  visibility   TEXT NOT NULL,
  updated_at   TEXT NOT NULL,
  binned       BLOB REFERENCES bin(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX reflection_time ON reflection(at, id) WHERE binned IS NULL;
CREATE INDEX reflection_relationship ON reflection(relationship) WHERE relationship IS NOT NULL;
CREATE INDEX reflection_session ON reflection(session) WHERE session IS NOT NULL;
CREATE INDEX reflection_binned ON reflection(binned) WHERE binned IS NOT NULL;

CREATE TABLE reflection_about (
  reflection BLOB NOT NULL REFERENCES reflection(id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  person     BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  PRIMARY KEY (reflection, position)
) STRICT;
CREATE INDEX reflection_about_person ON reflection_about(person, reflection);

CREATE TABLE reflection_tag (
  reflection BLOB NOT NULL REFERENCES reflection(id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  name       TEXT NOT NULL,
  PRIMARY KEY (reflection, position)
) STRICT;

CREATE TABLE round (
  id           BLOB PRIMARY KEY NOT NULL,
  relationship BLOB NOT NULL REFERENCES relationship(id) ON DELETE CASCADE,
  kind         TEXT NOT NULL,
  state        TEXT NOT NULL,
  at           TEXT NOT NULL,
  revealed_at  TEXT,
  updated_at   TEXT NOT NULL,
  binned       BLOB REFERENCES bin(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX round_time ON round(at, id) WHERE binned IS NULL;
CREATE INDEX round_relationship ON round(relationship, at, id);
CREATE INDEX round_binned ON round(binned) WHERE binned IS NOT NULL;

CREATE TABLE round_entry (
  round    BLOB NOT NULL REFERENCES round(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  person   BLOB NOT NULL REFERENCES person(id) ON DELETE CASCADE,
  payload  TEXT NOT NULL,
  PRIMARY KEY (round, position)
) STRICT;
CREATE INDEX round_entry_person ON round_entry(person);

CREATE TABLE tag (
  id         BLOB PRIMARY KEY NOT NULL,
  name       TEXT NOT NULL CHECK (name <> ''),
  noun       TEXT NOT NULL,
  row        BLOB NOT NULL,
  updated_at TEXT NOT NULL,
  binned     BLOB REFERENCES bin(id) ON DELETE SET NULL
) STRICT;
CREATE INDEX tag_name ON tag(name, id) WHERE binned IS NULL;
CREATE INDEX tag_row ON tag(row);
CREATE INDEX tag_binned ON tag(binned) WHERE binned IS NOT NULL;

-- Which prompt was asked when, so that unused ones come first.
CREATE TABLE prompt_use (
  id           BLOB PRIMARY KEY NOT NULL,
  relationship BLOB NOT NULL REFERENCES relationship(id) ON DELETE CASCADE,
  session      BLOB REFERENCES session(id) ON DELETE SET NULL,
  prompt       TEXT NOT NULL,
  used_on      TEXT NOT NULL,
  kept         INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX prompt_use_relationship ON prompt_use(relationship, prompt);
CREATE INDEX prompt_use_session ON prompt_use(session) WHERE session IS NOT NULL;

-- What is being typed: kept within half a second, never exported, never undone.
CREATE TABLE draft (
  place    TEXT PRIMARY KEY NOT NULL,
  label    TEXT NOT NULL,
  fields   TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;

-- Small choices that belong to this journal.
CREATE TABLE setting (
  name  TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT;

-- The undo log and the history: append-only, in the order things happened. One user action is one
-- `change`; an undo or a redo is a change of its own that names its target. `undone`: 0 it stands,
-- 1 taken back, 2 purged, 3 taken back and overtaken by a later step.
CREATE TABLE change (
  id     INTEGER PRIMARY KEY,
  kind   TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
  target INTEGER REFERENCES change(id),
  undone INTEGER NOT NULL DEFAULT 0,
  label  TEXT NOT NULL,
  at     TEXT NOT NULL
) STRICT;
CREATE INDEX change_standing ON change(kind, undone, id);
CREATE INDEX change_target ON change(target) WHERE target IS NOT NULL;

-- Before and after images of one row as JSON, ids in hexadecimal; of an update only what changed.
CREATE TABLE change_row (
  id     INTEGER PRIMARY KEY,
  change INTEGER NOT NULL REFERENCES change(id) ON DELETE CASCADE,
  noun   TEXT NOT NULL,
  key    TEXT NOT NULL,
  before TEXT,
  after  TEXT
) STRICT;
CREATE INDEX change_row_change ON change_row(change);
CREATE INDEX change_row_key ON change_row(noun, key);
