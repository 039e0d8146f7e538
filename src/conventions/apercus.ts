import { type ModeleConvention, type NomTexte, TITRES_TEXTES } from '../domaine/convention/modele.ts'
import { estRefus, introuvable } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { maisonDuWord, remplirDocumentWord } from '../registre/document-word.ts'
import { cleDuModeleWord, lireVersionModele } from '../registre/modele-convention.ts'
import type { Sortie } from '../socle/http/pages.ts'
import { composer } from '../socle/pdf/composer.ts'
import type { DocumentMaison } from '../socle/pdf/document.ts'
import { ecrireWord } from '../socle/word/ecrire-word.ts'
import { urls } from '../urls.ts'
import { convention, conventionEnt } from './convention.ts'
import { documentDe } from './document.ts'
import { donneesWord, modeleDeDepart } from './donnees-word.ts'
import { dossierExemple, marquerExemple } from './exemple.ts'
import { entrerModeles, type VueModeles } from './modeles-acces.ts'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Previews of the models on an invented dossier, marked EXEMPLE; the Word template to start from. */
export const routesApercus: Slice = ({ pages, maison }) => {
  pages.get(urls.apercuConvention, async (requete): Promise<Sortie> => {
    const vue = await entrerModeles(maison, requete)
    const demandee = requete.query.version
    const modele =
      vue && demandee !== undefined
        ? await lireVersionModele(maison.porte.base, vue.slug, /^\d{1,6}$/.test(demandee) ? Number(demandee) : -1)
        : vue?.modele.contenu
    if (!vue || !modele) return introuvable()
    const fabriquer = Object.hasOwn(DOCUMENTS, requete.params.document ?? '')
      ? DOCUMENTS[requete.params.document ?? '']
      : undefined
    return fabriquer ? fabriquer(maison, vue, modele, requete.recuLe) : introuvable()
  })
}

/** The agreement of one text, filled for the sample: what `Aperçu` answers, saved or not. */
export const apercuPdf = async (
  vue: Pick<VueModeles, 'appel'>,
  texte: NomTexte,
  modele: Pick<ModeleConvention, 'subvention' | 'ent'>,
  le: Date,
): Promise<Sortie> => pdf(`apercu-${texte}`, marquerExemple(documentExemple(vue, texte, modele, le)), le)

const documentExemple = (
  { appel }: Pick<VueModeles, 'appel'>,
  texte: NomTexte,
  modele: Pick<ModeleConvention, 'subvention' | 'ent'>,
  le: Date,
): DocumentMaison => {
  const f = dossierExemple(appel, le)
  return texte === 'ent' ? conventionEnt(f, le, modele) : convention(f, 1, le, modele)
}

const pdf = async (nom: string, d: DocumentMaison, le: Date): Promise<Sortie> => ({
  texte: await composer('maison', d, { date: le }),
  type: 'application/pdf',
  nom: `${nom}.pdf`,
  enLigne: true,
})
const word = (nom: string, texte: Buffer): Sortie => ({ texte, type: WORD, nom: `${nom}.docx` })

type Fabrique = (maison: Maison, vue: VueModeles, modele: ModeleConvention, le: Date) => Promise<Sortie>

const DOCUMENTS: Record<string, Fabrique> = {
  'subvention.pdf': (_m, vue, modele, le) => apercuPdf(vue, 'subvention', modele, le),
  'ent.pdf': (_m, vue, modele, le) => apercuPdf(vue, 'ent', modele, le),
  'ent.docx': async (_m, vue, modele, le) =>
    word(`apercu-${TITRES_TEXTES.ent}`, ecrireWord(marquerExemple(documentExemple(vue, 'ent', modele, le)))),
  'depart.docx': async (_m, _vue, modele) => word('modele-convention', ecrireWord(modeleDeDepart(modele.subvention))),
  'word.docx': async (maison, vue, modele, le) => {
    const rempli = await remplirExemple(maison, vue, modele, le)
    return rempli ? word('apercu-modele-word', rempli.docx) : introuvable()
  },
  'word.pdf': async (maison, vue, modele, le) => {
    const rempli = await remplirExemple(maison, vue, modele, le)
    return rempli
      ? pdf('apercu-modele-word', marquerExemple(maisonDuWord(rempli.cadre, rempli.docx)), le)
      : introuvable()
  },
}

const remplirExemple = async (maison: Maison, { appel }: VueModeles, modele: ModeleConvention, le: Date) => {
  const cle = modele.word ? await cleDuModeleWord(maison.porte.base, modele.word.fichier) : undefined
  if (!cle) return undefined
  const f = dossierExemple(appel, le)
  const { blocs: _, ...cadre } = documentDe(f, 'exemple', { titre: 'Convention de subvention', blocs: [] })
  const docx = await remplirDocumentWord(maison.fichiers, { modeleWord: cle, donnees: donneesWord(f, le), cadre })
  return estRefus(docx) ? undefined : { docx, cadre }
}
