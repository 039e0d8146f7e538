-- Two calls may begin with the same word (« essai-2026-a », « essai-2026-b »): dossiers are numbered by what their number begins
-- with, not by call, so that no number is ever given twice.
create table numerotation (
  prefixe text primary key,
  dernier int not null
);
insert into numerotation (prefixe, dernier)
  select substring(numero from '^(.*)-[0-9]+$'), max(substring(numero from '([0-9]+)$')::int)
  from dossier where numero ~ '-[0-9]{1,9}$' group by 1;
alter table appel drop column dernier_numero;
