DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tandem_app') THEN
        CREATE ROLE tandem_app NOLOGIN;
    END IF;
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('GRANT tandem_app TO %I', current_user);
    END IF;
EXCEPTION
    -- Another database of this server made the role at the same moment.
    WHEN duplicate_object OR unique_violation THEN NULL;
    -- An administrator may have made and granted it; whether they did shows next.
    WHEN insufficient_privilege THEN NULL;
END $$;

DO $$
BEGIN
    EXECUTE 'SET LOCAL ROLE tandem_app';
    EXECUTE 'RESET ROLE';
EXCEPTION WHEN undefined_object OR invalid_parameter_value OR insufficient_privilege THEN
    RAISE EXCEPTION 'an administrator has to run once: CREATE ROLE tandem_app NOLOGIN; GRANT tandem_app TO %',
        quote_ident(current_user) USING ERRCODE = 'insufficient_privilege';
END $$;

GRANT USAGE ON SCHEMA public TO tandem_app;

GRANT SELECT, UPDATE ON users TO tandem_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON
    api_tokens, browser_sessions, tasks, chat_sessions, chat_messages, approvals, idempotency_keys, sync_events
    TO tandem_app;

CREATE FUNCTION tandem_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('tandem.user_id', true), '')::uuid $$;

ALTER TABLE users ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON users TO tandem_app USING (id = (SELECT tandem_person()));

ALTER TABLE api_tokens ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON api_tokens TO tandem_app USING (user_id = (SELECT tandem_person()));

ALTER TABLE browser_sessions ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON browser_sessions TO tandem_app USING (user_id = (SELECT tandem_person()));

ALTER TABLE tasks ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON tasks TO tandem_app USING (user_id = (SELECT tandem_person()));

ALTER TABLE chat_sessions ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON chat_sessions TO tandem_app USING (user_id = (SELECT tandem_person()));

ALTER TABLE approvals ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON approvals TO tandem_app USING (user_id = (SELECT tandem_person()));

ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON idempotency_keys TO tandem_app USING (user_id = (SELECT tandem_person()));

ALTER TABLE sync_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON sync_events TO tandem_app USING (user_id = (SELECT tandem_person()));

ALTER TABLE chat_messages ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON chat_messages TO tandem_app
    USING (EXISTS (SELECT FROM chat_sessions WHERE chat_sessions.id = chat_messages.session_id));

ALTER TABLE passwords ENABLE ROW LEVEL SECURITY;

ALTER TABLE one_time_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY;
