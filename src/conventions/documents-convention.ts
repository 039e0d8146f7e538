import { miseDe, type NomTexte } from '../domaine/convention/modele.ts'
import { ecolesFinancees } from '../domaine/demande.ts'
import type { Faits } from '../domaine/faits.ts'
import { sansEnt } from '../domaine/gardes.ts'
import { WORD } from '../registre/composer-documents.ts'
import { demanderDocument } from '../registre/courriels.ts'
import type { Lecteur } from '../registre/lire.ts'
import { cleDuModeleWord } from '../registre/modele-convention.ts'
import type { EvenementDossier, Suite } from '../registre/suivre.ts'
import { convention, conventionEnt } from './convention.ts'
import { modeleDeliberation } from './deliberation.ts'
import { avenantASigner, conventionConsolidee } from './documents-avenant.ts'
import { cadreDuWord, donneesWord } from './donnees-word.ts'
import { modeleDeLaConvention } from './modele-de-l-appel.ts'
import { lettreNotification } from './notification.ts'

type Document = Extract<Suite, { document: unknown }>['document']
type Fait = { genre: string; suffixe?: string; type?: string; contenu: unknown; nom?: string }

/** The agreement to sign (PDF/UA), from the clauses or from the Word template of the version in force. */
export const documentConvention: Document = async (tx, e) => {
  const numero = numeroDe(e.apres)
  const word = await depuisWord(tx, e, 'subvention')
  const { subvention } = await modeleDeLaConvention(tx, e.apres)
  return demander(tx, e, { genre: 'convention', contenu: word ?? convention(e.apres, numero, e.le, { subvention }) })
}

/** The same agreement as the Word file of the legal staff, when the call uses one. */
export const documentConventionWord: Document = async (tx, e) => {
  const contenu = await depuisWord(tx, e, 'subvention')
  return contenu && demander(tx, e, { genre: 'convention_word', nom: 'convention', type: WORD, contenu })
}

export const documentDeliberation: Document = (tx, e) =>
  demander(tx, e, {
    genre: 'modele_deliberation',
    nom: 'modele-deliberation',
    type: WORD,
    contenu: modeleDeliberation(e.apres),
    suffixe: '',
  })

export const documentNotification: Document = (tx, e) =>
  demander(tx, e, { genre: 'notification', contenu: lettreNotification(e.apres, String(e.saisie.date)), suffixe: '' })

/** The agreement on pupils' data, when a school has no ENT yet: to sign in PDF/UA, to reread in Word. */
export const documentEnt: Document = async (tx, e) => {
  if (!aSansEnt(e.apres)) return undefined
  const contenu =
    (await depuisWord(tx, e, 'ent')) ?? conventionEnt(e.apres, e.le, await modeleDeLaConvention(tx, e.apres))
  return demander(tx, e, { genre: 'convention_ent', nom: 'convention-ent', contenu, suffixe: '' })
}
export const documentEntWord: Document = async (tx, e) => {
  if (!aSansEnt(e.apres)) return undefined
  const { qr: _, ...clauses } = conventionEnt(e.apres, e.le, await modeleDeLaConvention(tx, e.apres))
  const contenu = (await depuisWord(tx, e, 'ent')) ?? clauses
  return demander(tx, e, { genre: 'convention_ent_word', nom: 'convention-ent', type: WORD, contenu, suffixe: '' })
}

/** The amendment that was just voted, ready to sign. */
export const documentAvenant: Document = async (tx, e) => {
  const a = e.apres.avenants.find((x) => x.id === e.sur)
  if (!a) return undefined
  const contenu = avenantASigner(e.apres, a, e.le, await modeleDeLaConvention(tx, e.apres))
  return demander(tx, e, { genre: 'avenant', contenu, suffixe: `-${String(a.contenu.numero ?? 1)}` })
}

/** The agreement as it stands once an amendment is concluded. */
export const documentConsolide: Document = async (tx, e) => {
  const contenu = conventionConsolidee(e.apres, e.le, await modeleDeLaConvention(tx, e.apres))
  const rang = e.apres.avenants.filter((a) => a.etat === 'notifie').length
  return demander(tx, e, {
    genre: 'convention_consolidee',
    nom: 'convention-consolidee',
    contenu,
    suffixe: rang > 1 ? `-${rang}` : '',
  })
}

const aSansEnt = (f: Faits): boolean => ecolesFinancees(f).some((x) => sansEnt(f, x.uai))
const numeroDe = (f: Faits): number => f.conventions.at(-1)?.numero ?? 1

const demander = async (tx: Lecteur, e: EvenementDossier, d: Fait) => {
  const n = numeroDe(e.apres)
  const nom = `${d.nom ?? d.genre}-${e.apres.dossier.numero}${d.suffixe ?? (n > 1 ? `-${n}` : '')}.${d.type === WORD ? 'docx' : 'pdf'}`
  const id = await demanderDocument(tx, {
    dossier: e.apres.dossier.id,
    genre: d.genre,
    nom,
    contenu: d.contenu,
    le: e.le,
    ...(d.type ? { type: d.type } : {}),
  })
  return { genre: d.genre, id, nom }
}

/** The filled template: its key and its data, fixed with the act; undefined when the call uses the clauses. */
const depuisWord = async (tx: Lecteur, e: EvenementDossier, texte: NomTexte) => {
  const { usage, word } = miseDe(await modeleDeLaConvention(tx, e.apres), texte)
  const cle = usage === 'word' && word ? await cleDuModeleWord(tx, word.fichier) : undefined
  if (!cle) return undefined
  return { modeleWord: cle, donnees: donneesWord(e.apres, e.le), cadre: cadreDuWord(e.apres, texte, numeroDe(e.apres)) }
}
