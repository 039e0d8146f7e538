-- The agents' search also reads the communes of the schools (an EPCI's dossier names them nowhere else); the next act on a dossier
-- writes the same text again.
update dossier d set recherche = d.recherche || ' ' || x.communes
from (
  select p.dossier_id, string_agg(distinct c.recherche, ' ' order by c.recherche) as communes
  from projet_ecole p join ecole e on e.uai = p.uai join commune c on c.insee = e.commune
  where p.etat <> 'retire' group by p.dossier_id
) x
where x.dossier_id = d.id;
