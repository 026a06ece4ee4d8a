CREATE TABLE task_lists (
    id uuid NOT NULL,
    owner_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name varchar(100) NOT NULL CONSTRAINT task_lists_name_not_blank CHECK (name ~ '\S'),
    colour varchar(30)
        CONSTRAINT task_lists_colour_known CHECK (
            colour IN ('grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink')
        ),
    rank varchar(64) COLLATE "C" NOT NULL,
    is_inbox boolean NOT NULL DEFAULT false,
    archived_at timestamptz,
    seq bigint NOT NULL DEFAULT 0,
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    deleted_at timestamptz,
    CONSTRAINT task_lists_pkey PRIMARY KEY (id),
    CONSTRAINT task_lists_inbox_stays CHECK (NOT is_inbox OR (deleted_at IS NULL AND archived_at IS NULL))
);

CREATE UNIQUE INDEX task_lists_one_inbox ON task_lists (owner_id) WHERE is_inbox;

CREATE UNIQUE INDEX task_lists_name ON task_lists (owner_id, lower(name)) WHERE deleted_at IS NULL;

CREATE TABLE list_members (
    list_id uuid NOT NULL REFERENCES task_lists (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role varchar(30) NOT NULL
        CONSTRAINT list_members_role_known CHECK (role IN ('owner', 'editor', 'viewer')),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT list_members_pkey PRIMARY KEY (list_id, user_id)
);

CREATE INDEX list_members_user ON list_members (user_id);

CREATE TABLE labels (
    id uuid NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name varchar(50) NOT NULL CONSTRAINT labels_name_one_word CHECK (name !~ '\s' AND name <> ''),
    colour varchar(30)
        CONSTRAINT labels_colour_known CHECK (
            colour IN ('grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink')
        ),
    version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    deleted_at timestamptz,
    CONSTRAINT labels_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX labels_name ON labels (user_id, lower(name)) WHERE deleted_at IS NULL;

CREATE TRIGGER task_lists_touch BEFORE UPDATE ON task_lists FOR EACH ROW EXECUTE FUNCTION tandem_touch_task();

CREATE TRIGGER labels_touch BEFORE UPDATE ON labels FOR EACH ROW EXECUTE FUNCTION tandem_touch_task();

GRANT SELECT, INSERT, UPDATE, DELETE ON task_lists, list_members, labels TO tandem_app;

ALTER TABLE task_lists ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON task_lists TO tandem_app USING (owner_id = (SELECT tandem_person()));

ALTER TABLE list_members ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON list_members TO tandem_app USING (user_id = (SELECT tandem_person()));

ALTER TABLE labels ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON labels TO tandem_app USING (user_id = (SELECT tandem_person()));

-- Every person gets an Inbox with their row, in whichever version of Tandem they register.
CREATE FUNCTION tandem_give_inbox() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    inbox uuid := gen_random_uuid();
BEGIN
    INSERT INTO task_lists (id, owner_id, name, rank, is_inbox) VALUES (inbox, NEW.id, 'Inbox', 'U', true);
    INSERT INTO list_members (list_id, user_id, role) VALUES (inbox, NEW.id, 'owner');
    RETURN NULL;
END $$;

CREATE TRIGGER users_inbox AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION tandem_give_inbox();

INSERT INTO task_lists (id, owner_id, name, rank, is_inbox) SELECT gen_random_uuid(), id, 'Inbox', 'U', true FROM users;

INSERT INTO list_members (list_id, user_id, role) SELECT id, owner_id, 'owner' FROM task_lists;

ALTER TABLE tasks
    ADD COLUMN list_id uuid,
    ADD COLUMN label_ids uuid[] NOT NULL DEFAULT '{}';

ALTER TABLE tasks DISABLE TRIGGER tasks_touch;

UPDATE tasks SET list_id = task_lists.id FROM task_lists WHERE owner_id = user_id AND is_inbox;

ALTER TABLE tasks ENABLE TRIGGER tasks_touch;

ALTER TABLE tasks
    ALTER COLUMN list_id SET NOT NULL,
    ADD CONSTRAINT tasks_list_id_fkey FOREIGN KEY (list_id) REFERENCES task_lists (id);

CREATE INDEX tasks_of_a_list ON tasks (list_id) WHERE deleted_at IS NULL;

-- A process of the version before does not know lists; what it adds is in the Inbox.
CREATE FUNCTION tandem_place_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.list_id IS NULL THEN
        SELECT id INTO NEW.list_id FROM task_lists WHERE owner_id = NEW.user_id AND is_inbox;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER tasks_place BEFORE INSERT OR UPDATE ON tasks FOR EACH ROW EXECUTE FUNCTION tandem_place_task();

ALTER TABLE sync_events DROP CONSTRAINT sync_events_type_known;

ALTER TABLE sync_events ADD CONSTRAINT sync_events_type_known CHECK (
    type IN (
        'task_created', 'task_updated', 'task_deleted', 'task_status_changed',
        'list_created', 'list_updated', 'list_deleted', 'label_created', 'label_updated', 'label_deleted',
        'chat_session_created', 'chat_session_updated', 'chat_session_deleted', 'chat_message_created',
        'approval_requested', 'approval_edited', 'approval_decided'
    )
);
