#!/usr/bin/env bash
# Times `generate` on a project of 1,000 tables (8 columns, 3 indexes, 3 policies, a trigger each): from nothing, with nothing to do, and
# after a change of one table, beside the time the process needs to start (`--version`).
#   tests/bench/generate.sh [path of schemac] [tables]
set -euo pipefail
schemac=${1:-target/release/schemac}
tables=${2:-1000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/schemac.yaml" <<'YAML'
project: bench
platform: supabase
migrations: { naming: sequence }
YAML
mkdir "$work/tables"
for i in $(seq "$tables"); do
  cat > "$work/tables/t$i.yaml" <<YAML
table: t$i
comment: Table number $i.
columns:
  id:       { type: uuid, default: gen_random_uuid(), primary_key: true }
  user_id:  { type: uuid, null: false, references: auth.users.id, on_delete: cascade }
  parent:   { type: uuid, references: t$((i > 1 ? i - 1 : 1)).id }
  title:    { type: text, null: false, comment: What it is called. }
  status:   { type: text, null: false, default: open, one_of: [open, done] }
  metadata: { type: jsonb, null: false, default: {} }
mixins: [timestamps]
indexes:
  - [user_id, created_at desc]
  - [parent]
  - { columns: [status], where: status = 'open' }
policies:
  - { name: read own, for: select, to: authenticated, using: (select auth.uid()) = user_id }
  - { name: add own, for: insert, to: authenticated, with_check: (select auth.uid()) = user_id }
  - { name: change own, for: update, to: authenticated, using: (select auth.uid()) = user_id, with_check: (select auth.uid()) = user_id }
grants:
  authenticated: [select, insert, update]
  service_role: all
YAML
done
timed() {
  local label=$1; shift
  local start end
  start=$(date +%s%N)
  /usr/bin/env bash -c 'ulimit -c 0; "$@"' _ "$@" > /dev/null
  end=$(date +%s%N)
  printf '%-28s %6d ms\n' "$label" $(((end - start) / 1000000))
}
timed 'process floor' "$schemac" --version
timed 'from nothing' "$schemac" generate -q --project "$work"
for _ in 1 2 3; do timed 'nothing to do' "$schemac" generate -q --project "$work"; done
sed -i 's/^indexes:/indexes:\n  - [title]/' "$work/tables/t$((tables / 2)).yaml"
timed 'one table changed' "$schemac" generate -q --project "$work"
timed 'check' "$schemac" generate -q --check --project "$work"
