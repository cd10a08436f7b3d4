select evtname, evtevent, evttags, evtfoid::regproc, evtenabled, evtowner::regrole, obj_description(oid, 'pg_event_trigger') from pg_event_trigger order by evtname collate "C";
