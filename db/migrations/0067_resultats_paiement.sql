-- The results of the finance software, read back in bulk: the file is kept (`lot.contenu` says where), and each of its rows stands
-- here until its report is written. A row is marked in the transaction of the act that it became: stopped half-way, the work
-- starts again where it was. `deja`: the register already knew; `ecart`: what does not match.
create table lot_resultat (
  lot_id uuid not null references lot,
  ligne int not null,
  contenu jsonb not null,
  etat text not null default 'attente' check (etat in ('attente', 'fait', 'deja', 'ecart')),
  raison text,
  versement_id uuid references versement,
  mandate boolean not null default false,
  paye boolean not null default false,
  primary key (lot_id, ligne)
);
create index lot_resultat_attente on lot_resultat (lot_id) where etat = 'attente';
create index lot_genre on lot (appel, genre, cree_le);
