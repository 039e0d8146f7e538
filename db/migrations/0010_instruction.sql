-- What the examination and the commission read beside the register: official data about schools, past grants, visits, saved
-- lists, scenarios, work done in bulk. Written by src/instruction and src/commission.

create table donnee_ecole (
  uai text not null,
  cle text not null check (cle in ('ips', 'ips_ecart')),
  valeur numeric not null,
  source text not null,
  date date,
  primary key (uai, cle)
);

create table donnee_commune (
  insee text not null,
  cle text not null check (cle in ('ruralite')),
  valeur text not null,
  source text not null,
  date date,
  primary key (insee, cle)
);

-- Past grants (earlier waves), so that they stand in view of a new request.
create table beneficiaire (
  id uuid primary key,
  vague text not null,
  annee int,
  siren text,
  organisme text not null default '',
  uai text,
  ecole text not null default '',
  montant bigint,
  objet text not null default '',
  source text not null,
  importe_le timestamptz not null,
  unique nulls not distinct (vague, siren, uai, objet)
);
create index beneficiaire_uai on beneficiaire (uai);
create index beneficiaire_siren on beneficiaire (siren);

-- Who has a dossier open, and what each person last saw of it.
create table visite (
  dossier_id uuid not null references dossier,
  personne_id uuid not null references personne,
  vue_le timestamptz not null,
  precedente_le timestamptz,
  primary key (dossier_id, personne_id)
);

create table vue_enregistree (
  id uuid primary key,
  appel text not null references appel,
  personne_id uuid not null references personne,
  nom text not null,
  requete text not null,
  cree_le timestamptz not null
);
create index vue_enregistree_appel on vue_enregistree (appel, personne_id);

-- One act on many dossiers at once: its preview is its content, its report is in its lines.
create table lot (
  id uuid primary key,
  appel text not null references appel,
  personne_id uuid not null references personne,
  genre text not null,
  contenu jsonb not null default '{}',
  etat text not null default 'en_cours' check (etat in ('en_cours', 'fini')),
  cree_le timestamptz not null,
  fini_le timestamptz
);
create table lot_ligne (
  lot_id uuid not null references lot,
  dossier_id uuid not null references dossier,
  etat text not null default 'attente' check (etat in ('attente', 'fait', 'refuse')),
  raison text,
  primary key (lot_id, dossier_id)
);
create index lot_ligne_attente on lot_ligne (lot_id) where etat = 'attente';

create table scenario (
  id uuid primary key,
  appel text not null references appel,
  nom text not null,
  contenu jsonb not null default '{}',
  par text not null,
  cree_le timestamptz not null,
  modifie_le timestamptz not null
);
create index scenario_appel on scenario (appel);

-- A published session's letters are written dossier by dossier: this date says that a dossier has had its own.
alter table seance_dossier add column lettre_le timestamptz;

-- The agents' search (accents and case ignored, parts of words).
do $$ begin
  create extension if not exists pg_trgm;
  create index dossier_recherche on dossier using gin (recherche gin_trgm_ops);
exception when others then
  raise notice 'pg_trgm is not available: dossiers are searched without an index';
end $$;
create index dossier_attente on dossier (appel, etat, agent_id);
