ALTER TABLE tasks
    ADD COLUMN parent_id uuid REFERENCES tasks (id) ON DELETE SET NULL,
    ADD COLUMN rank varchar(64) COLLATE "C",
    ADD CONSTRAINT tasks_not_its_own_parent CHECK (parent_id <> id);

-- As services/tasks/order.py writes ranks: digits of base 62 after the point.
CREATE FUNCTION tandem_rank(place bigint) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    digits constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    rest bigint := place;
    rank text := '';
BEGIN
    FOR n IN 1..5 LOOP
        rank := substr(digits, (rest % 62)::int + 1, 1) || rank;
        rest := rest / 62;
    END LOOP;
    RETURN rtrim(rank, '0');
END $$;

CREATE FUNCTION tandem_rank_after(last text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    digits constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    place bigint := 0;
BEGIN
    IF last IS NULL THEN
        RETURN 'V';
    END IF;
    FOR n IN 1..5 LOOP
        place := place * 62 + strpos(digits, substr(rpad(last, 5, '0'), n, 1)) - 1;
    END LOOP;
    IF place + 3844 < 916132832 THEN
        RETURN tandem_rank(place + 3844);
    END IF;
    RETURN last || 'V';
END $$;

ALTER TABLE tasks DISABLE TRIGGER tasks_touch;

UPDATE tasks SET rank = tandem_rank(458066416 + 3844 * nth) FROM (
    SELECT id, row_number() OVER (PARTITION BY list_id ORDER BY created_at, id) AS nth FROM tasks
) AS counted WHERE counted.id = tasks.id;

ALTER TABLE tasks ENABLE TRIGGER tasks_touch;

ALTER TABLE tasks ALTER COLUMN rank SET NOT NULL;

DROP INDEX tasks_of_a_list;

CREATE INDEX tasks_of_a_list ON tasks (list_id, rank) WHERE deleted_at IS NULL;

CREATE INDEX tasks_of_a_parent ON tasks (parent_id) WHERE parent_id IS NOT NULL AND deleted_at IS NULL;

-- Everybody who adds or moves a task holds the row of its person by now or gets it here, so no two get one rank.
CREATE OR REPLACE FUNCTION tandem_place_task() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    next_rank text;
BEGIN
    IF NEW.deleted_at IS NOT NULL THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        PERFORM FROM users WHERE id = NEW.user_id FOR NO KEY UPDATE;
    END IF;
    IF NEW.list_id IS NULL THEN
        SELECT id INTO NEW.list_id FROM task_lists WHERE owner_id = NEW.user_id AND is_inbox;
    END IF;
    IF NEW.rank IS NULL OR (TG_OP = 'UPDATE' AND NEW.list_id <> OLD.list_id AND NEW.rank = OLD.rank) THEN
        SELECT tandem_rank_after(max(rank)) INTO NEW.rank FROM tasks
            WHERE list_id = NEW.list_id AND deleted_at IS NULL AND id <> NEW.id;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.rank = OLD.rank AND NEW.list_id = OLD.list_id AND OLD.deleted_at IS NULL THEN
        RETURN NEW;
    END IF;
    -- What comes back from the trash, or is put back, may find its place taken.
    LOOP
        -- Sorted, so that the index of list and rank is used also by a plan made when the table was empty.
        SELECT rank INTO next_rank FROM tasks
            WHERE list_id = NEW.list_id AND rank >= NEW.rank AND deleted_at IS NULL AND id <> NEW.id
            ORDER BY rank LIMIT 1;
        EXIT WHEN next_rank IS DISTINCT FROM NEW.rank;
        NEW.rank := NEW.rank || 'V';
    END LOOP;
    RETURN NEW;
END $$
