-- What `ledger publish --ddl postgresql` printed for version 1, its comments and functions left out, its parts made by a loop.
CREATE SCHEMA IF NOT EXISTS ledger;
CREATE TABLE ledger.versions (
  version integer NOT NULL,
  applied_at timestamptz,
  PRIMARY KEY (version)
);
CREATE TABLE ledger.ledgers (
  ledger text NOT NULL,
  title text,
  unit text,
  "level" text,
  province text,
  city text,
  county text,
  "commit" text,
  modified boolean,
  digest text,
  basis text,
  issues integer,
  published_at timestamptz,
  PRIMARY KEY (ledger)
);
CREATE TABLE ledger.units (
  ledger text NOT NULL,
  name text NOT NULL,
  aliases text[],
  "level" text,
  parent text,
  "commit" text,
  digest text,
  gone_at timestamptz,
  PRIMARY KEY (ledger, name)
) PARTITION BY HASH (ledger);
CREATE TABLE ledger.objects (
  ledger text NOT NULL,
  id text NOT NULL,
  name text,
  kind text,
  code text,
  other_names text[],
  region text,
  address text,
  lon numeric,
  lat numeric,
  parent text,
  since date,
  "until" date,
  ending text,
  "commit" text,
  digest text,
  gone_at timestamptz,
  PRIMARY KEY (ledger, id)
) PARTITION BY HASH (ledger);
CREATE TABLE ledger.issues (
  ledger text NOT NULL,
  round text NOT NULL,
  uid text NOT NULL,
  id text,
  title text,
  title_shown text,
  status text,
  "cycle" integer,
  "level" text,
  region text,
  fields text[],
  nature text,
  engineering boolean,
  book text,
  source text,
  batch text,
  document text,
  item text,
  finding text,
  finding_shown text,
  received date,
  petition_number text,
  channel text,
  category text,
  verdict text,
  settled text,
  satisfaction text,
  objects text[],
  scheme text,
  parent text,
  related text[],
  void_on date,
  void_why text,
  void_instead text,
  file text,
  inside boolean,
  "commit" text,
  digest text,
  gone_at timestamptz,
  PRIMARY KEY (ledger, uid, round)
) PARTITION BY HASH (ledger);
CREATE TABLE ledger.plans (
  ledger text NOT NULL,
  round text NOT NULL,
  uid text NOT NULL,
  goal text,
  goal_shown text,
  lead_units text[],
  responsible_units text[],
  former_units text[],
  support_units text[],
  supervisor_units text[],
  acceptor_units text[],
  person text,
  leader text,
  deadline text,
  immediate boolean,
  long_term boolean,
  original_due date,
  due date,
  approval_unit text,
  approved_on date,
  approval_document text,
  inside boolean,
  "commit" text,
  digest text,
  gone_at timestamptz,
  PRIMARY KEY (ledger, uid, round)
) PARTITION BY HASH (ledger);
CREATE TABLE ledger.measures (
  ledger text NOT NULL,
  round text NOT NULL,
  uid text NOT NULL,
  key text NOT NULL,
  number text,
  "text" text,
  text_shown text,
  units text[],
  deadline text,
  due date,
  amount numeric,
  amount_done numeric,
  amount_unit text,
  funds numeric,
  done_on date,
  "cycle" integer,
  inside boolean,
  "commit" text,
  digest text,
  gone_at timestamptz,
  PRIMARY KEY (ledger, uid, key, round)
) PARTITION BY HASH (ledger);
CREATE TABLE ledger.milestones (
  ledger text NOT NULL,
  round text NOT NULL,
  uid text NOT NULL,
  key text NOT NULL,
  due date,
  "text" text,
  text_shown text,
  done_on date,
  inside boolean,
  "commit" text,
  digest text,
  gone_at timestamptz,
  PRIMARY KEY (ledger, uid, key, round)
) PARTITION BY HASH (ledger);
CREATE TABLE ledger.progress (
  ledger text NOT NULL,
  round text NOT NULL,
  uid text NOT NULL,
  key text NOT NULL,
  month text,
  "date" date,
  reported_by text,
  "text" text,
  text_shown text,
  percent numeric,
  forecast text,
  problems text,
  next_step text,
  inside boolean,
  "commit" text,
  digest text,
  gone_at timestamptz,
  PRIMARY KEY (ledger, uid, key, round)
) PARTITION BY HASH (ledger);
CREATE TABLE ledger.extensions (
  ledger text NOT NULL,
  round text NOT NULL,
  uid text NOT NULL,
  key text NOT NULL,
  requested_on date,
  requested_by text,
  reason text,
  new_due date,
  approved_on date,
  approver text,
  document text,
  rejected_on date,
  "cycle" integer,
  opens_cycle boolean,
  inside boolean,
  "commit" text,
  digest text,
  gone_at timestamptz,
  PRIMARY KEY (ledger, uid, key, round)
) PARTITION BY HASH (ledger);
CREATE TABLE ledger.steps (
  ledger text NOT NULL,
  round text NOT NULL,
  uid text NOT NULL,
  key text NOT NULL,
  move text,
  status_before text,
  status_after text,
  signed_by text,
  unit text,
  "date" date,
  recorded_at timestamptz,
  why text,
  "cycle" integer,
  gate text,
  state text,
  hash text,
  hidden boolean,
  inside boolean,
  "commit" text,
  digest text,
  gone_at timestamptz,
  PRIMARY KEY (ledger, uid, key, round)
) PARTITION BY HASH (ledger);
CREATE TABLE ledger.evidence (
  ledger text NOT NULL,
  round text NOT NULL,
  uid text NOT NULL,
  key text NOT NULL,
  sha256 text,
  size numeric,
  "date" date,
  kind text,
  filed_by text,
  note text,
  "cycle" integer,
  inside boolean,
  "commit" text,
  digest text,
  gone_at timestamptz,
  PRIMARY KEY (ledger, uid, key, round)
) PARTITION BY HASH (ledger);
CREATE TABLE ledger.standings (
  ledger text NOT NULL,
  round text NOT NULL,
  uid text NOT NULL,
  since date NOT NULL,
  "until" date,
  units text[],
  planned_year text,
  endless boolean,
  due date,
  standing text,
  status text,
  pace text,
  soon boolean,
  accepted boolean,
  asked boolean,
  heard boolean,
  measures integer,
  measures_done integer,
  original_late integer,
  original_due integer,
  original_done integer,
  original_in_time integer,
  original_measures integer,
  original_carried_out integer,
  approved_late integer,
  approved_due integer,
  approved_done integer,
  approved_in_time integer,
  approved_measures integer,
  approved_carried_out integer,
  extension_asked boolean,
  extension_granted boolean,
  due_moved boolean,
  back_closed integer,
  back_looked_at integer,
  back_came_back integer,
  back_waiting integer,
  back_closings_looked_at integer,
  back_closings_undone integer,
  back_second integer,
  back_third integer,
  back_checks integer,
  back_genuine integer,
  back_not_genuine integer,
  back_filed integer,
  back_not_filed integer,
  settled text,
  verdict text,
  satisfaction text,
  "first" text,
  again boolean,
  bypassed boolean,
  petition_level text,
  amount_names text[],
  amounts numeric[],
  inside boolean,
  "commit" text,
  digest text,
  gone_at timestamptz,
  PRIMARY KEY (ledger, uid, since, round)
) PARTITION BY HASH (ledger);
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['units', 'objects', 'issues', 'plans', 'measures', 'milestones', 'progress', 'extensions',
    'steps', 'evidence', 'standings'] LOOP
    FOR outer_part IN 0..7 LOOP
      EXECUTE format('CREATE TABLE ledger.%s_%s PARTITION OF ledger.%s FOR VALUES WITH (MODULUS 8, REMAINDER %s)%s',
        name, outer_part, name, outer_part, CASE WHEN name NOT IN ('units', 'objects') THEN ' PARTITION BY HASH (round)' END);
      CONTINUE WHEN name IN ('units', 'objects');
      FOR inner_part IN 0..3 LOOP
        EXECUTE format('CREATE TABLE ledger.%s_%s_%s PARTITION OF ledger.%s_%s FOR VALUES WITH (MODULUS 4, REMAINDER %s)',
          name, outer_part, inner_part, name, outer_part, inner_part);
      END LOOP;
    END LOOP;
  END LOOP;
