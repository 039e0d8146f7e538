-- Signing in: identities of ProConnect, codes typed by hand, and secrets that leave the base with their letter.

-- One person may come from several identity providers; `sub` is unique within one of them only.
create table identite (
  idp_id text not null,
  sub text not null,
  personne_id uuid not null references personne,
  siret text,
  cree_le timestamptz not null,
  vue_le timestamptz not null,
  primary key (idp_id, sub)
);
create index identite_personne on identite (personne_id);

-- A sign-in begun at ProConnect: what must come back is kept here, under the hash of a cookie, for a few minutes.
create table proconnect_attente (
  empreinte text primary key,
  etat text not null,
  nonce text not null,
  verificateur text not null,
  retour text,
  cree_le timestamptz not null,
  expire_le timestamptz not null
);

-- A letter that carries a sign-in secret keeps it only until it has left.
create function courriel_sans_secret() returns trigger language plpgsql as $$
begin
  new.blocs := '[]';
  return new;
end $$;
create trigger courriel_sans_secret before update of etat on courriel for each row
  when (new.etat = 'envoye' and new.modele in ('connexion', 'rattachement_code'))
  execute function courriel_sans_secret();

-- An organisation or a school has its own chain of acts, whose last link is kept here.
create table chaine (
  nom text primary key,
  rang int not null default 0,
  empreinte text not null default repeat('0', 64)
);
