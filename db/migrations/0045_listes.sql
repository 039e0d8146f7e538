-- One index per order of the agents' lists: a page of fifty costs the same at its first and at its thousandth screen
-- (docs/mesures.md). dossier_recent had another order of ties than the pages.
create index dossier_par_attente on dossier (appel, etat_depuis, id) where depose_le is not null;
create index dossier_par_depot on dossier (appel, depose_le desc, id desc) where depose_le is not null;
create index dossier_par_montant on dossier (appel, montant_calcule desc, id desc) where depose_le is not null;
create index dossier_par_score on dossier (appel, (coalesce(score, -1)) desc, id desc) where depose_le is not null;
create index dossier_par_creation on dossier (cree_le desc, id desc);
create index organisme_par_nom on organisme (nom, siren);
drop index dossier_recent;
