-- « F1-23 » and « F12-3 » are two invoices: where letters, figures and signs part counts, the kind of sign, case and zeros in front do
-- not. `numero_simple` (0065) stays, to find the numbers that only look alike. The rulebook's twin is numeroNormal
-- (domaine/versement-factures.ts).
create function numero_normal(numero text) returns text language sql immutable parallel safe as
  $$ select coalesce(nullif(regexp_replace(trim(both '-' from regexp_replace(regexp_replace(
      upper(regexp_replace(numero, '[^A-Za-z0-9]+', '-', 'g')),
      '([A-Z])(?=[0-9])', '\1-', 'g'), '([0-9])(?=[A-Z])', '\1-', 'g')),
      '(^|-)0+(?=[0-9])', '\1', 'g'), ''), upper(numero)) $$;
create index facture_normale on facture (left(siret, 9), numero_normal(numero));
