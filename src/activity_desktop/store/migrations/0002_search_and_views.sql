-- Attachments are kept in `detail` only, under this MessagePack key, followed by the head of a list, which no text is.
ALTER TABLE activity ADD COLUMN attached INTEGER GENERATED ALWAYS AS (
  instr(detail, x'AB6174746163686D656E7473') > 0 AND (
    substr(detail, instr(detail, x'AB6174746163686D656E7473') + 12, 1) BETWEEN x'90' AND x'9F'
    OR substr(detail, instr(detail, x'AB6174746163686D656E7473') + 12, 1) BETWEEN x'DC' AND x'DD')
) VIRTUAL;

-- Searches walk one of these in the order of the feed; what they filter by stands in the index, so that rows are not touched.
CREATE INDEX activity_every ON activity (spot DESC, shelf, account, kind) WHERE gone = 0;
CREATE INDEX activity_every_unread ON activity (spot DESC) WHERE unread = 1;
CREATE INDEX activity_attached ON activity (spot DESC, shelf) WHERE gone = 0 AND attached = 1;
CREATE INDEX activity_related ON activity (spot DESC, shelf) WHERE gone = 0 AND relation <> '';

-- Searches that a person saved, in the order in which they did.
CREATE TABLE saved_view (
  name TEXT PRIMARY KEY,
  view TEXT NOT NULL                        -- JSON of model.views.SavedView
) STRICT;
