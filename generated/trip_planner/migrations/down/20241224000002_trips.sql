-- 20241224000002_trips (down): Trips, what happens on them, the places to go, and who may look on or help to plan.
-- Project trip_planner. Written by schemac: change the YAML, not this file.
--   drop table public.itinerary_items
--   drop table public.saved_places
--   drop table public.collections
--   drop table public.locations
--   drop enum public.location_kind
--   drop policy public.trips.authenticated_select_where
--   drop policy public.trips.authenticated_update_where
--   drop table public.trips
--   drop function private.accessible_trip_ids()
--   drop function private.editable_trip_ids()
--   drop table public.trip_collaborators
-- Hazards:
--   data_loss: table public.itinerary_items
--   data_loss: table public.saved_places
--   data_loss: table public.collections
--   data_loss: table public.locations
--   access_narrowed: policy public.trips.authenticated_select_where
--   access_narrowed: policy public.trips.authenticated_update_where
--   data_loss: table public.trip_collaborators
--   data_loss: table public.trips

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- table public.itinerary_items
drop table public.itinerary_items;

-- table public.saved_places
drop table public.saved_places;

-- table public.collections
drop table public.collections;

-- table public.locations
drop table public.locations;

-- enum public.location_kind
drop type public.location_kind;

-- table public.trips
drop policy authenticated_select_where on public.trips;

-- function private.accessible_trip_ids()
drop function private.accessible_trip_ids();

-- table public.trips
drop policy authenticated_update_where on public.trips;

-- function private.editable_trip_ids()
drop function private.editable_trip_ids();

-- table public.trip_collaborators
drop table public.trip_collaborators;

-- table public.trips
drop table public.trips;

commit;
