-- 006_audit_logs (down): The audit trail.
-- Project unified_memory. Written by schemac: change the YAML, not this file.
--   drop table public.audit_logs
-- Hazards:
--   data_loss: table public.audit_logs

begin;
set local lock_timeout = '4s';
set local search_path = public;

-- table public.audit_logs
drop table public.audit_logs;

commit;
