#!/usr/bin/env bash
# Times a clean drift check on a database of 1,000 tables (8 columns, 3 indexes, 3 policies, a trigger each) beside one bare pass over the
# same catalogs and `pg_dump --schema-only`, all on one PostgreSQL server that the script starts and stops.
#   tests/bench/live.sh [path of schemac] [tables] [directory of server programs]
set -euo pipefail
schemac=$(realpath "${1:-target/release/schemac}")
tables=${2:-1000}
bin=${3:-/usr/lib/postgresql/15/bin}
work=$(mktemp -d)
as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }
stop() { as "$bin/pg_ctl" -D "$work/data" -m immediate stop > /dev/null 2>&1 || true; rm -rf "$work"; }
trap stop EXIT
chmod 755 "$work"
mkdir "$work/server" && if [ "$(id -u)" = 0 ]; then chown postgres "$work" "$work/server"; fi
as "$bin/initdb" -D "$work/data" -U postgres -A trust > /dev/null
as "$bin/pg_ctl" -D "$work/data" -w -l "$work/log" -o "-k $work/server -c listen_addresses= -c fsync=off -c max_locks_per_transaction=10000" start > /dev/null
export PGHOST=$work/server PGUSER=postgres PGDATABASE=postgres
url="postgres:///postgres?host=$work/server&user=postgres"
export SCHEMAC_CACHE_DIR=$work/cache SCHEMAC_POSTGRES_BIN=$bin

"$bin/psql" -q -v ON_ERROR_STOP=1 <<SQL
create function touch() returns trigger language plpgsql as 'begin new.updated_at := now(); return new; end';
do \$\$ begin
  for i in 1..$tables loop
    execute format('create table t%s (id uuid primary key default gen_random_uuid(), user_id uuid not null, parent uuid references t%s,
      title text not null, status text not null default ''open'' check (status in (''open'', ''done'')), metadata jsonb not null default ''{}'',
      created_at timestamptz not null default now(), updated_at timestamptz not null default now())', i, greatest(i - 1, 1));
    execute format('comment on table t%s is ''Table number %s.''', i, i);
    execute format('create index on t%s (user_id, created_at desc)', i);
    execute format('create index on t%s (parent)', i);
    execute format('create index on t%s (status) where status = ''open''', i);
    execute format('alter table t%s enable row level security', i);
    execute format('create policy "read own" on t%s for select using (user_id = current_setting(''app.user'')::uuid)', i);
    execute format('create policy "add own" on t%s for insert with check (user_id = current_setting(''app.user'')::uuid)', i);
    execute format('create policy "change own" on t%s for update using (user_id = current_setting(''app.user'')::uuid)', i);
    execute format('create trigger touch before update on t%s for each row execute function touch()', i);
  end loop;
end \$\$;
analyze;
SQL
time_of() { local started; started=$(date +%s%N); "$@" > /dev/null 2>&1; echo $((($(date +%s%N) - started) / 1000000)); }
row() { printf '%-46s %7s ms\n' "$1" "$2"; }
echo "$tables tables, $("$bin/postgres" --version)"
row "pull" "$(time_of "$schemac" pull --from "$url" --project "$work/project" --quiet)"
row "drift, first (builds what is declared)" "$(time_of "$schemac" drift --database-url "$url" --project "$work/project")"
pass="select a.* from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace = 'public'::regnamespace; select * from pg_class; select *, pg_get_constraintdef(oid) from pg_constraint; select *, pg_get_indexdef(indexrelid) from pg_index; select *, pg_get_expr(polqual, polrelid) from pg_policy; select *, pg_get_triggerdef(oid) from pg_trigger; select *, pg_get_expr(adbin, adrelid) from pg_attrdef; select * from pg_proc where pronamespace = 'public'::regnamespace; select * from pg_description where objoid > 16383"
for round in 1 2 3; do
  row "bare pass over the catalogs ($round)" "$(time_of "$bin/psql" -X -A -t -c "$pass")"
  row "drift, clean ($round)" "$(time_of "$schemac" drift --database-url "$url" --project "$work/project")"
  row "pg_dump --schema-only ($round)" "$(time_of "$bin/pg_dump" --schema-only)"
done
"$schemac" drift --database-url "$url" --project "$work/project"
