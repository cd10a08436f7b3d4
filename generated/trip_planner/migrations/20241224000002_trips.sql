-- 20241224000002_trips: Trips, what happens on them, the places to go, and who may look on or help to plan.
-- Project trip_planner. Written by schemac: change the YAML, not this file.
--   create enum public.location_kind
--   create table public.collections with trigger, row security, 4 × policy
--   create table public.locations with 3 × index, trigger, row security, 2 × policy
--   create table public.saved_places with 2 × index, row security, 4 × policy
--   create table public.trips with index, trigger, row security, 4 × policy
--   create table public.itinerary_items with 2 × index, trigger, row security, 4 × policy
--   create table public.trip_collaborators with 2 × index, trigger, row security, 4 × policy
--   create function private.accessible_trip_ids()
--   create function private.editable_trip_ids()

begin;
set local lock_timeout = '4s';
set local search_path = public, extensions;

-- enum public.location_kind
create type public.location_kind as enum ('event', 'restaurant', 'rental');
comment on type public.location_kind is 'What kind of place it is. The store keeps each kind under a key of its own.';

-- table public.collections
create table public.collections (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  name text not null,
  description text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint collections_pkey primary key (id),
  constraint collections_id_user_id_key unique (id, user_id),
  constraint collections_user_id_name_key unique (user_id, name),
  constraint collections_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade,
  constraint collections_name_check check (char_length(name) between 1 and 100)
);
create trigger set_updated_at
  before update on public.collections
  for each row
  execute function public.set_updated_at();
alter table public.collections enable row level security;
create policy authenticated_delete_own on public.collections for delete to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_insert_own on public.collections for insert to authenticated
  with check ((select auth.uid()) = user_id);
create policy authenticated_select_own on public.collections for select to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_update_own on public.collections for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
revoke all on table public.collections from public, anon, authenticated, service_role;
grant select, insert, update, delete on table public.collections to authenticated;
grant select, insert, update, delete on table public.collections to service_role;
comment on table public.collections is 'Lists that a user sorts saved places into. The document names this table and that it is looked up by user. KV: collection:{uuid}, index collections:index:{userId}.';
comment on column public.collections.created_at is 'When the row was added.';
comment on column public.collections.updated_at is 'When the row was last changed, kept by a trigger.';

-- table public.locations
create table public.locations (
  id uuid not null default gen_random_uuid(),
  kind public.location_kind not null,
  name text not null,
  description text,
  address text,
  city text,
  country_code text,
  latitude double precision,
  longitude double precision,
  starts_at timestamptz,
  ends_at timestamptz,
  price numeric(12,2),
  currency text,
  rating numeric(2,1),
  details jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint locations_pkey primary key (id),
  constraint locations_both_coordinates check ((latitude is null) = (longitude is null)),
  constraint locations_country_code_check check (country_code ~ '^[A-Z]{2}$'),
  constraint locations_currency_check check (currency ~ '^[A-Z]{3}$'),
  constraint locations_details_check check (jsonb_typeof(details) = 'object'),
  constraint locations_end_after_start check (ends_at >= starts_at),
  constraint locations_latitude_check check (latitude between -90 and 90),
  constraint locations_longitude_check check (longitude between -180 and 180),
  constraint locations_price_check check (price >= 0),
  constraint locations_price_has_currency check (price is null or currency is not null),
  constraint locations_rating_check check (rating between 0 and 5),
  constraint locations_times_only_for_events check (kind = 'event' or (starts_at is null and ends_at is null))
);
create index locations_details_idx on public.locations using gin (details jsonb_path_ops);
create index locations_kind_city_idx on public.locations using btree (kind, city);
create index locations_starts_at_idx on public.locations using btree (starts_at) where kind = 'event';
create trigger set_updated_at
  before update on public.locations
  for each row
  execute function public.set_updated_at();
alter table public.locations enable row level security;
create policy anon_select_all on public.locations for select to anon
  using (true);
create policy authenticated_select_all on public.locations for select to authenticated
  using (true);
