import type { Section } from '../domaine/appel/schema-formulaire.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { sectionVisible } from '../domaine/formulaire/conditions.ts'
import type { Champs } from '../domaine/formulaire/lire-formulaire.ts'
import { type ReponsesSection, reponsesDe } from '../domaine/formulaire/reponses.ts'
import { lignesDe } from '../domaine/questions/table.ts'
import { type Erreur, estRefus } from '../domaine/refus.ts'
import { retirerPiece } from '../registre/pieces.ts'
import { repondre } from '../registre/repondre.ts'
import { urls } from '../urls.ts'
import { reprendrePiece } from './bibliotheque.ts'
import { type Ecran, ecritPourLePorteur } from './ecran.ts'
import { champ } from './formulaire-poste.ts'
import { lienSection } from './taches.ts'

export type Place = { e: Ecran; section: Section; uai: string | undefined }

/** Where one goes after a section: the next one of the same part, or the dossier. */
export const suivante = ({ e, section, uai }: Place, versDossier: boolean): string => {
  const id = e.faits.dossier.id
  const { appel } = e.faits
  const sections = appel.formulaire.filter(
    (s) => s.par === section.par && sectionVisible(s, { appel, reponses: e.faits.reponses, uai }),
  )
  const apres = versDossier ? undefined : sections[sections.findIndex((s) => s.id === section.id) + 1]
  return apres
    ? `${lienSection(e, apres.id, uai)}?enregistre=${section.id}`
    : urls.dossier.href({ id }, { fait: 'enregistre' })
}

/** A file taken out, or taken back from the library. */
export const traiterPieces = async ({ e, section, uai }: Place, champs: Champs): Promise<Erreur[]> => {
  const retiree = champ(champs, 'retirer_piece')
  if (retiree !== '') {
    const fait = await retirerPiece(e.maison.porte, { dossier: e.faits.dossier.id, piece: retiree, acteur: e.acteur })
    if (estRefus(fait)) return [{ chemin: '', message: fait.detail }]
  }
  const erreurs: Erreur[] = []
  for (const q of section.questions.filter((x) => x.type === 'fichier')) {
    const piece = champ(champs, `reprendre.${q.id}`)
    if (piece === '' || !ecritPourLePorteur(e)) continue
    const fait = await reprendrePiece(e.maison.porte, e.faits, {
      piece,
      nature: q.id,
      ecole: uai,
      acteur: e.acteur,
      recuLe: e.maintenant,
    })
    if (estRefus(fait)) erreurs.push({ chemin: q.id, message: fait.detail })
  }
  return erreurs
}

/** Adds the rows of this school's table to another school's. */
export const copier = async ({ e, section, uai }: Place, champs: Champs, posees: ReponsesSection): Promise<void> => {
  const vers = champ(champs, 'copier_vers')
  const table = section.questions.find((q) => q.type === 'table')
  if (!uai || !table || vers === uai || !ecolesVivantes(e.faits).some((x) => x.uai === vers)) return
  const ici = lignesDe(posees[table.id])
  const la = lignesDe(reponsesDe(e.faits.reponses, section.id, vers)[table.id])
  await repondre(e.maison.porte, {
    dossier: e.faits.dossier.id,
    fragment: { ecoles: { [vers]: { [section.id]: { [table.id]: [...la, ...ici] } } } },
    acteur: e.acteur,
    recuLe: e.maintenant,
  })
}
