import type { Question, Section } from '../domaine/appel/schema-formulaire.ts'
import { sectionsOuvertes } from '../domaine/ecriture.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { reponsesDe } from '../domaine/formulaire/reponses.ts'
import { lignesDe } from '../domaine/questions/table.ts'
import { estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { lireTableur } from '../socle/tableurs/lire-tableur.ts'
import { urls } from '../urls.ts'
import { type Ecran, ouvrirDossier } from './ecran.ts'
import { champ, lireFormulairePoste } from './formulaire-poste.ts'
import { ColonnesPage, FichierPage } from './importer-page.tsx'
import { devinerColonnes, type Feuille, rapprocher } from './rapprocher.ts'
import { SectionPage } from './section-page.tsx'

export type Import = { e: Ecran; section: Section; q: Question; uai: string }

const MAX_OCTETS = 2_000_000

/** Fills a table from a spreadsheet: the file, its columns, then the usual page with its rows, to check and save. */
export const routesImport: Slice = ({ pages, maison }) => {
  pages.get(urls.importTableau, async (requete) => {
    const i = await placer(maison, requete)
    return estRefus(i) ? i : { page: <FichierPage {...i} erreurs={[]} /> }
  })
  pages.post(urls.importTableau, async (requete) => {
    const i = await placer(maison, requete)
    if (estRefus(i)) {
      requete.raw.resume()
      return i
    }
    return requete.isMultipart() ? recevoir(i, requete) : associer(i, requete)
  })
}

const placer = async (maison: Maison, requete: Requete): Promise<Import | Refus> => {
  const e = await ouvrirDossier(maison, requete)
  if (estRefus(e)) return e
  const uai = requete.params.uai?.toUpperCase() ?? ''
  const section = e.faits.appel.formulaire.find((s) => s.id === requete.params.section && s.par === 'ecole')
  const q = section?.questions.find((x) => x.id === requete.params.question && x.type === 'table')
  if (!section || !q || !ecolesVivantes(e.faits).some((x) => x.uai === uai)) return introuvable()
  return sectionsOuvertes(e.faits, e.qualites, section.id, uai) ?? { e, section, q, uai }
}

const recevoir = async (i: Import, requete: Requete): Promise<Sortie> => {
  let feuille: Feuille | Refus = saisieInvalide([
    { chemin: 'fichier', message: 'Choisissez un tableur sur votre ordinateur.' },
  ])
  await lireFormulairePoste(requete, async (f) => {
    feuille = await lire(f)
    return undefined
  })
  // The callback above assigned it: the compiler does not follow.
  const lue = feuille as Feuille | Refus
  if (estRefus(lue))
    return { statut: lue.statut, page: <FichierPage {...i} erreurs={[{ chemin: 'fichier', message: lue.detail }]} /> }
  return { page: <ColonnesPage {...i} feuille={lue} choix={devinerColonnes(lue, i.q)} /> }
}

const lire = async (f: { nom: string; flux: AsyncIterable<unknown> }): Promise<Feuille | Refus> => {
  const morceaux: Buffer[] = []
  let octets = 0
  for await (const m of f.flux) {
    const b = Buffer.from(m as Uint8Array) // a file's stream gives bytes
    octets += b.length
    if (octets <= MAX_OCTETS) morceaux.push(b)
  }
  if (octets > MAX_OCTETS)
    return {
      refus: true,
      statut: 413,
      code: 'fichier_trop_lourd',
      detail: 'Ce tableur dépasse 2 Mo : ne gardez que la liste des articles.',
    }
  const lu = await lireTableur(Buffer.concat(morceaux), f.nom, { lignes: 300, colonnes: 40 })
  return estRefus(lu) ? lu : { colonnes: lu.colonnes, lignes: lu.lignes }
}

/** The chosen columns → the page of the section with the rows read, nothing saved yet. */
const associer = async (i: Import, requete: Requete): Promise<Sortie> => {
  const champs = requete.body ?? {}
  const feuille = feuilleRecue(champ(champs, 'feuille'))
  if (!feuille)
    return {
      statut: 422,
      page: <FichierPage {...i} erreurs={[{ chemin: 'fichier', message: 'Envoyez de nouveau le fichier.' }]} />,
    }
  const choix = Object.fromEntries(
    (i.q.colonnes ?? []).map((c) => [c.id, Number.parseInt(champ(champs, `colonne.${c.id}`) || '-1', 10)]),
  )
  const { lignes, erreurs } = rapprocher(feuille, choix, i.q, i.e.faits.appel.catalogue)
  const avant =
    champ(champs, 'remplacer') === 'oui' ? [] : lignesDe(reponsesDe(i.e.faits.reponses, i.section.id, i.uai)[i.q.id])
  const decales = erreurs.map((x) => ({
    ...x,
    chemin: x.chemin.replace(/\.(\d+)\./, (_, n: string) => `.${Number(n) + avant.length}.`),
  }))
  const trace = i.e.faits.traces.find((t) => t.section === i.section.id && t.ecole === i.uai)
  return {
    page: (
      <SectionPage
        {...{ e: i.e, section: i.section, uai: i.uai, trace, connues: [] }}
        valeurs={{ [i.q.id]: [...avant, ...lignes] }}
        erreurs={decales}
        importees={lignes.length}
      />
    ),
  }
}

const feuilleRecue = (texte: string): Feuille | undefined => {
  try {
    const lu: unknown = JSON.parse(texte)
    const textes = (x: unknown): x is string[] => Array.isArray(x) && x.every((t) => typeof t === 'string')
    if (typeof lu !== 'object' || lu === null || !('colonnes' in lu) || !('lignes' in lu)) return undefined
    const { colonnes, lignes } = lu
    return textes(colonnes) && Array.isArray(lignes) && lignes.length <= 300 && lignes.every(textes)
      ? { colonnes, lignes }
      : undefined
  } catch {
    return undefined
  }
}
