-- Indexes that hold a window of a list in the list's own order, so that a long relationship, a busy
-- person or many open promises cost no more than a short one. Each takes the place of one that
-- found the same rows without their order.

DROP INDEX session_parent;
CREATE INDEX session_parent ON session(relationship, starts_at, id);

DROP INDEX goal_parent_row;
CREATE INDEX goal_parent_row ON goal(relationship, coalesce(due_on, '9999-12-31'), id)
  WHERE relationship IS NOT NULL;

DROP INDEX commitment_parent;
CREATE INDEX commitment_parent ON commitment(relationship, coalesce(due_on, '9999-12-31'), id)
  WHERE relationship IS NOT NULL;

DROP INDEX commitment_relationship;
CREATE INDEX commitment_relationship ON commitment(relationship, state, coalesce(due_on, '9999-12-31'), id)
  WHERE binned IS NULL;

-- The owner comes along, so that what others promised is found without reading what I did.
DROP INDEX commitment_state;
CREATE INDEX commitment_state ON commitment(state, coalesce(due_on, '9999-12-31'), id, owner)
  WHERE binned IS NULL;

DROP INDEX commitment_owner;
CREATE INDEX commitment_owner ON commitment(owner, coalesce(due_on, '9999-12-31'), id);
CREATE INDEX commitment_owner_state ON commitment(owner, state, coalesce(due_on, '9999-12-31'), id)
  WHERE binned IS NULL;

DROP INDEX commitment_to;
CREATE INDEX commitment_to ON commitment("to", coalesce(due_on, '9999-12-31'), id) WHERE "to" IS NOT NULL;

CREATE INDEX relationship_form ON relationship(form, status, id) WHERE binned IS NULL;
