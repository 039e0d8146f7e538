import { type Clause, estNomTexte, type NomTexte } from '../domaine/convention/modele.ts'
import { verifierClauses } from '../domaine/convention/verifier-clauses.ts'
import { type Erreur, estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { accomplirAppel } from '../registre/accomplir-appel.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { urls } from '../urls.ts'
import { apercuPdf } from './apercus.ts'
import { ClausePage } from './clause-page.tsx'
import { entrerModeles, type VueModeles } from './modeles-acces.ts'

/** One clause: written, previewed within the whole agreement, moved, saved as a new version, or taken out. */
export const routesClause: Slice = ({ pages, maison }) => {
  pages.get(urls.clauseConvention, (requete) => montrer(maison, requete))
  pages.post(urls.clauseConvention, async (requete) => {
    const lu = await lire(maison, requete)
    if (!lu) return introuvable()
    const { vue, texte, clause } = lu
    const corps = requete.body ?? {}
    const clauses = composerListe(vue.modele.contenu[texte], clause, corps)
    const rang = clauses.findIndex((c) => c.id === (clause?.id ?? clauses.find((x) => x.id.startsWith(NOUVELLE))?.id))
    const geste = texteDe(corps, 'geste')
    if (geste === 'apercu') {
      const erreurs = verifierClauses(clauses, texte)
      if (erreurs.length > 0) return montrer(maison, requete, saisieInvalide(enChamps(erreurs, texte, rang)))
      return apercuPdf(vue, texte, { ...vue.modele.contenu, [texte]: clauses }, requete.recuLe)
    }
    const note = texteDe(corps, 'note') || direGeste(geste, clause, texteDe(corps, 'titre'))
    const fait = await accomplirAppel(maison.porte, {
      slug: vue.slug,
      acte: 'modifier_convention_type',
      saisie: {
        texte,
        clauses: geste === 'supprimer' ? vue.modele.contenu[texte].filter((c) => c !== clause) : clauses,
        base: Number(texteDe(corps, 'base')) || 0,
        note: note.slice(0, 300),
      },
      acteur: vue.acteur,
      recuLe: requete.recuLe,
    })
    if (estRefus(fait))
      return fait.statut === 404
        ? fait
        : montrer(maison, requete, { ...fait, erreurs: enChamps(fait.erreurs ?? [], 'clauses', rang) })
    return { vers: urls.modelesConvention.href({ slug: vue.slug }, { fait: 'clause' }) }
  })
}

const NOUVELLE = 'clause_'

const lire = async (maison: Maison, requete: Requete) => {
  const { texte, clause: id } = requete.params
  const vue = await entrerModeles(maison, requete)
  if (!vue || !estNomTexte(texte)) return undefined
  const clause = vue.modele.contenu[texte].find((c) => c.id === id)
  return clause || id === 'nouvelle' ? { vue, texte, clause } : undefined
}

/** The whole list with the clause as typed, at the place asked. */
const composerListe = (liste: readonly Clause[], clause: Clause | undefined, corps: Corps): Clause[] => {
  const autres = liste.filter((c) => c !== clause)
  const typee: Clause = {
    id: clause?.id ?? nomLibre(liste),
    genre: genreDe(texteDe(corps, 'genre')) ?? clause?.genre ?? 'article',
    titre: texteDe(corps, 'titre'),
    texte: texteDe(corps, 'texte').replaceAll('\r\n', '\n'),
  }
  const apres = texteDe(corps, 'apres')
  const place = apres === '' ? 0 : autres.findIndex((c) => c.id === apres) + 1
  return [...autres.slice(0, place), typee, ...autres.slice(place)]
}

const genreDe = (x: string): Clause['genre'] | undefined =>
  x === 'preambule' || x === 'article' || x === 'annexe' ? x : undefined

const nomLibre = (liste: readonly Clause[]): string => {
  let n = 1
  while (liste.some((c) => c.id === `${NOUVELLE}${n}`)) n++
  return `${NOUVELLE}${n}`
}

const direGeste = (geste: string, clause: Clause | undefined, titre: string): string =>
  geste === 'supprimer'
    ? `Clause « ${clause?.titre ?? ''} » retirée`
    : clause
      ? `Clause « ${clause.titre} » modifiée`
      : `Clause « ${titre} » ajoutée`

/** Errors of the list, brought back to the fields of the page; those of another clause stay in the summary. */
const enChamps = (erreurs: readonly Erreur[], prefixe: NomTexte | 'clauses', rang: number): Erreur[] =>
  erreurs.map((e) => ({ ...e, chemin: e.chemin.replace(`${prefixe}.${rang}.`, '') }))

const montrer = async (maison: Maison, requete: Requete, non?: Refus): Promise<Sortie> => {
  const lu = await lire(maison, requete)
  if (!lu) return introuvable()
  return { statut: non?.statut ?? 200, page: <ClausePage {...props(lu, requete, non)} /> }
}

const props = (
  { vue, texte, clause }: { vue: VueModeles; texte: NomTexte; clause: Clause | undefined },
  requete: Requete,
  non: Refus | undefined,
) => {
  const liste = vue.modele.contenu[texte]
  const corps = non ? (requete.body ?? {}) : undefined
  const rang = clause ? liste.indexOf(clause) : liste.length
  return {
    ...vue,
    texte,
    clause,
    refus: non,
    valeurs: {
      titre: corps ? texteDe(corps, 'titre') : (clause?.titre ?? ''),
      texte: corps ? texteDe(corps, 'texte') : (clause?.texte ?? ''),
      genre: corps ? texteDe(corps, 'genre') : (clause?.genre ?? 'article'),
      apres: corps ? texteDe(corps, 'apres') : (liste[rang - 1]?.id ?? ''),
      note: corps ? texteDe(corps, 'note') : '',
    },
  }
}
