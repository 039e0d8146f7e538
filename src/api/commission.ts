import { z } from 'zod'
import { procesVerbauxSignes } from '../domaine/actes/proces-verbal.ts'
import { estRefus, introuvable } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import { accomplirAppel } from '../registre/accomplir-appel.ts'
import { accomplirSeance } from '../registre/accomplir-seance.ts'
import { lireAppelPublie } from '../registre/appels.ts'
import { classementVu } from '../registre/classement.ts'
import { lireEnveloppe } from '../registre/enveloppe.ts'
import { estDedans, listerSeances, type SeanceVue, voirSeance } from '../registre/seances.ts'
import type { Api, Appelant, Resultat } from './contexte.ts'
import { curseur, estUnRang, lireCurseur, lirePagination } from './pagination.ts'

/** Ranking, envelope and sessions of the commission (contrat.md §4); for those outside the call, they do not exist. */
export const apiCommission = (api: Api, maison: Maison): void => {
  const { base } = maison.porte

  api.get('/appels/:slug/classement', async ({ acteur, requete }) => {
    const p = lirePagination(requete.query, estUnRang)
    if (estRefus(p)) return p
    const publie = await lireAppelPublie(base, requete.params.slug ?? '')
    if (!publie || !estDedans(acteur, publie.slug)) return introuvable()
    const c = await classementVu(base, publie.appel, acteur)
    const debut = lireCurseur(z.int().min(0), p.apres) ?? 0
    return {
      corps: {
        appel: publie.slug,
        empreinte: c.empreinte,
        departage: c.departage,
        grille: publie.appel.grille.criteres.map((x) => ({
          id: x.id,
          libelle: x.libelle,
          poids: x.poids,
          ...x.echelle,
          calcule: x.calcule?.source ?? null,
        })),
        enveloppe: await lireEnveloppe(base, publie.appel),
        elements: c.projets.slice(debut, debut + p.limite).map((x) => ({
          rang: x.rang,
          departage: x.departage,
          dossier: x.dossier,
          numero: x.numero,
          uai: x.uai,
          ecole: x.nom,
          organisme: { siren: x.siren, nom: x.organisme },
          etat: x.etat,
          score: x.valeur,
          exact: x.score,
          notes: x.notes,
          lectures: {
            donnees: x.notateurs,
            attendues: publie.appel.commission.notateursParProjet + (x.secondeLecture && !x.cachee ? 1 : 0),
            ecart: x.ecart,
            secondeLecture: x.cachee ? null : x.secondeLecture,
            scores: x.scores,
            masquee: x.cachee === true,
          },
          montants: { calcule: x.montant, propose: x.propose },
          decision: x.decision,
          seance: x.seance,
        })),
        suivant: debut + p.limite < c.projets.length ? curseur(debut + p.limite) : null,
        total: c.projets.length,
      },
    }
  })

  api.get('/appels/:slug/seances', async ({ acteur, requete }) => {
    const p = lirePagination(requete.query, estUnRang)
    if (estRefus(p)) return p
    const toutes = await listerSeances(base, requete.params.slug ?? '', acteur)
    if (!toutes) return introuvable()
    const debut = lireCurseur(z.int().min(0), p.apres) ?? 0
    return {
      corps: {
        elements: toutes.slice(debut, debut + p.limite).map((s) => ({
          ...vueTete(s),
          dossiers: s.dossiers,
          decisions: s.decides,
        })),
        suivant: debut + p.limite < toutes.length ? curseur(debut + p.limite) : null,
        total: toutes.length,
      },
    }
  })

  api.post('/appels/:slug/seances', async ({ acteur, requete }) => {
    const fait = await accomplirAppel(maison.porte, {
      slug: requete.params.slug ?? '',
      acte: 'preparer_seance',
      saisie: requete.body ?? {},
      acteur,
      recuLe: requete.recuLe,
    })
    if (estRefus(fait)) return fait
    const seance = await voirSeance(base, String(fait.resultat.seance), acteur)
    return seance
      ? { statut: 201, corps: vueSeance(seance), etag: `"${seance.seance.version}"` }
      : { statut: 201, corps: fait.resultat }
  })

  const lire = async ({ acteur, requete }: Appelant): Promise<Resultat> => {
    const seance = await voirSeance(base, requete.params.id ?? '', acteur)
    if (!seance || !dansCetAppel(requete.params.slug, seance)) return introuvable()
    return { corps: vueSeance(seance), etag: `"${seance.seance.version}"` }
  }
  const agir = async ({ acteur, requete }: Appelant): Promise<Resultat> => {
    const avant = await voirSeance(base, requete.params.id ?? '', acteur)
    if (!avant || !dansCetAppel(requete.params.slug, avant)) return introuvable()
    const fait = await accomplirSeance(maison.porte, {
      seance: avant.seance.id,
      acte: requete.params.acte ?? '',
      saisie: requete.body ?? {},
      acteur,
      recuLe: requete.recuLe,
    })
    if (estRefus(fait)) return fait
    const apres = await voirSeance(base, avant.seance.id, acteur)
    return {
      corps: { acte: fait.acte, seance: apres ? vueSeance(apres) : { id: fait.seance }, resultat: fait.resultat },
      etag: `"${fait.version}"`,
    }
  }
  api.get('/seances/:id', lire)
  api.get('/appels/:slug/seances/:id', lire)
  api.post('/seances/:id/actes/:acte', agir)
  api.post('/appels/:slug/seances/:id/actes/:acte', agir)
}

const dansCetAppel = (slug: string | undefined, s: SeanceVue): boolean => slug === undefined || s.seance.appel === slug

const vueTete = (s: SeanceVue['seance']) => ({
  id: s.id,
  appel: s.appel,
  genre: s.genre,
  etat: s.etat,
  version: s.version,
  date: s.date,
  heure: s.contenu.heure ?? null,
  lieu: s.lieu,
  membres: s.contenu.membres ?? [],
  presents: s.contenu.presents ?? [],
  quorum: s.contenu.quorum ?? null,
  publicationLe: enIso(s.publication_le),
  publieeLe: enIso(s.publiee_le),
  convoqueeLe: s.contenu.convoqueeLe ?? null,
  objet: s.contenu.objet ?? null,
  procesVerbauxSignes: procesVerbauxSignes(s.contenu),
})

const vueSeance = (s: SeanceVue) => ({
  ...vueTete(s.seance),
  dossiers: s.dossiers.map((d) => ({
    id: d.id,
    numero: d.numero,
    etat: d.etat,
    organisme: d.organisme,
    ecoles: d.ecoles.map((e) => ({ uai: e.uai, nom: e.nom, decision: e.decision, seance: e.seance_id })),
  })),
  documents: s.documents,
})

/** The same instant always reads the same, however the base writes it. */
const enIso = (x: string | null): string | null => (x === null ? null : new Date(x).toISOString())
