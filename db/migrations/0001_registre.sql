-- The register: people, calls, dossiers and all that lives beside them, and the journal.
-- Money: bigint cents. Time: timestamptz (UTC). Each table is written by one folder: see docs/carte.md.

create table personne (
  id uuid primary key,
  courriel text not null unique check (courriel = lower(courriel) and length(courriel) <= 254),
  nom text not null,
  preferences jsonb not null default '{}',
  anonymisee_le timestamptz,
  cree_le timestamptz not null
);

create table habilitation (
  id uuid primary key,
  personne_id uuid not null references personne,
  role text not null,
  portee text not null,
  depuis timestamptz not null,
  jusqua timestamptz,
  donnee_par uuid references personne,
  origine text not null default 'commande',
  seuil bigint
);
create index habilitation_personne on habilitation (personne_id);
create index habilitation_portee on habilitation (portee, role);

create table organisme (
  siren text primary key check (siren ~ '^[0-9]{9}$'),
  nom text not null,
  type text not null check (type in ('commune', 'epci', 'syndicat', 'ogec')),
  insee text,
  departement text,
  type_liaison int,
  population int,
  contact_courriel text,
  demonstration boolean not null default false,
  cree_le timestamptz not null
);

create table appel (
  slug text primary key,
  version_courante int not null,
  ouverture timestamptz not null,
  cloture timestamptz not null,
  dernier_numero int not null default 0,
  version int not null default 1,
  journal_rang int not null default 0,
  journal_empreinte text not null default repeat('0', 64),
  publie_le timestamptz not null
);

create table appel_version (
  appel text not null references appel deferrable initially deferred,
  numero int not null,
  contenu jsonb not null,
  empreinte text not null,
  publie_le timestamptz not null,
  primary key (appel, numero)
);

