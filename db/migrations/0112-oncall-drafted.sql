-- Drafts are few among all turns that ever stood: the rota counts them at each reading.
create index turn_drafted on oncall.turn (territory_id)
  where removed_at is null and (state = 'draft' or leaves);
