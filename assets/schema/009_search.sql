-- The words of the journal. `search` is an index and nothing else (no text is kept twice): `name` is
-- what a row is called, `shown` what everybody may read, `whole` all of it where some of it is private,
-- `marks` how it stands, whom it is about and what it is called. Signs like arrows and faces are words, too.
--
-- A row's number in it is its place: the noun, then its time or its day, then the order of arrival, so
-- that hits come in the order of the noun's list, and the newest without reading the others.
--
-- `sum` says of which words the index has it, nothing while it has none; `waiting` that it is to be
-- looked at again before the transaction ends.

CREATE VIRTUAL TABLE search USING fts5(
  name, shown, whole, marks,
  content = '', contentless_delete = 1, prefix = '2 3',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So'"
);

CREATE TABLE search_row (
  id      INTEGER PRIMARY KEY,
  row     BLOB NOT NULL UNIQUE,
  sum     INTEGER,
  waiting INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX search_row_waiting ON search_row(id) WHERE waiting = 1;