create table prolongation (
  id uuid primary key,
  appel text not null references appel,
  dossier_id uuid,
  jusqua timestamptz not null,
  motif text not null,
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index prolongation_appel on prolongation (appel, dossier_id);

create table dossier (
  id uuid primary key,
  numero text not null unique,
  appel text not null references appel,
  appel_version int not null,
  organisme text not null references organisme,
  etat text not null,
  etat_depuis timestamptz not null,
  vivant boolean not null default true,
  version int not null default 1,
  cree_le timestamptz not null,
  depose_le timestamptz,
  cloture_particuliere timestamptz,
  papier boolean not null default false,
  agent_id uuid references personne,
  classes int not null default 0,
  eleves int not null default 0,
  montant_depense bigint not null default 0,
  montant_demande bigint not null default 0,
  montant_calcule bigint not null default 0,
  montant_propose bigint not null default 0,
  montant_vote bigint not null default 0,
  montant_liquide bigint not null default 0,
  montant_paye bigint not null default 0,
  par_volet jsonb not null default '[]',
  alertes text[] not null default '{}',
  score numeric,
  recherche text not null default '',
  contenu jsonb not null default '{}',
  journal_rang int not null default 0,
  journal_empreinte text not null default repeat('0', 64),
  foreign key (appel, appel_version) references appel_version (appel, numero)
);
-- One live dossier per organisation and call (actes.md, creer_brouillon).
create unique index dossier_vivant on dossier (appel, organisme) where vivant;
create index dossier_liste on dossier (appel, etat, etat_depuis, id);
create index dossier_recent on dossier (appel, depose_le desc nulls last, id);
create index dossier_organisme on dossier (organisme);
create index dossier_agent on dossier (appel, agent_id, etat);

create table projet_ecole (
  dossier_id uuid not null references dossier,
  uai text not null,
  appel text not null,
  etat text not null default 'a_rediger',
  vivant boolean not null default true,
  decision text check (decision in ('retenu', 'liste_attente', 'non_retenu')),
  seance_id uuid,
  rang int,
  score numeric,
  valide_le timestamptz,
  valide_par text,
  motif text,
  classes int not null default 0,
  classes_concernees int not null default 0,
  eleves int not null default 0,
  montant_demande bigint not null default 0,
  montant_calcule bigint not null default 0,
  montant_propose bigint not null default 0,
  par_volet jsonb not null default '[]',
  presentation_ent text not null default 'sans_objet',
  convention_ent text not null default 'sans_objet',
  contenu jsonb not null default '{}',
  cree_le timestamptz not null,
  primary key (dossier_id, uai)
);
-- A school stands in one live dossier of a call (actes.md, inscrire_ecole).
create unique index projet_ecole_vivant on projet_ecole (appel, uai) where vivant;
create index projet_ecole_uai on projet_ecole (uai);
create index projet_ecole_rang on projet_ecole (appel, score desc nulls last);
create index projet_ecole_seance on projet_ecole (seance_id);

create table reponse (
  dossier_id uuid not null references dossier,
  ecole text not null default '',
  section text not null,
  valeurs jsonb not null,
  revision int not null,
  modifie_le timestamptz not null,
  modifie_par uuid references personne,
  modifie_nom text not null,
  primary key (dossier_id, ecole, section)
);

create table depot (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  numero int not null,
  etat text not null default 'valable',
  contenu jsonb not null,
  empreinte text not null,
  cree_le timestamptz not null,
  unique (dossier_id, numero)
);

create table piece (
  id uuid primary key,
  dossier_id uuid references dossier,
  organisme text not null,
  nature text not null,
  ecole text,
  nom text not null,
  type text not null,
  octets bigint not null,
  sha256 text not null,
  cle text not null,
  antivirus text not null default 'non_analyse',
  deposee_par uuid references personne,
  deposee_nom text not null default '',
  retiree_le timestamptz,
  cree_le timestamptz not null
);
create index piece_dossier on piece (dossier_id);
create index piece_organisme on piece (organisme);
create index piece_sha256 on piece (sha256);

create table invitation (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  courriel text not null,
  role text not null,
  uai text,
  etat text not null default 'envoyee' check (etat in ('envoyee', 'acceptee', 'retiree')),
  jeton text,
  personne_id uuid references personne,
  par text not null,
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index invitation_dossier on invitation (dossier_id);
create index invitation_personne on invitation (personne_id);
create index invitation_courriel on invitation (courriel);
create index invitation_jeton on invitation (jeton);

create table avis (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  ecole text,
  role text not null,
  etat text not null default 'demande' check (etat in ('demande', 'rendu', 'remplace')),
  sens text,
  texte text,
  avant date,
  par text,
  contenu jsonb not null default '{}',
  cree_le timestamptz not null,
  rendu_le timestamptz
);
create index avis_dossier on avis (dossier_id);
create index avis_attendus on avis (role, etat);

create table complement (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  etat text not null default 'demande' check (etat in ('demande', 'recu')),
  avant date not null,
  contenu jsonb not null,
  cree_le timestamptz not null,
  recu_le timestamptz
);
create index complement_dossier on complement (dossier_id);

create table examen (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  element text not null,
  verdict text not null check (verdict in ('conforme', 'non_conforme', 'sans_objet')),
  motif text,
  par text not null,
  cree_le timestamptz not null,
  unique (dossier_id, element)
);

create table note (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  ecole text not null,
  personne_id uuid not null references personne,
  par text not null,
  score numeric,
  contenu jsonb not null,
  cree_le timestamptz not null,
  unique (dossier_id, ecole, personne_id)
);

create table deport (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  personne_id uuid not null references personne,
  par text not null,
  motif text not null,
  cree_le timestamptz not null,
  unique (dossier_id, personne_id)
);

create table seance (
  id uuid primary key,
  appel text not null references appel,
  genre text not null check (genre in ('technique', 'permanente')),
  etat text not null default 'preparee' check (etat in ('preparee', 'ouverte', 'close', 'publiee')),
  version int not null default 1,
  date date not null,
  lieu text not null default '',
  publication_le timestamptz,
  publiee_le timestamptz,
  contenu jsonb not null default '{}',
  journal_rang int not null default 0,
  journal_empreinte text not null default repeat('0', 64),
  cree_le timestamptz not null
);
create index seance_appel on seance (appel, genre, date);

create table seance_dossier (
  seance_id uuid not null references seance,
  dossier_id uuid not null references dossier,
  ordre int not null default 0,
  primary key (seance_id, dossier_id)
);
create index seance_dossier_dossier on seance_dossier (dossier_id);

create table devis (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  numero text not null,
  version int not null default 1,
  etat text not null default 'envoye' check (etat in ('envoye', 'conforme', 'a_reprendre', 'remplace')),
  fournisseur_nom text not null,
  fournisseur_siret text not null,
  date date not null,
  validite date not null,
  total bigint not null,
  piece_id uuid,
  remplace uuid,
  lignes jsonb not null default '[]',
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index devis_dossier on devis (dossier_id);

create table vote (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  etat text not null check (etat in ('inscrit', 'accorde', 'ajourne', 'refuse', 'remplace')),
  date date,
  seance_id uuid,
  deliberation text,
  rapport text,
  montant bigint,
  par_volet jsonb not null default '[]',
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index vote_dossier on vote (dossier_id);

create table convention (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  etat text not null check (etat in ('envoyee', 'signee', 'executee', 'notifiee', 'remplacee')),
  numero int not null default 1,
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index convention_dossier on convention (dossier_id);

create table deliberation (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  sens text not null check (sens in ('favorable', 'defavorable', 'ajournee')),
  numero text,
  date date not null,
  autorise_signature boolean not null,
  piece_id uuid,
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index deliberation_dossier on deliberation (dossier_id);

create table signature (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  objet text not null,
  ecole text,
  partie text not null check (partie in ('beneficiaire', 'departement', 'rectorat')),
  nom text not null,
  qualite text not null,
  date date not null,
  piece_id uuid,
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index signature_dossier on signature (dossier_id);

create table engagement (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  numero text not null,
  annee int not null,
  ligne text not null,
  montant bigint not null,
  par_volet jsonb not null default '[]',
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index engagement_dossier on engagement (dossier_id);

create table avenant (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  etat text not null check (etat in ('demande', 'instruit', 'vote', 'signe', 'notifie', 'refuse')),
  genre text not null,
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index avenant_dossier on avenant (dossier_id);

create table commande (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  etat text not null default 'passee' check (etat in ('passee', 'livree_partiellement', 'livree')),
  devis_id uuid references devis,
  date date not null,
  fournisseur text not null,
  total bigint not null,
  lignes jsonb not null default '[]',
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index commande_dossier on commande (dossier_id);

create table reception (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  ecole text not null,
  date date not null,
  tout_livre boolean not null default false,
  lignes jsonb not null default '[]',
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index reception_dossier on reception (dossier_id);

create table versement (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  type text not null check (type in ('avance', 'acompte', 'solde')),
  etat text not null check (etat in ('deposee', 'a_completer', 'liquidee', 'validee', 'mandatee', 'payee', 'rejetee')),
  montant bigint not null default 0 check (montant >= 0),
  par_volet jsonb not null default '[]',
  iban text,
  calcule_par uuid references personne,
  valide_par uuid references personne,
  mandat text,
  bordereau text,
  mandate_le date,
  paye_le date,
  montant_paye bigint,
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index versement_dossier on versement (dossier_id);
create index versement_etat on versement (etat);

create table facture (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  versement_id uuid not null references versement,
  siret text not null,
  numero text not null,
  date date not null,
  ht bigint not null,
  tva bigint not null,
  mandat text,
  mandat_le date,
  piece_id uuid,
  sha256 text,
  ecartee boolean not null default false,
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index facture_dossier on facture (dossier_id);
-- The same invoice is looked for across all dossiers (actes.md, demander_versement).
create index facture_identite on facture (siret, numero);
create index facture_sha256 on facture (sha256);

create table recours (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  etat text not null check (etat in ('depose', 'accueilli', 'rejete', 'irrecevable')),
  genre text not null check (genre in ('gracieux', 'contentieux')),
  date date not null,
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index recours_dossier on recours (dossier_id);

create table procedure_suivie (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  genre text not null check (genre in ('caducite', 'reversement', 'controle', 'demarrage_anticipe')),
  etat text not null,
  montant bigint,
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index procedure_dossier on procedure_suivie (dossier_id, genre);

create table action (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  ecole text not null,
  pilier text not null check (pilier in ('formation', 'parentalite', 'ressources')),
  etat text not null check (etat in ('proposee', 'planifiee', 'tenue', 'annulee')),
  date date,
  contenu jsonb not null default '{}',
  cree_le timestamptz not null
);
create index action_dossier on action (dossier_id);

create table fil (
  id uuid primary key,
  dossier_id uuid not null references dossier,
  objet text not null,
  interne boolean not null default false,
  cree_le timestamptz not null
);
create index fil_dossier on fil (dossier_id);
create table message (
  id uuid primary key,
  fil_id uuid not null references fil,
  dossier_id uuid not null references dossier,
  personne_id uuid references personne,
  par text not null,
  qualite text not null,
  texte text not null,
  pieces jsonb not null default '[]',
  origine text not null default 'page',
  cree_le timestamptz not null
);
create index message_fil on message (fil_id, cree_le);
create index message_dossier on message (dossier_id);

-- One row per act, chained by SHA-256 within its chain (a dossier, a session, a call, an organisation).
create table journal (
  id bigint generated always as identity primary key,
  chaine text not null,
  rang int not null,
  acte text not null,
  sur text,
  dossier_id uuid references dossier,
  seance_id uuid references seance,
  le timestamptz not null,
  personne_id uuid,
  par text not null,
  qualite text not null,
  saisie jsonb not null,
  etat_avant text,
  etat_apres text,
  precedente text not null,
  empreinte text not null,
  unique (chaine, rang)
);
create index journal_dossier on journal (dossier_id, id);
create index journal_seance on journal (seance_id, id);

create function journal_intouchable() returns trigger language plpgsql as $$
begin
  raise exception 'Le journal ne se modifie pas.';
end $$;
create trigger journal_intouchable before update or delete on journal
  for each statement execute function journal_intouchable();

create table idempotence (
  personne_id uuid not null,
  cle text not null,
  empreinte text not null,
  statut int not null,
  reponse jsonb not null,
  cree_le timestamptz not null,
  primary key (personne_id, cle)
);

-- Every letter, written in the transaction of its act; a job makes it leave.
create table courriel (
  id uuid primary key,
  cle text not null unique,
  a text[] not null,
  objet text not null,
  modele text not null,
  dossier_id uuid references dossier,
  acte text,
  blocs jsonb not null,
  repondre_a text,
  pieces jsonb not null default '[]',
  etat text not null default 'attente' check (etat in ('attente', 'envoye', 'garde', 'refuse', 'recapitulatif')),
  raison text,
  tentatives int not null default 0,
  cree_le timestamptz not null,
  envoye_le timestamptz
);
create index courriel_dossier on courriel (dossier_id, cree_le);
create index courriel_attente on courriel (cree_le) where etat = 'attente';
create index courriel_le on courriel (cree_le);

create table document (
  id uuid primary key,
  dossier_id uuid references dossier,
  seance_id uuid references seance,
  genre text not null,
  nom text not null,
  type text not null default 'application/pdf',
  cle text,
  octets bigint,
  sha256 text,
  etat text not null default 'a_composer' check (etat in ('a_composer', 'pret', 'echec')),
  visible boolean not null default true,
  contenu jsonb not null,
  cree_le timestamptz not null
);
create index document_dossier on document (dossier_id, cree_le);
create index document_seance on document (seance_id);

create table session (
  empreinte text primary key,
  personne_id uuid not null references personne,
  cree_le timestamptz not null,
  vue_le timestamptz not null,
  expire_le timestamptz not null,
  appareil text not null default '',
  contenu jsonb not null default '{}'
);
create index session_personne on session (personne_id);

create table jeton_connexion (
  empreinte text primary key,
  code text not null,
  courriel text not null,
  retour text,
  navigateur text,
  tentatives int not null default 0,
  utilise_le timestamptz,
  expire_le timestamptz not null,
  cree_le timestamptz not null
);
create index jeton_connexion_courriel on jeton_connexion (courriel, cree_le);

create table jeton_api (
  empreinte text primary key,
  personne_id uuid not null references personne,
  nom text not null default '',
  expire_le timestamptz,
  revoque_le timestamptz,
  vu_le timestamptz,
  cree_le timestamptz not null
);
create index jeton_api_personne on jeton_api (personne_id);

create table rattachement (
  id uuid primary key,
  personne_id uuid not null references personne,
  organisme text not null,
  role text not null,
  voie text not null check (voie in ('gestionnaire', 'code', 'agent', 'proconnect')),
  etat text not null check (etat in ('demande', 'accepte', 'refuse')),
  code text,
  tentatives int not null default 0,
  contenu jsonb not null default '{}',
  cree_le timestamptz not null,
  expire_le timestamptz
);
create index rattachement_organisme on rattachement (organisme, etat);
create index rattachement_personne on rattachement (personne_id);

create table limite (
  cle text not null,
  fenetre timestamptz not null,
  compte int not null,
  primary key (cle, fenetre)
);

create table reglage (
  cle text primary key,
  valeur jsonb not null
);

create table rappel (
  cle text primary key,
  cree_le timestamptz not null
);
