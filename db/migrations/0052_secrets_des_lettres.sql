-- The letter that carries the link to a new address keeps it only until it has left, like the sign-in letter (0004).
drop trigger courriel_sans_secret on courriel;
create trigger courriel_sans_secret before update of etat on courriel for each row
  when (new.etat = 'envoye' and new.modele in ('connexion', 'rattachement_code', 'changement_adresse'))
  execute function courriel_sans_secret();