revoke all on table public.locations from public, anon, authenticated, service_role;
grant select on table public.locations to anon;
grant select on table public.locations to authenticated;
grant select, insert, update, delete on table public.locations to service_role;
comment on table public.locations is 'Places that trips can go to. Everybody may read them and only the server writes them. One table for what the store keeps as three kinds of records; the document names the table and the three kinds. KV: event:{uuid}, restaurant:{uuid}, rental:{uuid}, indexes events:index, restaurants:index, rentals:index, each over all users.';
comment on column public.locations.country_code is 'ISO 3166 code of two letters.';
comment on column public.locations.created_at is 'When the row was added.';
comment on column public.locations.currency is 'ISO 4217 code of the price.';
comment on column public.locations.details is 'What only one kind has, such as the cuisine of a restaurant. Always a JSON object.';
comment on column public.locations.ends_at is 'When an event ends; null for other kinds.';
comment on column public.locations.kind is 'Which of the three records of the store it comes from.';
comment on column public.locations.price is 'For a ticket, a usual meal or a night, depending on the kind.';
comment on column public.locations.starts_at is 'When an event begins; null for other kinds.';
comment on column public.locations.updated_at is 'When the row was last changed, kept by a trigger.';
comment on index public.locations_kind_city_idx is 'A kind of place in a city.';
comment on index public.locations_starts_at_idx is 'Coming events.';

-- table public.saved_places
create table public.saved_places (
  user_id uuid not null,
  place_id uuid not null,
  collection_id uuid,
  note text,
  created_at timestamptz not null default now(),
  constraint saved_places_pkey primary key (user_id, place_id),
  constraint saved_places_collection_id_user_id_fkey foreign key (collection_id, user_id) references public.collections (id, user_id) on delete set null (collection_id),
  constraint saved_places_place_id_fkey foreign key (place_id) references public.locations (id) on delete cascade,
  constraint saved_places_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade
);
create index saved_places_collection_id_user_id_idx on public.saved_places using btree (collection_id, user_id);
create index saved_places_place_id_idx on public.saved_places using btree (place_id);
alter table public.saved_places enable row level security;
create policy authenticated_delete_own on public.saved_places for delete to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_insert_own on public.saved_places for insert to authenticated
  with check ((select auth.uid()) = user_id);
create policy authenticated_select_own on public.saved_places for select to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_update_own on public.saved_places for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
revoke all on table public.saved_places from public, anon, authenticated, service_role;
grant select, insert, delete, update (collection_id, note) on table public.saved_places to authenticated;
grant select, insert, update, delete on table public.saved_places to service_role;
comment on table public.saved_places is 'The wish list of a user. The document names this table and the ids of user and place, in two shapes; collection and note are ours. KV: saved:{userId}:{placeId}, elsewhere saved:{userId} with an array of place ids.';
comment on column public.saved_places.collection_id is 'The collection it is sorted into; null for none. Always one of the same user.';

-- table public.trips
create table public.trips (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  title text not null,
  destination text,
  starts_on date,
  ends_on date,
  status text not null default 'planning',
  party_size smallint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint trips_pkey primary key (id),
  constraint trips_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade,
  constraint trips_end_after_start check (ends_on >= starts_on),
  constraint trips_party_size_check check (party_size between 1 and 100),
  constraint trips_status_check check (status in ('planning', 'booked', 'active', 'completed', 'cancelled')),
  constraint trips_title_check check (char_length(title) between 1 and 200)
);

-- table public.itinerary_items
create table public.itinerary_items (
  id uuid not null default gen_random_uuid(),
  trip_id uuid not null,
  location_id uuid,
  title text not null,
  notes text,
  day_number smallint,
  "position" integer not null default 0,
  starts_at timestamptz,
  ends_at timestamptz,
  estimated_cost numeric(12,2),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint itinerary_items_pkey primary key (id),
  constraint itinerary_items_location_id_fkey foreign key (location_id) references public.locations (id) on delete set null,
  constraint itinerary_items_trip_id_fkey foreign key (trip_id) references public.trips (id) on delete cascade,
  constraint itinerary_items_day_number_check check (day_number >= 1),
  constraint itinerary_items_end_after_start check (ends_at >= starts_at),
  constraint itinerary_items_estimated_cost_check check (estimated_cost >= 0)
);
create index itinerary_items_location_id_idx on public.itinerary_items using btree (location_id);
create index itinerary_items_trip_id_day_number_position_idx on public.itinerary_items using btree (trip_id, day_number, "position");
create trigger set_updated_at
  before update on public.itinerary_items
  for each row
  execute function public.set_updated_at();
