import { calculDuDossier } from '../domaine/demande.ts'
import type { Faits } from '../domaine/faits.ts'
import type { Calcul, CalculEcole } from '../domaine/financement/calculer.ts'
import type { Explication } from '../domaine/financement/demande.ts'
import { typographier } from '../domaine/organismes.ts'
import { CarteArgent, type LigneDeCalcul } from '../ui/carte-argent.tsx'
import { aOrganisme } from './mots.ts'

/** The funding plan of a whole dossier: expense, retained, subsidy, other funders, what is left; each line explained. */
export const ArgentDossier = ({ faits, id, titre }: { faits: Faits; id?: string; titre?: string }) => {
  const c = calculDuDossier(faits)
  return (
    <CarteArgent
      titre={titre ?? 'Votre plan de financement'}
      {...(id ? { id } : {})}
      lignes={[
        { libelle: 'Dépense HT', centimes: c.depense },
        { libelle: 'Dépense subventionnable', centimes: c.depenseRetenue },
        { libelle: 'Subvention estimée', centimes: c.subvention },
        ...(c.cofinancements > 0 ? [{ libelle: 'Autres financements', centimes: c.cofinancements }] : []),
      ]}
      total={{ libelle: `Reste ${aOrganisme(faits.organisme)}`, centimes: c.autofinancement }}
      calcul={expliquer(c, faits)}
    />
  )
}

/** The same for one school, beside its tables. */
export const ArgentEcole = ({ faits, uai, id }: { faits: Faits; uai: string; id?: string }) => {
  const ecole = calculDuDossier(faits).ecoles.find((x) => x.uai === uai)
  return (
    <CarteArgent
      titre="Pour cette école"
      {...(id ? { id } : {})}
      lignes={[
        { libelle: 'Dépense HT', centimes: ecole?.depense ?? 0 },
        { libelle: 'Dépense subventionnable', centimes: ecole?.depenseRetenue ?? 0 },
        { libelle: 'Subvention estimée', centimes: ecole?.subvention ?? 0 },
      ]}
      total={{ libelle: `Reste ${aOrganisme(faits.organisme)}`, centimes: ecole?.resteACharge ?? 0 }}
      calcul={ecole ? expliquerEcole(ecole) : []}
      ouvert
    />
  )
}

const expliquer = (c: Calcul, f: Faits): LigneDeCalcul[] => [
  ...c.ecoles.flatMap((e) => {
    const nom = typographier(f.ecoles.find((x) => x.uai === e.uai)?.nom ?? e.uai)
    return expliquerEcole(e).map((l) => (c.ecoles.length > 1 ? { ...l, libelle: `${nom} : ${l.libelle}` } : l))
  }),
  ...c.explication.map(enLigne),
  ...(c.depense === 0
    ? [{ libelle: 'Ajoutez des ressources ou des équipements dans la partie des écoles : le calcul se fait ici.' }]
    : []),
]

const expliquerEcole = (e: CalculEcole): LigneDeCalcul[] =>
  e.volets.filter((v) => v.depense > 0).flatMap((v) => v.explication.map((x) => enLigne(x, v.libelle)))

const enLigne = (x: Explication, volet?: string | number): LigneDeCalcul => ({
  libelle:
    typeof volet === 'string' ? `${volet}, ${x.libelle.charAt(0).toLowerCase()}${x.libelle.slice(1)}` : x.libelle,
  ...(x.formule ? { detail: x.formule } : {}),
  ...(x.montant === undefined ? {} : { centimes: x.montant }),
})
