import { lireMontant } from '../domaine/montants.ts'
import { estRefus, introuvable } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { accomplir } from '../registre/accomplir.ts'
import { lireAppelPublie } from '../registre/appels.ts'
import { sansPrefixe, texteDe } from '../registre/formulaire-fichiers.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { composer } from '../socle/pdf/composer.ts'
import { ecrireXlsx } from '../socle/tableurs/ecrire-xlsx.ts'
import { ecrireWord } from '../socle/word/ecrire-word.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { urls } from '../urls.ts'
import { type Bilan, CommissionPermanentePage } from './commission-permanente-page.tsx'
import { COLONNES_RAPPORT, rapport } from './rapport.ts'
import { lecteurDe, lireSeancesPermanentes, lireVotes, tient } from './vote-queries.ts'

/** The commission permanente: agenda and decisions in bulk, the report and its annex. */
export const routesCommissionPermanente: Slice = ({ pages, maison }) => {
  pages.get(urls.commissionPermanente, (requete) => montrer(maison, requete))
  pages.post(urls.commissionPermanente, async (requete) => {
    const slug = requete.params.slug ?? ''
    const corps = sansPrefixe(requete.body ?? {})
    const acte = texteDe(corps, 'acte')
    if (!['inscrire_ordre_du_jour', 'accorder', 'ajourner', 'refuser_accord'].includes(acte)) return introuvable()
    const choisis = new Set([corps.choisis ?? []].flat())
    const lignes = (await lireVotes(maison.porte.base, slug)).filter((l) => choisis.has(l.id))
    const dates = Object.fromEntries(
      ['date', 'transmiseLe', 'publieeLe'].flatMap((nom) => {
        const d = dateSaisie(corps, nom)
        return d ? [[nom, d]] : []
      }),
    )
    const textes = (...noms: string[]) =>
      Object.fromEntries(noms.flatMap((nom) => (texteDe(corps, nom) ? [[nom, texteDe(corps, nom)]] : [])))
    const bilan: Bilan = { faits: 0, refus: [] }
    for (const l of lignes) {
      const saisie =
        acte === 'accorder'
          ? {
              ...dates,
              ...textes('deliberation', 'rapport', 'motif'),
              montant: lireMontant(texteDe(corps, `montant.${l.id}`)) ?? l.montant ?? l.calcule,
            }
          : {
              ...(dates.date ? { date: dates.date } : {}),
              ...textes('seance', 'motif', ...(acte === 'refuser_accord' ? ['deliberation'] : [])),
            }
      const fait = await accomplir(maison.porte, {
        dossier: l.id,
        acte,
        saisie: { version: l.version, ...saisie },
        acteur: acteurDe(requete),
        recuLe: requete.recuLe,
      })
      if (estRefus(fait)) bilan.refus.push(`${l.numero} : ${fait.detail}`)
      else bilan.faits++
    }
    if (lignes.length === 0) bilan.refus.push('Cochez au moins un dossier.')
    return montrer(maison, requete, bilan)
  })
  pages.get(urls.rapportCommission, async (requete) => {
    const slug = requete.params.slug ?? ''
    const appel = await lireAppelPublie(maison.porte.base, slug)
    if (!appel || !lecteurDe(acteurDe(requete), slug)) return introuvable()
    const inscrites = (await lireVotes(maison.porte.base, slug)).filter((l) => l.vote !== null)
    const lignes = inscrites.filter((l) => !requete.query.date || l.date === requete.query.date)
    const document = rapport(appel.appel, lignes, requete.query.date)
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

const montrer = async (maison: Maison, requete: Requete, bilan?: Bilan): Promise<Sortie> => {
  const slug = requete.params.slug ?? ''
  const acteur = acteurDe(requete)
  const appel = await lireAppelPublie(maison.porte.base, slug)
  if (!appel || !lecteurDe(acteur, slug)) return introuvable()
  return {
    statut: bilan && bilan.faits === 0 ? 409 : 200,
    page: (
      <CommissionPermanentePage
        cadre={cadreDuBureau(maison.cadre(requete), appel.appel, 'vote')}
        appel={appel.appel}
        lignes={await lireVotes(maison.porte.base, slug)}
        seances={await lireSeancesPermanentes(maison.porte.base, slug)}
        secretaire={tient(acteur, slug, 'secretaire_assemblee')}
        inscrit={tient(acteur, slug, 'secretaire_assemblee', 'instructeur')}
        bilan={bilan}
        corps={requete.body ?? {}}
      />
    ),
  }
}
