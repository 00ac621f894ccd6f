-- Disable the enforcement of foreign-keys constraints
PRAGMA foreign_keys = off;
-- Add column "series" to table: "findings"
ALTER TABLE `findings` ADD COLUMN `series` json NULL;
-- Add column "slope" to table: "findings"
ALTER TABLE `findings` ADD COLUMN `slope` json NULL;
-- Add column "pattern" to table: "findings"
ALTER TABLE `findings` ADD COLUMN `pattern` json NULL;
-- Create "new_memberships" table
CREATE TABLE `new_memberships` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `clinic_id` text NOT NULL, `name` text NOT NULL, `role` text NOT NULL, `active` bool NOT NULL DEFAULT (true), `patient_id` text NULL, `user_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `memberships_patients_patient` FOREIGN KEY (`patient_id`) REFERENCES `patients` (`id`) ON DELETE SET NULL, CONSTRAINT `memberships_users_memberships` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- Copy rows from old table "memberships" to new temporary table "new_memberships"
INSERT INTO `new_memberships` (`id`, `created_at`, `updated_at`, `clinic_id`, `name`, `role`, `active`, `user_id`) SELECT `id`, `created_at`, `updated_at`, `clinic_id`, `name`, `role`, `active`, `user_id` FROM `memberships`;
-- Drop "memberships" table after copying rows
DROP TABLE `memberships`;
-- Rename temporary table "new_memberships" to "memberships"
ALTER TABLE `new_memberships` RENAME TO `memberships`;
-- Create index "membership_clinic_id_user_id" to table: "memberships"
CREATE UNIQUE INDEX `membership_clinic_id_user_id` ON `memberships` (`clinic_id`, `user_id`);
-- Create "new_reports" table
CREATE TABLE `new_reports` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `clinic_id` text NOT NULL, `source_key` text NULL, `label` text NOT NULL, `codings` json NULL, `category` text NOT NULL DEFAULT (''), `status` text NOT NULL DEFAULT ('UNKNOWN'), `state` text NOT NULL DEFAULT ('RECEIVED'), `history` bool NOT NULL DEFAULT (false), `triage` text NULL, `triage_rank` integer NOT NULL DEFAULT (9), `triage_why` json NULL, `proposals` json NULL, `rule_set` text NOT NULL DEFAULT (''), `effective_at` datetime NULL, `issued_at` datetime NULL, `received_at` datetime NOT NULL, `due_at` datetime NULL, `performer` text NOT NULL DEFAULT (''), `conclusion` text NOT NULL DEFAULT (''), `signed_at` datetime NULL, `sign_note` text NOT NULL DEFAULT (''), `content_hashes` json NULL, `version` integer NOT NULL DEFAULT (1), `content_version` integer NOT NULL DEFAULT (1), `source` text NOT NULL DEFAULT (''), `subject` json NULL, `unmatched_why` text NOT NULL DEFAULT (''), `linked_at` datetime NULL, `patient_id` text NULL, `visit_id` text NULL, `assignee_id` text NULL, `signed_by_id` text NULL, `linked_by_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `reports_patients_reports` FOREIGN KEY (`patient_id`) REFERENCES `patients` (`id`) ON DELETE SET NULL, CONSTRAINT `reports_visits_visit` FOREIGN KEY (`visit_id`) REFERENCES `visits` (`id`) ON DELETE SET NULL, CONSTRAINT `reports_memberships_assignee` FOREIGN KEY (`assignee_id`) REFERENCES `memberships` (`id`) ON DELETE SET NULL, CONSTRAINT `reports_memberships_signed_by` FOREIGN KEY (`signed_by_id`) REFERENCES `memberships` (`id`) ON DELETE SET NULL, CONSTRAINT `reports_memberships_linked_by` FOREIGN KEY (`linked_by_id`) REFERENCES `memberships` (`id`) ON DELETE SET NULL);
-- Copy rows from old table "reports" to new temporary table "new_reports"
INSERT INTO `new_reports` (`id`, `created_at`, `updated_at`, `clinic_id`, `source_key`, `label`, `codings`, `category`, `status`, `state`, `history`, `triage`, `triage_rank`, `triage_why`, `proposals`, `rule_set`, `effective_at`, `issued_at`, `received_at`, `due_at`, `performer`, `conclusion`, `signed_at`, `sign_note`, `content_hashes`, `version`, `content_version`, `source`, `patient_id`, `visit_id`, `assignee_id`, `signed_by_id`) SELECT `id`, `created_at`, `updated_at`, `clinic_id`, `source_key`, `label`, `codings`, `category`, `status`, `state`, `history`, `triage`, `triage_rank`, `triage_why`, `proposals`, `rule_set`, `effective_at`, `issued_at`, `received_at`, `due_at`, `performer`, `conclusion`, `signed_at`, `sign_note`, `content_hashes`, `version`, `content_version`, `source`, `patient_id`, `visit_id`, `assignee_id`, `signed_by_id` FROM `reports`;
-- Drop "reports" table after copying rows
DROP TABLE `reports`;
-- Rename temporary table "new_reports" to "reports"
ALTER TABLE `new_reports` RENAME TO `reports`;
-- Create index "report_clinic_id_source_key" to table: "reports"
CREATE UNIQUE INDEX `report_clinic_id_source_key` ON `reports` (`clinic_id`, `source_key`);
-- Create index "report_clinic_id_patient_id_effective_at" to table: "reports"
CREATE INDEX `report_clinic_id_patient_id_effective_at` ON `reports` (`clinic_id`, `patient_id`, `effective_at`);
-- Create index "report_clinic_id_state_triage_rank_received_at_id" to table: "reports"
CREATE INDEX `report_clinic_id_state_triage_rank_received_at_id` ON `reports` (`clinic_id`, `state`, `triage_rank`, `received_at`, `id`);
-- Create index "report_clinic_id_assignee_id_state_triage_rank_received_at_id" to table: "reports"
CREATE INDEX `report_clinic_id_assignee_id_state_triage_rank_received_at_id` ON `reports` (`clinic_id`, `assignee_id`, `state`, `triage_rank`, `received_at`, `id`);
-- Create "new_summaries" table
CREATE TABLE `new_summaries` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `clinic_id` text NOT NULL, `state` text NOT NULL DEFAULT ('DRAFT'), `texts` json NOT NULL, `refusals` json NULL, `refused` json NULL, `content_version` integer NOT NULL DEFAULT (1), `edited_text` text NOT NULL DEFAULT (''), `edited_lang` text NOT NULL DEFAULT (''), `edit_distance` integer NULL, `editing_at` datetime NULL, `signed` json NULL, `signed_at` datetime NULL, `writer` text NOT NULL, `writer_version` text NOT NULL DEFAULT (''), `prompt_version` text NOT NULL DEFAULT (''), `rule_set` text NOT NULL DEFAULT (''), `input_hash` text NOT NULL DEFAULT (''), `written_at` datetime NULL, `write_millis` integer NOT NULL DEFAULT (0), `prompt_tokens` integer NOT NULL DEFAULT (0), `completion_tokens` integer NOT NULL DEFAULT (0), `report_id` text NOT NULL, `signed_by_id` text NULL, `editing_by_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `summaries_reports_summary` FOREIGN KEY (`report_id`) REFERENCES `reports` (`id`) ON DELETE NO ACTION, CONSTRAINT `summaries_memberships_signed_by` FOREIGN KEY (`signed_by_id`) REFERENCES `memberships` (`id`) ON DELETE SET NULL, CONSTRAINT `summaries_memberships_editing_by` FOREIGN KEY (`editing_by_id`) REFERENCES `memberships` (`id`) ON DELETE SET NULL);
-- Copy rows from old table "summaries" to new temporary table "new_summaries"
INSERT INTO `new_summaries` (`id`, `created_at`, `updated_at`, `clinic_id`, `state`, `texts`, `refusals`, `content_version`, `edited_text`, `signed`, `signed_at`, `writer`, `writer_version`, `rule_set`, `input_hash`, `report_id`, `signed_by_id`) SELECT `id`, `created_at`, `updated_at`, `clinic_id`, `state`, `texts`, `refusals`, `content_version`, `edited_text`, `signed`, `signed_at`, `writer`, `writer_version`, `rule_set`, `input_hash`, `report_id`, `signed_by_id` FROM `summaries`;
-- Drop "summaries" table after copying rows
DROP TABLE `summaries`;
-- Rename temporary table "new_summaries" to "summaries"
ALTER TABLE `new_summaries` RENAME TO `summaries`;
-- Create index "summaries_report_id_key" to table: "summaries"
CREATE UNIQUE INDEX `summaries_report_id_key` ON `summaries` (`report_id`);
-- Create index "summary_clinic_id_report_id" to table: "summaries"
CREATE UNIQUE INDEX `summary_clinic_id_report_id` ON `summaries` (`clinic_id`, `report_id`);
-- Create "documents" table
CREATE TABLE `documents` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `clinic_id` text NOT NULL, `kind` text NOT NULL, `key` text NOT NULL, `state` text NOT NULL DEFAULT ('DRAFT'), `texts` json NOT NULL, `refusals` json NULL, `refused` json NULL, `edited_text` text NOT NULL DEFAULT (''), `edited_lang` text NOT NULL DEFAULT (''), `edit_distance` integer NULL, `editing_at` datetime NULL, `signed_at` datetime NULL, `version` integer NOT NULL DEFAULT (1), `writer` text NOT NULL, `writer_version` text NOT NULL DEFAULT (''), `prompt_version` text NOT NULL DEFAULT (''), `rule_set` text NOT NULL DEFAULT (''), `input_hash` text NOT NULL DEFAULT (''), `written_at` datetime NULL, `write_millis` integer NOT NULL DEFAULT (0), `prompt_tokens` integer NOT NULL DEFAULT (0), `completion_tokens` integer NOT NULL DEFAULT (0), `care_plan_id` text NULL, `asked_by_id` text NULL, `signed_by_id` text NULL, `editing_by_id` text NULL, `patient_id` text NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `documents_care_plans_care_plan` FOREIGN KEY (`care_plan_id`) REFERENCES `care_plans` (`id`) ON DELETE SET NULL, CONSTRAINT `documents_memberships_asked_by` FOREIGN KEY (`asked_by_id`) REFERENCES `memberships` (`id`) ON DELETE SET NULL, CONSTRAINT `documents_memberships_signed_by` FOREIGN KEY (`signed_by_id`) REFERENCES `memberships` (`id`) ON DELETE SET NULL, CONSTRAINT `documents_memberships_editing_by` FOREIGN KEY (`editing_by_id`) REFERENCES `memberships` (`id`) ON DELETE SET NULL, CONSTRAINT `documents_patients_documents` FOREIGN KEY (`patient_id`) REFERENCES `patients` (`id`) ON DELETE NO ACTION);
-- Create index "document_clinic_id_key" to table: "documents"
CREATE UNIQUE INDEX `document_clinic_id_key` ON `documents` (`clinic_id`, `key`);
-- Create index "document_clinic_id_patient_id_kind_created_at" to table: "documents"
CREATE INDEX `document_clinic_id_patient_id_kind_created_at` ON `documents` (`clinic_id`, `patient_id`, `kind`, `created_at`);
-- Create "draft_runs" table
CREATE TABLE `draft_runs` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `clinic_id` text NOT NULL, `about_id` text NOT NULL, `kind` text NOT NULL DEFAULT ('REPORT'), `writer` text NOT NULL, `prompt_version` text NOT NULL DEFAULT (''), `verdict` text NOT NULL, `why` text NOT NULL DEFAULT (''), `rules` json NULL, `millis` integer NOT NULL DEFAULT (0), `prompt_tokens` integer NOT NULL DEFAULT (0), `completion_tokens` integer NOT NULL DEFAULT (0), `edit_distance` integer NULL, `length` integer NOT NULL DEFAULT (0), PRIMARY KEY (`id`));
-- Create index "draftrun_clinic_id_created_at" to table: "draft_runs"
CREATE INDEX `draftrun_clinic_id_created_at` ON `draft_runs` (`clinic_id`, `created_at`);
-- Create index "draftrun_clinic_id_about_id" to table: "draft_runs"
CREATE INDEX `draftrun_clinic_id_about_id` ON `draft_runs` (`clinic_id`, `about_id`);
-- Create "messages" table
CREATE TABLE `messages` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `clinic_id` text NOT NULL, `lang` text NOT NULL, `title` text NOT NULL, `text` text NOT NULL, `notice` text NOT NULL, `writer` text NOT NULL, `content_version` integer NOT NULL DEFAULT (1), `grade` real NULL, `state` text NOT NULL DEFAULT ('RELEASED'), `released_at` datetime NOT NULL, `retracted_at` datetime NULL, `retracted_why` text NOT NULL DEFAULT (''), `document_id` text NULL, `released_by_id` text NOT NULL, `patient_id` text NOT NULL, `report_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `messages_documents_messages` FOREIGN KEY (`document_id`) REFERENCES `documents` (`id`) ON DELETE SET NULL, CONSTRAINT `messages_memberships_released_by` FOREIGN KEY (`released_by_id`) REFERENCES `memberships` (`id`) ON DELETE NO ACTION, CONSTRAINT `messages_patients_messages` FOREIGN KEY (`patient_id`) REFERENCES `patients` (`id`) ON DELETE NO ACTION, CONSTRAINT `messages_reports_messages` FOREIGN KEY (`report_id`) REFERENCES `reports` (`id`) ON DELETE SET NULL);
-- Create index "message_clinic_id_patient_id_released_at_id" to table: "messages"
CREATE INDEX `message_clinic_id_patient_id_released_at_id` ON `messages` (`clinic_id`, `patient_id`, `released_at`, `id`);
-- Create index "message_clinic_id_report_id" to table: "messages"
CREATE INDEX `message_clinic_id_report_id` ON `messages` (`clinic_id`, `report_id`);
-- Create index "message_clinic_id_document_id" to table: "messages"
CREATE INDEX `message_clinic_id_document_id` ON `messages` (`clinic_id`, `document_id`);
-- Create "uploads" table
CREATE TABLE `uploads` (`id` text NOT NULL, `created_at` datetime NOT NULL, `updated_at` datetime NOT NULL, `clinic_id` text NOT NULL, `name` text NOT NULL, `media_type` text NOT NULL, `content` blob NOT NULL, `hash` text NOT NULL, `text` text NOT NULL DEFAULT (''), `results` json NOT NULL, `header` json NOT NULL, `state` text NOT NULL DEFAULT ('PROPOSED'), `note` text NOT NULL DEFAULT (''), `decided_at` datetime NULL, `version` integer NOT NULL DEFAULT (1), `patient_id` text NOT NULL, `uploaded_by_id` text NOT NULL, `decided_by_id` text NULL, `report_id` text NULL, PRIMARY KEY (`id`), CONSTRAINT `uploads_patients_uploads` FOREIGN KEY (`patient_id`) REFERENCES `patients` (`id`) ON DELETE NO ACTION, CONSTRAINT `uploads_memberships_uploaded_by` FOREIGN KEY (`uploaded_by_id`) REFERENCES `memberships` (`id`) ON DELETE NO ACTION, CONSTRAINT `uploads_memberships_decided_by` FOREIGN KEY (`decided_by_id`) REFERENCES `memberships` (`id`) ON DELETE SET NULL, CONSTRAINT `uploads_reports_report` FOREIGN KEY (`report_id`) REFERENCES `reports` (`id`) ON DELETE SET NULL);
-- Create index "upload_clinic_id_state_created_at" to table: "uploads"
CREATE INDEX `upload_clinic_id_state_created_at` ON `uploads` (`clinic_id`, `state`, `created_at`);
-- Create index "upload_clinic_id_patient_id_hash" to table: "uploads"
CREATE UNIQUE INDEX `upload_clinic_id_patient_id_hash` ON `uploads` (`clinic_id`, `patient_id`, `hash`);
-- Enable back the enforcement of foreign-keys constraints
PRAGMA foreign_keys = on;
