-- The model of a call's agreements, version after version (0, the house's text, is in the rulebook), and the Word templates of
-- its legal staff. An agreement names the version that it was made with: no row is ever changed.
create table modele_convention (
  id uuid primary key,
  appel text not null references appel,
  numero int not null check (numero > 0),
  contenu jsonb not null,
  note text not null,
  par text not null,
  cree_le timestamptz not null,
  unique (appel, numero)
);

create table modele_word (
  id uuid primary key,
  appel text not null references appel,
  nom text not null,
  octets bigint not null,
  sha256 text not null,
  cle text not null,
  par text not null,
  cree_le timestamptz not null
);
create index modele_word_appel on modele_word (appel);
