import { introuvable } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { lireAppelPublie } from '../registre/appels.ts'
import { sansPrefixe } from '../registre/formulaire-fichiers.ts'
import { texteDe } from '../socle/http/corps.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { composer } from '../socle/pdf/composer.ts'
import { ecrireXlsx } from '../socle/tableurs/ecrire-xlsx.ts'
import { ecrireWord } from '../socle/word/ecrire-word.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import { urls } from '../urls.ts'
import { ACTES_DU_VOTE, type Bilan, deciderEnLot } from './commission-permanente-gestes.ts'
import { CommissionPermanentePage } from './commission-permanente-page.tsx'
import { COLONNES_RAPPORT, rapport } from './rapport.ts'
import { lecteurDe, lireSeancesPermanentes, lireVotes, tient } from './vote-queries.ts'

/** The commission permanente: agenda and decisions in bulk, the report and its annex. */
export const routesCommissionPermanente: Slice = ({ pages, maison }) => {
  pages.get(urls.commissionPermanente, (requete) => montrer(maison, requete))
  pages.post(urls.commissionPermanente, async (requete) => {
    const slug = requete.params.slug ?? ''
    const corps = sansPrefixe(requete.body ?? {})
    if (!ACTES_DU_VOTE.some((a) => a === texteDe(corps, 'acte')) || !lecteurDe(acteurDe(requete), slug))
      return introuvable()
    const prefixe = texteDe(corps, 'prefixe')
    const bilan = await deciderEnLot(maison, requete, corps, prefixe ? `${prefixe}.` : '')
    // Everything went well: the page that a reload may ask again.
    return bilan.refus.length + bilan.erreurs.length === 0
      ? { vers: urls.commissionPermanente.href({ slug }, { faits: bilan.faits, ...seanceDe(requete) }) }
      : montrer(maison, requete, bilan)
  })
  pages.get(urls.rapportCommission, async (requete) => {
    const slug = requete.params.slug ?? ''
    const appel = await lireAppelPublie(maison.porte.base, slug)
    if (!appel || !lecteurDe(acteurDe(requete), slug)) return introuvable()
    const inscrites = (await lireVotes(maison.porte.base, slug)).filter((l) => l.vote !== null)
    const lignes = inscrites.filter((l) => !requete.query.date || l.date === requete.query.date)
    const dates = new Set(lignes.map((l) => l.date))
    const document = rapport(
      appel.appel,
      lignes,
      requete.query.date ?? (dates.size === 1 ? ([...dates][0] ?? undefined) : undefined),
    )
    switch (requete.params.format) {
      case 'pdf':
        return {
          texte: await composer('maison', document),
          type: 'application/pdf',
          nom: `rapport-${slug}.pdf`,
          enLigne: true,
        }
      case 'docx':
        return {
          texte: ecrireWord(document),
          type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
          nom: `rapport-${slug}.docx`,
        }
      case 'xlsx':
        return {
          texte: ecrireXlsx(COLONNES_RAPPORT, lignes, { feuille: 'Annexe' }),
          type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          nom: `annexe-${slug}.xlsx`,
        }
      default:
        return introuvable()
    }
  })
}

/** The session that one works on stays on the page after a decision. */
const seanceDe = ({ query }: Requete) => (query.seance ? { seance: query.seance } : {})

const montrer = async (maison: Maison, requete: Requete, bilan?: Bilan): Promise<Sortie> => {
  const slug = requete.params.slug ?? ''
  const acteur = acteurDe(requete)
  const appel = await lireAppelPublie(maison.porte.base, slug)
  if (!appel || !lecteurDe(acteur, slug)) return introuvable()
  const faits = Number(requete.query.faits)
  return {
    statut: bilan === undefined ? 200 : bilan.erreurs.length > 0 ? 422 : bilan.faits === 0 ? 409 : 200,
    page: (
      <CommissionPermanentePage
        cadre={cadreDuBureau(maison.cadre(requete), appel.appel, 'vote')}
        appel={appel.appel}
        lignes={await lireVotes(maison.porte.base, slug)}
        seances={await lireSeancesPermanentes(maison.porte.base, slug)}
        secretaire={tient(acteur, slug, 'secretaire_assemblee')}
        inscrit={tient(acteur, slug, 'secretaire_assemblee', 'instructeur')}
        seance={requete.query.seance}
        bilan={bilan ?? (Number.isInteger(faits) && faits > 0 ? { faits, refus: [], erreurs: [] } : undefined)}
        corps={requete.body ?? {}}
      />
    ),
  }
}
