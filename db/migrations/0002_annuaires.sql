-- Official directories, written by src/socle/annuaires only: communes and EPCI of France, schools, outlines.
-- `recherche` is unaccented lower-case text made by pourRecherche(); codes are text (leading zero, Corsica).

create table commune (
  insee text primary key,
  nom text not null,
  siren text unique check (siren ~ '^[0-9]{9}$'),
  departement text not null,
  region text not null,
  codes_postaux text[] not null default '{}',
  population int,
  type_liaison int,
  epci text,
  -- false: merged into another since; kept because something cites it.
  actuelle boolean not null default true,
  recherche text not null
);
create index commune_departement on commune (departement, insee);
create index commune_epci on commune (epci);

create table epci (
  siren text primary key check (siren ~ '^[0-9]{9}$'),
  nom text not null,
  type text not null,
  population int,
  actuel boolean not null default true,
  recherche text not null
);

-- Written whole with its two tables, hence no foreign key (35,000 checks at each first start); the other way round is commune.epci.
create table epci_membre (
  epci text not null,
  insee text not null,
  primary key (epci, insee)
);

-- Merged communes and the arrondissements of Paris, Lyon and Marseille, with the commune of today.
create table commune_ancienne (
  ancien text primary key,
  insee text not null references commune
);
create index commune_ancienne_insee on commune_ancienne (insee);

create table ecole (
  uai text primary key check (uai ~ '^[0-9]{7}[A-Z]$'),
  nom text not null,
  commune text not null references commune,
  departement text not null,
  type text not null check (type in ('maternelle', 'elementaire', 'primaire')),
  secteur text not null check (secteur in ('public', 'prive')),
  contrat text not null check (contrat in ('sans_objet', 'association', 'simple')),
  adresse text not null default '',
  code_postal text not null default '',
  telephone text,
  courriel text,
  circonscription_code text,
  circonscription_nom text,
  education_prioritaire text check (education_prioritaire in ('REP', 'REP+')),
  ulis boolean not null default false,
  -- Number of the dispersed RPI, or 'concentre'.
  rpi text,
  siren_siret text,
  eleves int,
  latitude double precision,
  longitude double precision,
  etat text not null check (etat in ('ouvert', 'a_fermer', 'ferme')),
  recherche text not null,
  maj_le timestamptz not null,
  demonstration boolean not null default false
);
create index ecole_commune on ecole (commune);
create index ecole_departement on ecole (departement, uai);
create index ecole_circonscription on ecole (circonscription_code);

-- GeoJSON geometry of a commune of today (WGS84).
create table contour (
  insee text primary key references commune,
  geometrie jsonb not null
);

-- What was loaded, so that a start on an existing folder loads nothing again.
create table annuaire_charge (
  nom text primary key,
  version text not null,
  le timestamptz not null
);

-- Substring search: with trigrams where the server has them (it is a trusted extension), by reading otherwise.
do $$
begin
  create extension if not exists pg_trgm;
  create index commune_recherche on commune using gin (recherche gin_trgm_ops);
  create index ecole_recherche on ecole using gin (recherche gin_trgm_ops);
exception
  when insufficient_privilege or undefined_file or feature_not_supported or undefined_object then
    raise notice 'pg_trgm is not available: directories are searched without an index';
end
$$;
