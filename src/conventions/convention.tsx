import { sql } from 'kysely'
import { estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { agir, lireEnvoi, type Regard, regarder, sousPrefixe } from '../registre/formulaire-fichiers.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { cadreArgent } from '../ui/cadre-argent.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { urls } from '../urls.ts'
import { comparerSigne } from './comparer-convention.ts'
import { ConventionPage } from './convention-page.tsx'

type Geste = { nature?: string; lire: (c: Corps) => Record<string, unknown> }

const texte = (c: Corps, nom: string, cle = nom) => (texteDe(c, nom) ? { [cle]: texteDe(c, nom) } : {})
const jour = (c: Corps, nom: string) => {
  const d = dateSaisie(c, nom)
  return d ? { [nom]: d } : {}
}
const signataire = (c: Corps) => ({
  signataire: { nom: texteDe(c, 'signataire.nom'), qualite: texteDe(c, 'signataire.qualite') },
})

/** The acts that this page posts, and how their inputs are read. */
const GESTES: Record<string, Geste> = {
  envoyer_convention: { lire: () => ({}) },
  enregistrer_deliberation: {
    nature: 'deliberation',
    lire: (c) => ({
      ...texte(c, 'piece'),
      ...jour(c, 'date'),
      ...texte(c, 'numero'),
      ...texte(c, 'sens'),
      ...texte(c, 'transmissionPrefecture'),
      autoriseSignature: texteDe(c, 'autoriseSignature') === 'oui',
    }),
  },
  retourner_convention_signee: {
    nature: 'convention_signee',
    lire: (c) => ({ ...texte(c, 'piece'), ...jour(c, 'date'), ...signataire(c) }),
  },
  enregistrer_signature_departement: {
    nature: 'convention_signee',
    lire: (c) => ({ ...texte(c, 'piece'), ...jour(c, 'date'), ...signataire(c), ...texte(c, 'delegation') }),
  },
  notifier: {
    nature: 'notification',
    lire: (c) => ({ ...texte(c, 'piece'), ...jour(c, 'date'), ...jour(c, 'transmiseLe'), ...jour(c, 'publieeLe') }),
  },
  etablir_convention_ent: { lire: () => ({}) },
  signer_convention_ent: {
    nature: 'convention_ent',
    lire: (c) => {
      const [sur, ...ecoles] = [c.ecoles ?? c.sur ?? []].flat()
      return {
        ...(sur ? { sur } : {}),
        ...(ecoles.length > 0 ? { ecoles } : {}),
        ...texte(c, 'piece'),
        ...jour(c, 'date'),
        ...(texteDe(c, 'signataire.nom') ? signataire(c) : {}),
      }
    },
  },
}

/** The documents that this page shows. */
const GENRES_CONVENTION = [
  'convention',
  'convention_word',
  'modele_deliberation',
  'notification',
  'convention_ent',
  'convention_ent_word',
  'avenant',
  'convention_consolidee',
]

/** The agreement and everything that is signed around it. */
export const routesConvention: Slice = ({ pages, maison }) => {
  pages.get(urls.convention, (requete) => montrer(maison, requete))
  pages.post(urls.convention, async (requete) => {
    const { corps, erreurs } = await lireEnvoi(maison, requete, (champs) => GESTES[texteDe(champs, 'geste')]?.nature)
    const nom = texteDe(corps, 'geste')
    const g = Object.hasOwn(GESTES, nom) ? GESTES[nom] : undefined
    if (!g) return introuvable()
    const r = await regarder(maison, requete)
    if (estRefus(r)) return r
    if (erreurs.length > 0) return montrer(maison, requete, saisieInvalide(erreurs), corps)
    const fait = await agir(maison, r, nom, g.lire(corps), texteDe(corps, 'version'))
    if (estRefus(fait)) return fait.statut === 404 ? fait : montrer(maison, requete, fait, corps)
    return { vers: urls.convention.href({ id: r.faits.dossier.id }, { fait: nom }) }
  })
}

const montrer = async (maison: Maison, requete: Requete, non?: Refus, corps: Corps = {}): Promise<Sortie> => {
  const r = await regarder(maison, requete)
  if (estRefus(r)) return r
  if (r.qualites.every((q) => q.ecoles !== null)) return introuvable()
  const { rows } = await sql<{ id: string; genre: string; nom: string; le: Date }>`
    select id, genre, nom, cree_le as le from document where dossier_id = ${r.faits.dossier.id} and visible
      and genre = any(${GENRES_CONVENTION}) order by cree_le, id`.execute(maison.porte.base)
  const { comparaison, remarques } = await lireSignee(maison, r)
  const comparaisonEnt = await lireEntSignee(maison, r)
  return {
    statut: non?.statut ?? 200,
    page: (
      <ConventionPage
        cadre={cadreArgent(maison.cadre(requete), r.faits, 'convention', r.qualites)}
        r={r}
        corps={corps}
        erreurs={sousPrefixe(non?.erreurs ?? [], corps)}
        refus={non?.detail}
        fait={requete.query.fait !== undefined}
        documents={rows}
        comparaison={comparaison}
        remarques={remarques}
        comparaisonEnt={comparaisonEnt}
      />
    ),
  }
}

/** The last signed agreement beside the one that was sent, for both sides; and whose signature it bears. */
const lireSignee = async (maison: Maison, r: Regard) => {
  const { dossier, signatures } = r.faits
  const signee = signatures.findLast((s) => s.objet === 'convention')
  if (!signee?.piece_id || !['convention_signee', 'convention_executee'].includes(dossier.etat))
    return { comparaison: undefined, remarques: [] }
  const prevu = dossier.contenu.signataire?.nom
  const autre = signee.partie === 'beneficiaire' && prevu && memeNom(prevu) !== memeNom(signee.nom)
  return {
    comparaison: await comparerSigne(maison, {
      dossier: dossier.id,
      numero: dossier.numero,
      piece: signee.piece_id,
      genre: 'convention',
    }),
    remarques: autre
      ? [
          `Le dossier annonçait la signature de ${prevu} ; ${signee.nom} a signé. Si l’exécutif a changé, la délibération reste valable : elle autorise la fonction, pas la personne.`,
        ]
      : [],
  }
}

/** The ENT agreement that the beneficiary signed, while the other side is awaited. */
const lireEntSignee = (maison: Maison, r: Regard) => {
  const { dossier, ecoles, signatures } = r.faits
  const attendue = ecoles.some((e) => e.etat !== 'retire' && e.convention_ent === 'signee_commune')
  const piece = signatures.findLast((s) => s.objet === 'convention_ent' && s.partie === 'beneficiaire')?.piece_id
  return attendue && piece
    ? comparerSigne(maison, { dossier: dossier.id, numero: dossier.numero, piece, genre: 'convention_ent' })
    : undefined
}

const memeNom = (nom: string): string =>
  nom
    .normalize('NFD')
    .replace(/[^a-z]/giu, '')
    .toLowerCase()
