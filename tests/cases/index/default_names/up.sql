-- 001_case
-- Project case. Written by schemac: change the YAML, not this file.
--   create schema other
--   create table other.t with index, row security
--   create table public.t with 23 × index, 2 × constraint, row security
--   create table public."eine_ziemlich_lange_tabelle_mit_ümläuten_und_mehr_zeichen" with 4 × index, row security

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- schema other
create schema other;

-- table other.t
create table other.t (
  a integer
);
create index t_a_idx on other.t using btree (a);
alter table other.t enable row level security;

-- table public.t
create table public.t (
  id integer not null,
  a integer,
  b text,
  c integer,
  taken integer,
  pair integer,
  "eine_sehr_lange_spalte_mit_umlauten_äöüäöüäöü" integer,
  column_name_of_sixty_three_bytes_is_as_long_as_names_may_become integer,
  d integer[],
  e tstzrange,
  constraint t_pkey primary key (id),
  constraint t_a_b_key unique (a, b),
  constraint t_a_column_name_of_sixty_three_bytes_is_as_long_as_names_ma_key unique (a, column_name_of_sixty_three_bytes_is_as_long_as_names_may_become),
  constraint t_a_key unique (a),
  constraint t_column_name_of_sixty_three_bytes_is_as_long_as_names_may__key unique (column_name_of_sixty_three_bytes_is_as_long_as_names_may_become),
  constraint "t_eine_sehr_lange_spalte_mit_umlauten_äöüäöüäöü_key" unique ("eine_sehr_lange_spalte_mit_umlauten_äöüäöüäöü"),
  constraint t_c_fkey foreign key (c) references public.t,
  constraint "t_eine_sehr_lange_spalte_mit_umlauten_äöüäöüäöü_fkey" foreign key ("eine_sehr_lange_spalte_mit_umlauten_äöüäöüäöü") references public.t (id),
  constraint t_b_check check (b <> ''),
  constraint "t_eine_sehr_lange_spalte_mit_umlauten_äöüäöüäöü_check" check (true),
  constraint t_pair_check check (pair in (1, 2)),
  constraint t_pair_check1 check (pair > 0),
  constraint t_e_excl exclude using gist (e with &&),
  constraint t_tstzrange_e_excl exclude using gist ((tstzrange(lower(e), upper(e))) with &&, e with &&)
);

-- table public."eine_ziemlich_lange_tabelle_mit_ümläuten_und_mehr_zeichen"
create table public."eine_ziemlich_lange_tabelle_mit_ümläuten_und_mehr_zeichen" (
  id integer not null,
  kurz integer,
  und_eine_spalte_die_auch_nicht_gerade_kurz_ist integer,
  "日本語の列名はここにあります日本語" integer,
  constraint "eine_ziemlich_lange_tabelle_mit_ümläuten_und_mehr_zeiche_pkey" primary key (id),
  constraint "eine_ziemlich_lange_tabelle_m_日本語の列名はここ_key" unique ("日本語の列名はここにあります日本語"),
  constraint "eine_ziemlich_lange_tabelle_mit_ümläuten_und_mehr_ze_kurz_key" unique (kurz),
  constraint eine_ziemlich_lange_tabelle_m_und_eine_spalte_die_auch_nic_fkey foreign key (und_eine_spalte_die_auch_nicht_gerade_kurz_ist) references public.t,
  constraint eine_ziemlich_lange_tabelle__und_eine_spalte_die_auch_nic_check check (true),
  constraint "eine_ziemlich_lange_tabelle_mit_ümläuten_und_mehr__kurz_check" check (kurz > 0)
);
create index eine_ziemlich_lange_tabelle_m_kurz_und_eine_spalte_die_auch_idx on public."eine_ziemlich_lange_tabelle_mit_ümläuten_und_mehr_zeichen" using btree (kurz, und_eine_spalte_die_auch_nicht_gerade_kurz_ist);
create index eine_ziemlich_lange_tabelle_m_und_eine_spalte_die_auch_nich_idx on public."eine_ziemlich_lange_tabelle_mit_ümläuten_und_mehr_zeichen" using btree (und_eine_spalte_die_auch_nicht_gerade_kurz_ist);
create index "eine_ziemlich_lange_tabelle_m_日本語の列名はここ_idx" on public."eine_ziemlich_lange_tabelle_mit_ümläuten_und_mehr_zeichen" using btree ("日本語の列名はここにあります日本語", kurz);
create index "eine_ziemlich_lange_tabelle_mit_ümläuten_und_mehr_ze_kurz_idx" on public."eine_ziemlich_lange_tabelle_mit_ümläuten_und_mehr_zeichen" using btree (kurz);
alter table public."eine_ziemlich_lange_tabelle_mit_ümläuten_und_mehr_zeichen" enable row level security;

-- table public.t
create index t_a_b_idx on public.t using btree (a) include (b);
create unique index t_a_c_idx on public.t using btree (a, c);
alter table public.t add constraint t_a_c_fkey foreign key (a, c) references public.t (a, c);
alter table public.t add constraint t_a_c_fkey1 foreign key (a, c) references public.t (a, c);
create index t_a_expr_idx on public.t using btree (a, (a + c));
create index t_a_idx on public.t using btree (a);
create index t_a_idx1 on public.t using btree (a);
create index t_a_idx2 on public.t using btree (a);
create unique index t_a_idx3 on public.t using btree (a);
create index t_a_idx4 on public.t using btree ((a::bigint));
create index t_array_length_idx on public.t using btree ((array_length(d, 1)));
create index t_b_idx on public.t using btree ((b collate "C"));
create index t_case_idx on public.t using btree (((case when a > 0 then 1 end)));
create index t_coalesce_idx on public.t using btree ((coalesce(b, '')));
create index t_column_name_of_sixty_three_bytes_is_as_long_as_names_may__idx on public.t using btree (column_name_of_sixty_three_bytes_is_as_long_as_names_may_become);
create index t_d_idx on public.t using btree ((d[1]));
create index "t_eine_sehr_lange_spalte_mit_umlauten_äöüäöüäöü_co_idx" on public.t using btree ("eine_sehr_lange_spalte_mit_umlauten_äöüäöüäöü", column_name_of_sixty_three_bytes_is_as_long_as_names_may_become);
create index "t_eine_sehr_lange_spalte_mit_umlauten_äöüäöüäöü_idx" on public.t using btree ("eine_sehr_lange_spalte_mit_umlauten_äöüäöüäöü");
create index t_expr_expr1_idx on public.t using btree ((a + c), (a - c));
create index t_expr_idx on public.t using btree ((b || 'x'));
create index t_greatest_idx on public.t using btree ((greatest(a, c)));
create index t_lower_a_idx on public.t using btree ((lower(b)), a);
create index t_lower_idx on public.t using btree ((lower(b)));
create index t_taken_idx1 on public.t using btree (taken);
create index t_upper_idx on public.t using btree ((pg_catalog.upper(b)));
alter table public.t enable row level security;

commit;