END $$;
CREATE INDEX standings_overdue ON ledger.standings (ledger, since, until) WHERE standing = 'overdue' AND gone_at IS NULL;
CREATE INDEX issues_number ON ledger.issues (ledger, id);
CREATE SCHEMA IF NOT EXISTS ledger_public;
CREATE VIEW ledger_public.ledgers AS SELECT ledger, title, unit, level, province, city, county, issues, published_at FROM ledger.ledgers;
CREATE VIEW ledger_public.issues AS SELECT ledger, round, uid, id, coalesce(title_shown, title) AS title, status, cycle, level, region, fields, nature, engineering, book, source, batch, document, item, coalesce(finding_shown, finding) AS finding, received, petition_number, channel, category, verdict, settled, parent, related, void_on, void_instead FROM ledger.issues WHERE gone_at IS NULL AND NOT inside;
CREATE VIEW ledger_public.plans AS SELECT ledger, round, uid, coalesce(goal_shown, goal) AS goal, lead_units, responsible_units, former_units, support_units, supervisor_units, acceptor_units, deadline, immediate, long_term, original_due, due, approval_unit, approved_on, approval_document FROM ledger.plans WHERE gone_at IS NULL AND NOT inside;
CREATE VIEW ledger_public.measures AS SELECT ledger, round, uid, key, number, coalesce(text_shown, text) AS text, units, deadline, due, amount, amount_done, amount_unit, done_on, cycle FROM ledger.measures WHERE gone_at IS NULL AND NOT inside;
CREATE VIEW ledger_public.milestones AS SELECT ledger, round, uid, key, due, coalesce(text_shown, text) AS text, done_on FROM ledger.milestones WHERE gone_at IS NULL AND NOT inside;
CREATE VIEW ledger_public.progress AS SELECT ledger, round, uid, key, month, date, coalesce(text_shown, text) AS text, percent FROM ledger.progress WHERE gone_at IS NULL AND NOT inside;
CREATE VIEW ledger_public.extensions AS SELECT ledger, round, uid, key, requested_on, new_due, approved_on, cycle, opens_cycle FROM ledger.extensions WHERE gone_at IS NULL AND NOT inside;
CREATE VIEW ledger_public.steps AS SELECT ledger, round, uid, key, move, status_before, status_after, unit, date, cycle, gate FROM ledger.steps WHERE gone_at IS NULL AND NOT inside AND NOT hidden;
CREATE VIEW ledger_public.evidence AS SELECT ledger, round, uid, key, date, kind, cycle FROM ledger.evidence WHERE gone_at IS NULL AND NOT inside;
CREATE VIEW ledger_public.standings AS SELECT ledger, round, uid, since, until, units, planned_year, endless, due, standing, status, pace, soon, accepted, asked, heard, measures, measures_done, original_late, original_due, original_done, original_in_time, original_measures, original_carried_out, approved_late, approved_due, approved_done, approved_in_time, approved_measures, approved_carried_out, extension_asked, extension_granted, due_moved, back_closed, back_looked_at, back_came_back, back_waiting, back_closings_looked_at, back_closings_undone, back_second, back_third, back_checks, back_genuine, back_not_genuine, back_filed, back_not_filed, settled, verdict, satisfaction, first FROM ledger.standings WHERE gone_at IS NULL AND NOT inside;
INSERT INTO ledger.versions (version, applied_at) VALUES (1, now());
