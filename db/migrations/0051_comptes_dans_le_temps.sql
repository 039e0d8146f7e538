-- The last time that somebody was there: an account unused for three years becomes anonymous (the privacy page promises it).
alter table personne add column vue_le timestamptz;
update personne p set vue_le = greatest(
  p.cree_le,
  (select max(s.vue_le) from session s where s.personne_id = p.id),
  (select max(j.le) from journal j where j.personne_id = p.id));
create index personne_inactive on personne ((coalesce(vue_le, cree_le))) where anonymisee_le is null;

-- A change of one's own address, until the link sent to the new one is followed.
create table changement_courriel (
  empreinte text primary key,
  personne_id uuid not null references personne,
  courriel text not null check (courriel = lower(courriel)),
  cree_le timestamptz not null,
  expire_le timestamptz not null,
  utilise_le timestamptz
);
create index changement_courriel_personne on changement_courriel (personne_id);
