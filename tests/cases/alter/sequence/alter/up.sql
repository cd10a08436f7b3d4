-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   drop sequence public.gone
--   alter sequence public.s
--   alter sequence public.turned
--   alter sequence public.type
--   create sequence public.added
--   alter sequence public.moved
--   drop column public.t.b
-- Hazards:
--   data_loss: sequence public.gone
--   data_loss: column public.t.b

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- sequence public.gone
drop sequence public.gone;

-- sequence public.s
alter sequence public.s increment by 1 no minvalue no maxvalue start with 1 cache 1 no cycle owned by none;
alter sequence public.s set logged;
comment on sequence public.s is 'S.';

-- sequence public.turned
alter sequence public.turned increment by -5 no minvalue maxvalue 10 start with 10;

-- sequence public.type
alter sequence public.type as smallint minvalue 1;

-- table public.t
create sequence public.added as bigint owned by public.t.id;
alter sequence public.moved owned by public.t.id;
alter table public.t drop column b;

commit;
