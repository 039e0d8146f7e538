import { lireMontant } from '../domaine/montants.ts'
import { type Erreur, estRefus } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import { accomplir } from '../registre/accomplir.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { dossiersChoisis } from './choix-dossier.tsx'
import { type LigneVote, lireVotes } from './vote-queries.ts'

/** What became of a lot: dossiers done, sentences by dossier, errors of the fields that all share. */
export type Bilan = { faits: number; refus: string[]; erreurs: Erreur[] }

export const ACTES_DU_VOTE = ['inscrire_ordre_du_jour', 'accorder', 'ajourner', 'refuser_accord'] as const
const COMMUNS = new Set(['date', 'deliberation', 'rapport', 'transmiseLe', 'publieeLe', 'seance'])
const POUR_TOUS = 'Indiquez'

/** One decision for every ticked dossier. Each goes through the door on its own: those that can be done are done. */
export const deciderEnLot = async (maison: Maison, requete: Requete, corps: Corps, prefixe: string): Promise<Bilan> => {
  const acte = texteDe(corps, 'acte')
  const choisis = dossiersChoisis(corps)
  const lignes = (await lireVotes(maison.porte.base, requete.params.slug ?? '')).filter((l) => choisis.has(l.id))
  const bilan: Bilan = { faits: 0, refus: [], erreurs: [] }
  if (lignes.length === 0) bilan.refus.push('Cochez au moins un dossier.')
  for (const l of lignes) {
    const lu = saisieDe(corps, l, acte)
    if (typeof lu === 'string') {
      bilan.refus.push(`${l.numero} : ${lu}`)
      continue
    }
    const fait = await accomplir(maison.porte, {
      dossier: l.id,
      acte,
      saisie: { version: l.version, ...lu },
      acteur: acteurDe(requete),
      recuLe: requete.recuLe,
    })
    if (!estRefus(fait)) bilan.faits++
    else {
      const communes = (fait.erreurs ?? []).filter((e) => COMMUNS.has(e.chemin))
      for (const e of communes) {
        const chemin = `${prefixe}${e.chemin}`
        if (!bilan.erreurs.some((x) => x.chemin === chemin))
          bilan.erreurs.push({
            chemin,
            message: e.chemin === 'deliberation' ? `${POUR_TOUS} le numéro de la délibération.` : e.message,
          })
      }
      if (communes.length === 0) bilan.refus.push(`${l.numero} : ${fait.detail}`)
    }
  }
  return bilan
}

/** The inputs of one dossier of the lot, or the sentence about what was typed in its row. */
const saisieDe = (corps: Corps, l: LigneVote, acte: string): Record<string, unknown> | string => {
  const dates = Object.fromEntries(
    ['date', 'transmiseLe', 'publieeLe'].flatMap((nom) => {
      const d = dateSaisie(corps, nom)
      return d ? [[nom, d]] : []
    }),
  )
  const textes = (...noms: string[]) =>
    Object.fromEntries(noms.flatMap((nom) => (texteDe(corps, nom) ? [[nom, texteDe(corps, nom)]] : [])))
  if (acte !== 'accorder')
    return {
      ...(dates.date ? { date: dates.date } : {}),
      ...textes('seance', 'motif', ...(acte === 'refuser_accord' ? ['deliberation'] : [])),
    }
  const typee = texteDe(corps, `montant.${l.id}`)
  const montant = typee === '' ? (l.montant ?? l.calcule) : lireMontant(typee)
  if (montant === undefined) return `« ${typee} » n’est pas un montant. Écrivez par exemple 3 724,93.`
  const motif = texteDe(corps, `motif.${l.id}`) || texteDe(corps, 'motif')
  const deports = texteDe(corps, 'deports')
    .split(/[,;\n]/)
    .map((x) => x.trim())
    .filter(Boolean)
  return {
    ...dates,
    ...textes('deliberation', 'rapport'),
    ...(motif ? { motif } : {}),
    ...(deports.length > 0 ? { deports } : {}),
    montant,
  }
}
