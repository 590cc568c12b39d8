-- A letter that was given up is found again where its alarm is lost; the letter about a stay is a letter like the others.

alter table handover.letter drop constraint letter_level_check;
alter table handover.letter add constraint letter_level_check
  check (level in ('first', 'office', 'stand-in', 'lead', 'stay'));

create or replace view handover.v_due with (security_invoker = true) as
  select territory_id, 'handover-chase'::text as kind, id::text as key, next_chase_at as due_at
    from handover.handover where next_chase_at is not null
  union all
  select l.territory_id, 'message-failed', l.id::text, o.settled_at
    from handover.letter l join platform.outbox o on o.id = l.id
   where o.state = 'failed' and l.receipt is null
     and not exists (select 1 from platform.event e
                      where e.aggregate_id = l.handover_id and e.type in ('HandoverUndelivered', 'HandoverReceipt')
                        and e.data ->> 'letterId' = l.id::text);