alter table public.itinerary_items enable row level security;
comment on table public.itinerary_items is 'What happens on a trip, day by day. The document names this table and that it is looked up by trip. KV: item:{uuid}, index items:index:{tripId}.';
comment on column public.itinerary_items.created_at is 'When the row was added.';
comment on column public.itinerary_items.day_number is 'Day of the trip from 1; null while it is not yet placed.';
comment on column public.itinerary_items.estimated_cost is 'In the currency of the budget of the trip.';
comment on column public.itinerary_items.location_id is 'Where it is; null for what has no place of its own.';
comment on column public.itinerary_items."position" is 'Order within the day.';
comment on column public.itinerary_items.updated_at is 'When the row was last changed, kept by a trigger.';
comment on index public.itinerary_items_trip_id_day_number_position_idx is 'A trip in its order; serves the foreign key and the policies as well.';

-- table public.trip_collaborators
create table public.trip_collaborators (
  trip_id uuid not null,
  user_id uuid not null,
  role text not null default 'viewer',
  status text not null default 'invited',
  invited_by uuid,
  responded_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint trip_collaborators_pkey primary key (trip_id, user_id),
  constraint trip_collaborators_invited_by_fkey foreign key (invited_by) references public.profiles (id) on delete set null,
  constraint trip_collaborators_trip_id_fkey foreign key (trip_id) references public.trips (id) on delete cascade,
  constraint trip_collaborators_user_id_fkey foreign key (user_id) references public.profiles (id) on delete cascade,
  constraint trip_collaborators_not_invited_by_self check (invited_by <> user_id),
  constraint trip_collaborators_role_check check (role in ('viewer', 'editor')),
  constraint trip_collaborators_status_check check (status in ('invited', 'accepted', 'declined'))
);

-- function private.accessible_trip_ids()
create function private.accessible_trip_ids ()
returns setof uuid
language sql
stable
security definer
rows 20
set search_path = ''
as $$
select t.id
from public.trips t
where t.user_id = (select auth.uid())
union
select c.trip_id
from public.trip_collaborators c
where c.user_id = (select auth.uid()) and c.status <> 'declined';
$$;
revoke all on routine private.accessible_trip_ids() from public, anon, authenticated, service_role;
grant execute on routine private.accessible_trip_ids() to authenticated;
comment on routine private.accessible_trip_ids() is 'The trips that the current user may see, being the own ones and those they were invited to and have not declined.';

-- function private.editable_trip_ids()
create function private.editable_trip_ids ()
returns setof uuid
language sql
stable
security definer
rows 20
set search_path = ''
as $$
select t.id
from public.trips t
where t.user_id = (select auth.uid())
union
select c.trip_id
from public.trip_collaborators c
where c.user_id = (select auth.uid()) and c.status = 'accepted' and c.role = 'editor';
$$;
revoke all on routine private.editable_trip_ids() from public, anon, authenticated, service_role;
grant execute on routine private.editable_trip_ids() to authenticated;
comment on routine private.editable_trip_ids() is 'The trips that the current user may change, being the own ones and those where they have accepted to be an editor.';

-- table public.itinerary_items
create policy authenticated_delete_where on public.itinerary_items for delete to authenticated
  using (trip_id in (select private.editable_trip_ids()));
create policy authenticated_insert_where on public.itinerary_items for insert to authenticated
  with check (trip_id in (select private.editable_trip_ids()));
create policy authenticated_select_where on public.itinerary_items for select to authenticated
  using (trip_id in (select private.accessible_trip_ids()));
create policy authenticated_update_where on public.itinerary_items for update to authenticated
  using (trip_id in (select private.editable_trip_ids()))
  with check (trip_id in (select private.editable_trip_ids()));
