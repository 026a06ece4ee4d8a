CREATE TABLE days_seen (
    day date CONSTRAINT days_seen_pkey PRIMARY KEY
);

ALTER TABLE days_seen ENABLE ROW LEVEL SECURITY;

INSERT INTO days_seen SELECT DISTINCT (created_at AT TIME ZONE 'UTC')::date FROM sync_events;
