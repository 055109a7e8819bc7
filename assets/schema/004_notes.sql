-- The notes of a relationship in the order of their list: all of them were read and sorted to show the
-- newest.

DROP INDEX reflection_relationship;
CREATE INDEX reflection_relationship ON reflection(relationship, at, id) WHERE relationship IS NOT NULL;
