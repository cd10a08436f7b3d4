-- 026_enable_pgvector: Vector search.
-- Project agent_system. Written by schemac: change the YAML, not this file.
--   create extension vector

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- extension vector
create schema if not exists extensions;
create extension if not exists vector with schema extensions;
comment on extension vector is 'Embeddings and nearest-neighbour search. The hnsw index needs 0.5 or newer.';

commit;
