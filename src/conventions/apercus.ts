import { type ModeleConvention, miseDe, type NomTexte, TITRES_TEXTES } from '../domaine/convention/modele.ts'
import { introuvable } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { maisonDuWord, remplirDocumentWord } from '../registre/document-word.ts'
import { cleDuModeleWord, lireVersionModele } from '../registre/modele-convention.ts'
import type { Sortie } from '../socle/http/pages.ts'
import { composer } from '../socle/pdf/composer.ts'
import type { DocumentMaison } from '../socle/pdf/document.ts'
import { ecrireWord } from '../socle/word/ecrire-word.ts'
import { urls } from '../urls.ts'
import { convention, conventionEnt } from './convention.ts'
import { cadreDuWord, donneesWord, modeleDeDepart } from './donnees-word.ts'
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
  'depart.docx': (_m, _vue, modele) => depart('subvention', modele),
  'depart-ent.docx': (_m, _vue, modele) => depart('ent', modele),
  'word.docx': (...de) => rempliWord('subvention', ...de),
  'word.pdf': (...de) => rempliPdf('subvention', ...de),
  'word-ent.docx': (...de) => rempliWord('ent', ...de),
  'word-ent.pdf': (...de) => rempliPdf('ent', ...de),
}

const depart = async (texte: NomTexte, modele: ModeleConvention): Promise<Sortie> =>
  word(
    texte === 'ent' ? 'modele-convention-ent' : 'modele-convention',
    ecrireWord(modeleDeDepart(texte, modele[texte])),
  )

const rempliWord = async (texte: NomTexte, ...[maison, vue, modele, le]: Parameters<Fabrique>): Promise<Sortie> => {
  const rempli = await remplirExemple(texte, maison, vue, modele, le)
  return rempli ? word('apercu-modele-word', rempli.docx) : introuvable()
}

const rempliPdf = async (texte: NomTexte, ...[maison, vue, modele, le]: Parameters<Fabrique>): Promise<Sortie> => {
  const rempli = await remplirExemple(texte, maison, vue, modele, le)
  return rempli ? pdf('apercu-modele-word', marquerExemple(maisonDuWord(rempli.cadre, rempli.docx)), le) : introuvable()
}

const remplirExemple = async (texte: NomTexte, ...[maison, { appel }, modele, le]: Parameters<Fabrique>) => {
  const { word: adopte } = miseDe(modele, texte)
  const cle = adopte ? await cleDuModeleWord(maison.porte.base, adopte.fichier) : undefined
  if (!cle) return undefined
  const f = dossierExemple(appel, le)
  const cadre = cadreDuWord(f, texte, 1)
  const docx = await remplirDocumentWord(maison.fichiers, { modeleWord: cle, donnees: donneesWord(f, le), cadre })
  return { docx, cadre }
}
