-- An identity of ProConnect whose address already has an account is bound to it only by the link sent to that address.
alter table jeton_connexion add column identite jsonb;
