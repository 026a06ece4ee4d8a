ALTER TABLE approvals
    ADD COLUMN asked_revision integer NOT NULL DEFAULT 1,
    ADD COLUMN program varchar(100),
    ADD COLUMN reverts uuid;

ALTER TABLE approvals DROP CONSTRAINT approvals_action_known;

ALTER TABLE approvals ADD CONSTRAINT approvals_action_known CHECK (
    action IN ('delete_tasks', 'update_tasks', 'mixed', 'undo_turn')
);
