-- Texts that arrived after the session had ended: kept for a day, tied to a cookie of the browser that sent them.
create table texte_garde (
  empreinte text not null,
  chemin text not null,
  champs jsonb not null,
  expire_le timestamptz not null,
  primary key (empreinte, chemin)
);
create index texte_garde_expire on texte_garde (expire_le);
