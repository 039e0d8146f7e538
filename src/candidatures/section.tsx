import type { Section } from '../domaine/appel/schema-formulaire.ts'
import { sectionsOuvertes } from '../domaine/ecriture.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { sectionVisible } from '../domaine/formulaire/conditions.ts'
import { type Champs, lireFormulaire } from '../domaine/formulaire/lire-formulaire.ts'
import type { ReponsesSection } from '../domaine/formulaire/reponses.ts'
import { lignesDe } from '../domaine/questions/table.ts'
import { type Erreur, estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { idDeChemin } from '../ui/champ.tsx'
import { urls } from '../urls.ts'
import { lireBibliotheque } from './bibliotheque.ts'
import { ConflitPage } from './conflit-page.tsx'
import { ecritPourLePorteur, ouvrirDossier } from './ecran.ts'
import { enregistrer } from './enregistrer.ts'
import { champ, lireFormulairePoste } from './formulaire-poste.ts'
import { joindre } from './joindre.ts'
import { SectionPage, type VueSection } from './section-page.tsx'
import { copier, type Place, suivante, traiterPieces } from './section-suites.ts'
import { lienSection } from './taches.ts'
import { oublierTexte, reprendreTexte } from './textes-gardes.ts'

/** The pages of the call's form: read, saved as one goes, never blocked by a wrong answer. */
export const routesSection: Slice = ({ pages, maison }) => {
  for (const adresse of [urls.section, urls.sectionEcole]) {
    pages.get(adresse, async (requete) => {
      const p = await placer(maison, requete)
      if (estRefus(p)) return p
      const garde = await reprendreTexte(maison, requete)
      const valeurs = garde
        ? lireFormulaire(garde, p.section, p.e.faits.appel.catalogue, champ(garde, 'questions').split(',')).reponses
        : {}
      return montrer(p, { valeurs, retrouve: garde !== undefined, erreurs: [] })
    })
    pages.post(adresse, async (requete) => {
      const p = await placer(maison, requete)
      if (estRefus(p)) {
        requete.raw.resume()
        return p
      }
      return traiter(p, requete)
    })
  }
}

const placer = async (maison: Maison, requete: Requete): Promise<Place | Refus> => {
  const e = await ouvrirDossier(maison, requete)
  if (estRefus(e)) return e
  const uai = requete.params.uai?.toUpperCase()
  const section = e.faits.appel.formulaire.find(
    (s) => s.id === requete.params.section && s.par === (uai ? 'ecole' : 'dossier'),
  )
  const ecoleVue =
    uai === undefined
      ? e.profil === 'porteur' || e.profil === 'service'
      : ecolesVivantes(e.faits).some((x) => x.uai === uai)
  const { appel, reponses } = e.faits
  return section && ecoleVue && sectionVisible(section, { appel, reponses, uai }) ? { e, section, uai } : introuvable()
}

const montrer = async (
  { e, section, uai }: Place,
  v: Pick<VueSection, 'valeurs' | 'erreurs'> & Partial<VueSection> & { statut?: number },
): Promise<Sortie> => {
  const fichiers = section.questions.some((q) => q.type === 'fichier')
  const connues = fichiers && ecritPourLePorteur(e) ? await lireBibliotheque(e.base, e.faits) : []
  const { statut = 200, ...suite } = v
  const trace = e.faits.traces.find((t) => t.section === section.id && t.ecole === (uai ?? ''))
  const { ajout, enregistre } = e.requete.query
  return {
    statut,
    page: <SectionPage {...{ e, section, uai, trace, connues, ajout }} precedente={enregistre} {...suite} />,
  }
}

const traiter = async (p: Place, requete: Requete): Promise<Sortie> => {
  const { e, section, uai } = p
  const auto = requete.headers['x-enregistrement'] === 'auto'
  const ferme = sectionsOuvertes(e.faits, e.qualites, section.id, uai ?? '')
  const { champs, erreurs: refuses } = await lireFormulairePoste(requete, async (f) => {
    const q = section.questions.find((x) => x.id === f.champ && x.type === 'fichier')
    if (!q || ferme) return undefined
    const recu = await joindre(
      e.maison,
      { dossier: e.faits.dossier.id, nature: q.id, ecole: uai, acteur: e.acteur, recuLe: e.maintenant },
      f,
    )
    return estRefus(recu) ? { chemin: q.id, message: recu.detail } : undefined
  })
  if (ferme)
    return auto
      ? muet(ferme.statut)
      : montrer(p, { statut: ferme.statut, erreurs: [], alerte: ferme.detail, valeurs: relire(p, champs) })
  const lus = sansLigne(champs)
  const bilan = await enregistrer(e, { section, uai, champs: lus })
  if (bilan.issue === 'conflit')
    return auto
      ? muet(409)
      : {
          statut: 409,
          page: <ConflitPage {...{ e, section, uai, champs }} valeurs={bilan.valeurs} conflit={bilan.conflit} />,
        }
  if (bilan.issue === 'refus')
    return auto
      ? muet(bilan.refus.statut)
      : montrer(p, {
          statut: bilan.refus.statut,
          erreurs: bilan.refus.erreurs ?? [],
          alerte: bilan.refus.detail,
          valeurs: bilan.valeurs,
        })
  if (auto) return muet(bilan.erreurs.length > 0 ? 422 : 204)
  await oublierTexte(e.maison, requete)
  const pieces = await traiterPieces(p, champs)
  await copier(p, champs, bilan.valeurs)
  const ici = ailleurs(p, champs)
  if (ici) return { vers: ici }
  const erreurs: Erreur[] = [...refuses, ...pieces, ...bilan.erreurs]
  if (erreurs.length === 0) return { vers: suivante(p, champ(champs, 'suite') === 'dossier') }
  const frais = await placer(e.maison, requete)
  return estRefus(frais) ? frais : montrer(frais, { statut: 422, erreurs, valeurs: bilan.valeurs })
}

/** An answer to the script, which says the words itself. */
const muet = (statut: number): Sortie => ({ texte: '', type: 'text/plain', statut })

const relire = ({ e, section }: Place, champs: Champs): ReponsesSection =>
  lireFormulaire(champs, section, e.faits.appel.catalogue, champ(champs, 'questions').split(',')).reponses

/** « Retirer » on a row: its fields are not read. */
const sansLigne = (champs: Champs): Champs => {
  const ligne = champ(champs, 'retirer')
  return ligne === ''
    ? champs
    : Object.fromEntries(Object.entries(champs).filter(([nom]) => !nom.startsWith(`${ligne}.`)))
}

/** Buttons that come back to the same page: one more row, one less, an updated page, a piece taken out. */
const ailleurs = ({ e, section, uai }: Place, champs: Champs): string | undefined => {
  const ici = lienSection(e, section.id, uai)
  const ajout = champ(champs, 'ajouter')
  if (ajout !== '') {
    const rang = lignesDe(relire({ e, section, uai }, champs)[ajout]).length
    return `${ici}?ajout=${encodeURIComponent(ajout)}#${idDeChemin(`${ajout}.${rang}`)}-${premiereColonne(section, ajout)}`
  }
  const table = champ(champs, 'retirer').split('.')[0]
  if (table) return `${ici}#${idDeChemin(table)}`
  if (champ(champs, 'retirer_piece') !== '' || champ(champs, 'suite') === 'ici') return ici
  const copie = champ(champs, 'copier_vers')
  return copie === '' ? undefined : lienSection(e, section.id, copie)
}

const premiereColonne = (section: Section, table: string): string =>
  section.questions.find((q) => q.id === table)?.colonnes?.[0]?.id ?? ''
