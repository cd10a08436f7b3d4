-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   alter composite type public.address
--   alter composite type public.plain
-- Hazards:
--   data_loss: composite type public.address
--   may_fail: composite type public.address
--   data_loss: composite type public.plain

begin;
set local lock_timeout = '4s';
set local statement_timeout = 0;
set local search_path = public;

-- composite type public.address
alter type public.address drop attribute gone;
comment on column public.address.city is null;
alter type public.address alter attribute zip type text collate "C";
comment on column public.address.zip is 'May start with a zero.';
alter type public.address add attribute country text;
comment on column public.address.country is 'Two letters.';

-- composite type public.plain
alter type public.plain drop attribute b;
comment on column public.plain.a is 'First.';
alter type public.plain add attribute c integer;

commit;
