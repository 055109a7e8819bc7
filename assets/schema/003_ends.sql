-- A row is named by the end of its id, which is random: four characters are its last two bytes. An
-- index of these finds the few rows that can be meant, where every row was looked at before.

CREATE INDEX person_end ON person(substr(id, -2)) WHERE binned IS NULL;
CREATE INDEX relationship_end ON relationship(substr(id, -2)) WHERE binned IS NULL;
CREATE INDEX session_end ON session(substr(id, -2)) WHERE binned IS NULL;
CREATE INDEX exchange_end ON exchange(substr(id, -2)) WHERE binned IS NULL;
CREATE INDEX feedback_end ON feedback(substr(id, -2)) WHERE binned IS NULL;
CREATE INDEX goal_end ON goal(substr(id, -2)) WHERE binned IS NULL;
CREATE INDEX commitment_end ON commitment(substr(id, -2)) WHERE binned IS NULL;
CREATE INDEX reflection_end ON reflection(substr(id, -2)) WHERE binned IS NULL;
CREATE INDEX round_end ON round(substr(id, -2)) WHERE binned IS NULL;
CREATE INDEX tag_end ON tag(substr(id, -2)) WHERE binned IS NULL;
