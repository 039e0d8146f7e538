import { LoopPlugin, type TemplateData, TemplateHandler, TextPlugin } from 'easy-template-x'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Erreur, Refus } from '../../domaine/refus.ts'
import { verifierArchive } from '../tableurs/verifier-archive.ts'
import { accoladesSeules, erreurDeSyntaxe, erreursDeBalises } from './balises.ts'

/** What a template may print: texts, numbers as they are to be read, yes/no for conditions, rows for loops. */
export type DonneesWord = { readonly [balise: string]: ValeurWord }
export type ValeurWord = string | number | boolean | null | DonneesWord | readonly DonneesWord[]

/** Only text and loops: no picture, no link, no raw XML, nothing that runs. */
const moteur = new TemplateHandler({ plugins: [new LoopPlugin(), new TextPlugin()] })

/**
 * Fills a Word template: `{commune}` is a text, `{#ecoles}…{/ecoles}` a loop (or a condition). People's text stays text,
 * braces and line breaks included. Refusal 422 when the template is wrong, with one sentence per tag (`chemin`: the tag).
 */
export async function remplirWord(modele: Uint8Array, donnees: DonneesWord): Promise<Buffer | Refus> {
  const octets = Buffer.from(modele)
  const archive = await verifierArchive(octets, 100_000_000)
  if (typeof archive === 'string' || !archive.noms.includes('word/document.xml')) return pasWord
  if (archive.noms.some((n) => n.endsWith('vbaProject.bin'))) return avecMacros
  if (vaChercherAilleurs(octets)) return avecLiens
  try {
    const balises = erreursDeBalises(await moteur.parseTags(octets), donnees)
    const erreurs = balises.length > 0 ? balises : accoladesSeules(await moteur.getText(octets))
    if (erreurs.length > 0) return modeleFaux(erreurs)
    return restituer(await moteur.process(octets, protegees(donnees)))
  } catch (erreur) {
    const lisible = erreurDeSyntaxe(erreur)
    if (lisible) return modeleFaux([lisible])
    throw erreur
  }
}

const modeleFaux = (erreurs: Erreur[]): Refus => ({
  refus: true,
  statut: 422,
  code: 'modele_word_faux',
  detail: erreurs[0]?.message ?? 'Ce modèle Word comporte une erreur.',
  erreurs,
})

const pasWord: Refus = {
  refus: true,
  statut: 415,
  code: 'pas_un_modele_word',
  detail: 'Ce fichier n’est pas un document Word. Enregistrez-le au format .docx.',
}

const avecMacros: Refus = {
  ...pasWord,
  code: 'modele_word_avec_macros',
  detail: 'Ce document contient des macros. Enregistrez-le au format .docx, sans macros.',
}

const avecLiens: Refus = {
  ...pasWord,
  statut: 422,
  code: 'modele_word_lie',
  detail:
    'Ce document va chercher une image ou un fichier ailleurs à chaque ouverture. Incorporez-le au document, ou retirez-le.',
}

/** Does something else than a link that people click lead out of the document? The template that Word names is dropped further on. */
const vaChercherAilleurs = (docx: Uint8Array): boolean =>
  Object.values(unzipSync(docx, { filter: (f) => f.name.endsWith('.rels') })).some((rels) =>
    strFromU8(rels)
      .split('<')
      .some(
        (r) =>
          /^(?:\w+:)?Relationship\s/.test(r) &&
          /TargetMode\s*=\s*["']External["']/i.test(r) &&
          !/Type\s*=\s*["'][^"']*\/(?:hyperlink|attachedTemplate)["']/i.test(r),
      ),
  )

/*
 * The engine reads a row again once it has filled part of it: a brace typed by someone would become a tag. It also
 * misplaces line breaks when text follows the tag. Both travel as private characters and come back afterwards.
 */
const accoladeOuvrante = '\ue000'
const accoladeFermante = '\ue001'
const sautDeLigne = '\ue002'

function protegees(donnees: DonneesWord): TemplateData {
  return Object.fromEntries(Object.entries(donnees).map(([nom, v]) => [nom, protegee(v)]))
}

function protegee(v: ValeurWord): TemplateData[string] {
  if (v === null) return ''
  if (typeof v === 'string') return texteProtege(v)
  if (typeof v !== 'object') return v
  return estListe(v) ? v.map(protegees) : protegees(v)
}

// Array.isArray does not narrow a readonly array.
const estListe = (v: DonneesWord | readonly DonneesWord[]): v is readonly DonneesWord[] => Array.isArray(v)

const texteProtege = (texte: string): string =>
  texte
    .toWellFormed()
    .replace(/[^\t\n\u0020-\udfff\ue003-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('{', accoladeOuvrante)
    .replaceAll('}', accoladeFermante)
    .replaceAll('\n', sautDeLigne)

function restituer(docx: Buffer): Buffer {
  const parties = unzipSync(docx)
  for (const [nom, contenu] of Object.entries(parties)) {
    if (nom.endsWith('.xml')) parties[nom] = strToU8(rendu(strFromU8(contenu)))
    // The author's own template is a path that the reader's Word would try to open.
    if (nom === 'word/settings.xml')
      parties[nom] = strToU8(strFromU8(contenu).replace(/<w:attachedTemplate\s[^<>]*\/>/g, ''))
  }
  return Buffer.from(zipSync(parties))
}

const rendu = (xml: string): string =>
  xml
    .replaceAll(accoladeOuvrante, '{')
    .replaceAll(accoladeFermante, '}')
    // A tag may also sit in an attribute (the alternative text of a picture), where no element fits.
    .replace(/="[^"<]*"/g, (attribut) => attribut.replaceAll(sautDeLigne, ' '))
    .replaceAll(sautDeLigne, '</w:t><w:br/><w:t xml:space="preserve">')
