import { dateLongue } from '../francais.ts'
import type { CleLettre } from './lettres.ts'
import type { Appel, Lettre } from './schema.ts'

/** What a placeholder becomes: one line of text, or a list. Given text is escaped; it never becomes a link or a title. */
export type ValeursLettre = { [variable: string]: string | readonly string[] | undefined }

/** Values that the call itself gives to every letter. `prive`: the applicant is a person of private law. */
export function valeursDuCas(appel: Appel, prive = false): { [variable: string]: string } {
  const { contact, signataire, recours } = appel
  const delegation = signataire.delegation ? `, par délégation (arrêté n°\u00a0${signataire.delegation.numero})` : ''
  return {
    appel: appel.titre,
    service: contact.service,
    contact_courriel: contact.courriel,
    contact_telephone: contact.telephone,
    contact_adresse: contact.adresse,
    signataire: `${signataire.prenomNom}, ${signataire.qualite}${delegation}`,
    cloture: `${dateLongue(appel.calendrier.cloture)} à 23\u00a0h\u00a059`,
    resultats: appel.calendrier.resultats ?? 'à une date qui vous sera communiquée',
    pas_une_attribution: appel.rappelAvantNotification,
    voies_recours: (prive ? recours.prive : recours.public)
      .replaceAll('{tribunal}', recours.tribunal)
      .replaceAll('{adresse}', recours.adresse),
    silence: recours.silence,
  }
}

/**
 * A letter of the call with its placeholders replaced: subject in plain text, body in Markdown. A line one of whose placeholders is
 * empty disappears; a list alone on its line becomes bullets; `manquantes` names those that nobody gave (a bug in the caller, never shown as a hole).
 */
export function remplirLettre(
  appel: Appel,
  cle: CleLettre,
  valeurs: ValeursLettre,
  { prive = false }: { prive?: boolean } = {},
): { objet: string; corps: string; manquantes: string[] } {
  const lettre: Lettre = appel.lettres[cle] ?? { objet: '{appel}', corps: '{lien}' }
  const deLAppel = valeursDuCas(appel, prive)
  const connues = { ...deLAppel, ...valeurs }
  const manquantes = [...new Set(placeholders(`${lettre.objet}\n${lettre.corps}`))].filter(
    (v) => connues[v] === undefined,
  )
  const brut = (v: string): string => {
    const valeur = connues[v] ?? ''
    return typeof valeur === 'string' ? valeur : valeur.join(', ')
  }
  const markdown = (v: string, seule: boolean): string => {
    const valeur = connues[v] ?? ''
    if (typeof valeur !== 'string') return seule ? valeur.map((x) => `- ${echapper(x)}`).join('\n') : echapper(brut(v))
    // The call's own texts are Markdown already; everything else is people's text.
    return valeurs[v] === undefined && Object.hasOwn(deLAppel, v) ? valeur : echapper(valeur)
  }
  return {
    objet: lettre.objet
      .replace(MARQUE, (_, v: string, place: number) => (place === 0 ? capitale(v, brut(v)) : brut(v)))
      .replace(DE_LE, 'du ')
      .replace(/\s+/gu, (e) => (e.includes('\n') ? ' ' : e)),
    corps: lettre.corps
      .split('\n')
      .filter((ligne) => placeholders(ligne).every((v) => brut(v) !== ''))
      .map((ligne) =>
        ligne
          .replace(MARQUE, (marque, v: string, place: number) => {
            const texte = markdown(v, ligne.trim() === marque)
            return place === 0 ? capitale(v, texte) : texte
          })
          .replace(DE_LE, 'du '),
      )
      .join('\n')
      .replace(/\n{3,}/gu, '\n\n')
      .trim(),
    manquantes,
  }
}

// « l’école Jules Ferry a validé », « la commune de Voiron prépare » begin with a capital; « la direction de le groupe scolaire »
// is said « du groupe ».
const capitale = (variable: string, texte: string): string =>
  ['ecole', 'organisme'].includes(variable) ? texte.charAt(0).toUpperCase() + texte.slice(1) : texte
const DE_LE = /\bde le (?=groupe |syndicat |SIV)/gu

const MARQUE = /\{([a-z][a-z0-9_]*)\}/g

/** The placeholders of a text, in order. */
export const placeholders = (texte: string): string[] => [...texte.matchAll(MARQUE)].map(([, v = '']) => v)

/** Given text as Markdown that says exactly that text. Web addresses keep their characters: a backslash
 * inside would break the link. */
export const echapper = (texte: string): string =>
  /^https?:\/\/\S+$/.test(texte)
    ? texte
    : texte
        .replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')
        .replace(/^([^\S\n]*)([-+])(?=\s)/gmu, '$1\\$2')
        .replace(/^([^\S\n]*\d+)([.)])(?=\s)/gmu, '$1\\$2')
