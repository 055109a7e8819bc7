-- A feedback is about a session, a goal or a topic: a word, as an exchange has one.

ALTER TABLE feedback ADD COLUMN topic TEXT;
