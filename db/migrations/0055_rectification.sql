-- A correction that moves money waits for a second person (actes.md §3): it is followed like the other procedures of a dossier.
alter table procedure_suivie drop constraint procedure_suivie_genre_check;
alter table procedure_suivie add constraint procedure_suivie_genre_check
  check (genre in ('caducite', 'reversement', 'controle', 'demarrage_anticipe', 'rectification'));
