import { ecolesFinancees } from '../domaine/demande.ts'
import type { Faits } from '../domaine/faits.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { Case, ChampDate } from '../ui/champs-choix.tsx'

/** Schools where nothing is declared delivered yet. */
const ecolesSansLivraison = (f: Faits) => ecolesFinancees(f).filter((e) => !f.receptions.some((r) => r.ecole === e.uai))

/** « Tout est livré », said inside the claim for the schools that never said it: one tick each, one date. */
export const LivraisonsADeclarer = (p: { r: { faits: Faits }; corps: Corps; erreurs: Erreur[] }) => {
  const ecoles = ecolesSansLivraison(p.r.faits)
  if (ecoles.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Livraisons</h2>
      <p class="govuk-body">Rien n’est encore déclaré livré ici. Cochez les écoles où tout est arrivé.</p>
      {ecoles.map((e) => (
        <Case
          chemin={`livre.${e.uai}`}
          libelle={`Tout est livré, ${typographier(e.nom)}`}
          erreurs={p.erreurs}
          coche={texteDe(p.corps, `livre.${e.uai}`) === 'oui'}
        />
      ))}
      <ChampDate
        chemin="livreLe"
        libelle="Date de la dernière livraison"
        erreurs={p.erreurs}
        valeur={dateSaisie(p.corps, 'livreLe')}
      />
    </>
  )
}

/** The deliveries ticked in the claim, as the act takes them. */
export const livraisonsDites = (
  f: Faits,
  c: Corps,
): { receptions?: { ecole: string; date: string }[]; erreurs: Erreur[] } => {
  const ecoles = ecolesSansLivraison(f).filter((e) => texteDe(c, `livre.${e.uai}`) === 'oui')
  if (ecoles.length === 0) return { erreurs: [] }
  const date = dateSaisie(c, 'livreLe')
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date))
    ? { receptions: ecoles.map((e) => ({ ecole: e.uai, date })), erreurs: [] }
    : {
        erreurs: [
          {
            chemin: 'livreLe',
            message: 'Indiquez le jour, le mois et l’année de la livraison, par exemple 15 3 2025.',
          },
        ],
      }
}
