import { remplirLettre } from '../domaine/appel/remplir-lettre.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { accorder, dateLongue } from '../domaine/francais.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import { titulairesDe } from '../registre/destinataires.ts'
import type { Lecteur } from '../registre/lire.ts'
import type { Evenement } from '../registre/suite.ts'
import type { ContexteSuites } from '../registre/suivre.ts'
import { urls } from '../urls.ts'
import { heureDeSeance, icsDeSeance } from './evenement-de-seance.ts'

/** The invitation of a session: one letter per member, with the session for their calendar (.ics). */
export const convoquer = async (tx: Lecteur, e: Evenement, c: ContexteSuites): Promise<void> => {
  const message = typeof e.saisie.message === 'string' ? e.saisie.message : undefined
  await ecrire(tx, e, c, { a: await convies(tx, e), message })
}

/** A session that moved after its members were called: the same letter with what changed in its object, the same event with a
 * higher sequence; who is no longer called learns it, and their calendar drops the event. */
export const prevenirDuChangement = async (tx: Lecteur, e: Evenement, c: ContexteSuites): Promise<void> => {
  if (e.resultat.prevenir !== true) return
  const liste = (x: unknown) => (Array.isArray(x) ? x.map(String) : [])
  // Nobody named before: the whole commission had been called.
  const avant =
    e.resultat.avant === 'tous' ? await commission(tx, e) : liste(e.resultat.avant).map((m) => m.toLowerCase())
  const tous = await convies(tx, e)
  const ajoutes = tous.filter((m) => !avant.includes(m))
  const message = e.commentaire
  await ecrire(tx, e, c, { a: tous.filter((m) => ajoutes.includes(m)), message })
  await ecrire(tx, e, c, { a: tous.filter((m) => !ajoutes.includes(m)), message, debut: 'Séance modifiée' })
  const encore = avant.filter((m) => !tous.includes(m))
  if (encore.length > 0) await annuler(tx, e, c, encore)
}

const convies = async (tx: Lecteur, e: Evenement): Promise<string[]> => {
  const s = e.seance
  if (!s) return []
  const membres = Array.isArray(s.seance.contenu.membres) ? s.seance.contenu.membres.map(String) : []
  return membres.length > 0 ? membres : commission(tx, e)
}

const commission = async (tx: Lecteur, e: Evenement): Promise<string[]> =>
  e.seance ? titulairesDe(tx, ['membre_commission', 'president_commission'], [e.seance.seance.appel], e.le) : []

type Envoi = { a: string[]; message?: string | undefined; debut?: string }

const ecrire = async (tx: Lecteur, e: Evenement, c: ContexteSuites, { a, message, debut }: Envoi): Promise<void> => {
  const s = e.seance
  if (!s || a.length === 0) return
  const { seance, appel } = s
  const [h = 9, m = 0] = heureDeSeance(seance.contenu).split(':').map(Number)
  const lien = c.adresse + urls.seance.href({ slug: seance.appel, id: seance.id })
  const { objet, corps } = remplirLettre(appel, 'convoquer', {
    date: dateLongue(seance.date),
    heure: `${h} h${m === 0 ? '' : ` ${String(m).padStart(2, '0')}`}`,
    lieu: seance.lieu || 'lieu à préciser',
    ordre_du_jour: [
      `${accorder(s.dossiers.length, 'dossier')}, ${accorder(s.dossiers.flatMap((d) => d.ecoles).length, 'projet')} d’école`,
      ...(typeof seance.contenu.objet === 'string' ? [seance.contenu.objet] : []),
    ],
    lien,
    numero: '',
    organisme: '',
    ecoles: [],
  })
  await ecrireLettre(tx, {
    cle: `${e.cle}:convoquer`,
    a,
    objet: debut ? `${debut} : ${minuscule(objet)}` : objet,
    modele: 'convoquer',
    dossier: null,
    acte: e.acte,
    blocs: [
      ...(message ? [{ type: 'paragraphe' as const, texte: message }] : []),
      ...blocsDeMarkdown(corps),
      { type: 'bouton', libelle: 'Ouvrir la séance', href: lien },
    ],
    pieces: [
      {
        nom: 'commission.ics',
        type: 'text/calendar; charset=utf-8',
        texte: icsDeSeance(s, { adresse: c.adresse, maintenant: e.le }),
      },
    ],
    le: e.le,
  })
}

const annuler = async (tx: Lecteur, e: Evenement, c: ContexteSuites, a: string[]): Promise<void> => {
  const s = e.seance
  if (!s) return
  await ecrireLettre(tx, {
    cle: `${e.cle}:deconvoquer`,
    a,
    objet: `Commission du ${dateLongue(s.seance.date)} : votre présence n’est plus demandée`,
    modele: 'convoquer',
    dossier: null,
    acte: e.acte,
    blocs: [
      { type: 'paragraphe', texte: 'Bonjour,' },
      {
        type: 'paragraphe',
        texte: `Votre présence n’est plus demandée à la séance de la commission de l’appel « ${s.appel.titre} », le ${dateLongue(s.seance.date)}. Le fichier joint la retire de votre agenda.`,
      },
    ],
    pieces: [
      {
        nom: 'commission.ics',
        type: 'text/calendar; charset=utf-8',
        texte: icsDeSeance(s, { adresse: c.adresse, maintenant: e.le, annule: true }),
      },
    ],
    le: e.le,
  })
}

const minuscule = (s: string): string => s.charAt(0).toLowerCase() + s.slice(1)