revoke all on table public.itinerary_items from public, anon, authenticated, service_role;
grant select, insert, update, delete on table public.itinerary_items to authenticated;
grant select, insert, update, delete on table public.itinerary_items to service_role;

-- table public.trip_collaborators
create index trip_collaborators_invited_by_idx on public.trip_collaborators using btree (invited_by);
create index trip_collaborators_user_id_status_idx on public.trip_collaborators using btree (user_id, status);
create trigger set_updated_at
  before update on public.trip_collaborators
  for each row
  execute function public.set_updated_at();
alter table public.trip_collaborators enable row level security;
create policy authenticated_delete_where on public.trip_collaborators for delete to authenticated
  using (user_id = (select auth.uid()) or trip_id in (select t.id from public.trips t where t.user_id = (select auth.uid())));
create policy authenticated_insert_where on public.trip_collaborators for insert to authenticated
  with check (invited_by = (select auth.uid()) and trip_id in (select t.id from public.trips t where t.user_id = (select auth.uid())));
create policy authenticated_select_where on public.trip_collaborators for select to authenticated
  using (user_id = (select auth.uid()) or trip_id in (select t.id from public.trips t where t.user_id = (select auth.uid())));
create policy authenticated_update_own on public.trip_collaborators for update to authenticated
  using ((select auth.uid()) = user_id)
  with check ((select auth.uid()) = user_id);
revoke all on table public.trip_collaborators from public, anon, authenticated, service_role;
grant select, delete, insert (invited_by, role, trip_id, user_id), update (responded_at, status) on table public.trip_collaborators to authenticated;
grant select, insert, update, delete on table public.trip_collaborators to service_role;
comment on table public.trip_collaborators is 'Who else may look at a trip or help to plan it. The owner invites and removes, and the invited answer or leave. To change a role the owner removes and invites again. The document names this table and its key. KV: collaborator:{tripId}:{userId}, no index.';
comment on column public.trip_collaborators.created_at is 'When the row was added.';
comment on column public.trip_collaborators.responded_at is 'When the invited gave their answer.';
comment on column public.trip_collaborators.role is 'Editors may change the trip once they have accepted.';
comment on column public.trip_collaborators.updated_at is 'When the row was last changed, kept by a trigger.';
comment on column public.trip_collaborators.user_id is 'Who is invited.';
comment on index public.trip_collaborators_user_id_status_idx is 'The invitations of a user.';

-- table public.trips
create index trips_user_id_starts_on_idx on public.trips using btree (user_id, starts_on desc);
create trigger set_updated_at
  before update on public.trips
  for each row
  execute function public.set_updated_at();
alter table public.trips enable row level security;
create policy authenticated_delete_own on public.trips for delete to authenticated
  using ((select auth.uid()) = user_id);
create policy authenticated_insert_own on public.trips for insert to authenticated
  with check ((select auth.uid()) = user_id);
create policy authenticated_select_where on public.trips for select to authenticated
  using (user_id = (select auth.uid()) or id in (select private.accessible_trip_ids()));
create policy authenticated_update_where on public.trips for update to authenticated
  using (id in (select private.editable_trip_ids()))
  with check (id in (select private.editable_trip_ids()));
revoke all on table public.trips from public, anon, authenticated, service_role;
grant select, insert, delete, update (destination, ends_on, party_size, starts_on, status, title) on table public.trips to authenticated;
grant select, insert, update, delete on table public.trips to service_role;
comment on table public.trips is 'A trip that somebody plans. It belongs to one user and can be shared through trip_collaborators. The document names this table and that it is looked up by user. KV: trip:{uuid}, index trips:index:{userId}.';
comment on column public.trips.created_at is 'When the row was added.';
comment on column public.trips.destination is 'In the words of the user.';
comment on column public.trips.ends_on is 'Last day; null while undecided.';
comment on column public.trips.party_size is 'How many people travel.';
comment on column public.trips.starts_on is 'First day; null while undecided.';
comment on column public.trips.updated_at is 'When the row was last changed, kept by a trigger.';
comment on column public.trips.user_id is 'The owner.';
comment on index public.trips_user_id_starts_on_idx is 'The trips of a user.';

commit;
