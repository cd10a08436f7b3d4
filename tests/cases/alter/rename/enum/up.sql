-- 002_case
-- Project case. Written by schemac: change the YAML, not this file.
--   rename enum public.status to state
--   rename enum public.state.live to published
--   rename domain public.word to term
--   alter domain public.term
--   rename composite type public.point3 to place
--   rename range type public.words to terms
--   alter function public.is_live(public.state)

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- enum public.state
alter type public.status rename to state;

-- domain public.term
alter domain public.word rename to term;

-- composite type public.place
alter type public.point3 rename to place;

-- range type public.terms
alter type public.words rename to terms;

-- range type public.terms_multirange
alter type public.words_multirange rename to terms_multirange;

-- function public.terms(text, text)
alter routine public.words(text, text) rename to terms;

-- function public.terms(text, text, text)
alter routine public.words(text, text, text) rename to terms;

-- function public.terms_multirange()
alter routine public.words_multirange() rename to terms_multirange;

-- function public.terms_multirange(public.terms)
alter routine public.words_multirange(public.terms) rename to terms_multirange;

-- function public.terms_multirange(public.terms[])
alter routine public.words_multirange(public.terms[]) rename to terms_multirange;

-- enum public.state
alter type public.state rename value 'live' to 'published';

-- domain public.term
alter domain public.term rename constraint short to brief;

-- function public.is_live(public.state)
create or replace function public.is_live (s public.state)
returns boolean
language sql
immutable
set search_path = ''
as $$
select s = 'published'
$$;

commit;
