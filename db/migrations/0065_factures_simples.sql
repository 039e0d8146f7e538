-- The same invoice under two spellings (« FA-2025/012 », « fa 2025 012 ») is one invoice: the register compares what is left
-- once case, spaces and signs are gone. The rulebook's twin is numeroSimple (domaine/versement-factures.ts).
create function numero_simple(numero text) returns text language sql immutable parallel safe as
  $$ select coalesce(nullif(regexp_replace(upper(numero), '[^A-Z0-9]', '', 'g'), ''), upper(numero)) $$;
create index facture_simple on facture (left(siret, 9), numero_simple(numero));
