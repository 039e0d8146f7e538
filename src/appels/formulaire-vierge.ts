import { createHash } from 'node:crypto'
import type { Appel } from '../domaine/appel/schema.ts'
import type { Question, Section } from '../domaine/appel/schema-formulaire.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { dateHeure, enumerer } from '../domaine/francais.ts'
import { eurosCourts } from '../domaine/montants.ts'
import { choixDe } from '../domaine/questions/choix.ts'
import { composer } from '../socle/pdf/composer.ts'
import type { Bloc, DocumentMaison } from '../socle/pdf/document.ts'

const composes = new Map<string, Promise<Buffer>>()

/** The blank form as a PDF, composed once for each content (a version of the call and its closing). */
export const formulaireVierge = (appel: Appel, cloture: Date, maintenant: Date): Promise<Buffer> => {
  const contenu = documentVierge(appel, cloture)
  const cle = createHash('sha256').update(JSON.stringify(contenu)).digest('hex')
  const connu = composes.get(cle)
  if (connu) return connu
  if (composes.size >= 20) composes.clear()
  const pdf = composer('maison', contenu, { date: maintenant })
  composes.set(cle, pdf)
  pdf.catch(() => composes.delete(cle))
  return pdf
}

/** Every question of the call, with room to answer by hand. `cloture`: last second of the call. */
export const documentVierge = (appel: Appel, cloture: Date): DocumentMaison => ({
  titre: 'Formulaire de candidature',
  objet: appel.titre,
  operateur: {
    nom: enumerer(appel.operateurs.map((o) => o.nom)),
    service: appel.contact.service,
    coordonnees: [appel.contact.adresse, appel.contact.telephone, appel.contact.courriel],
  },
  blocs: [
    {
      type: 'encadre',
      titre: 'Avant de remplir',
      texte: `À renvoyer au service au plus tard le ${dateHeure(cloture)}. Le formulaire en ligne calcule la subvention et donne l’accusé de réception aussitôt\u00a0; cette version sert à préparer, ou à candidater sur papier. N’écrivez aucun nom d’élève.`,
      ton: 'attendu',
    },
    { type: 'champ', libelle: 'Collectivité qui candidate' },
    { type: 'champ', libelle: 'Son numéro SIREN', cases: 9 },
    ...appel.formulaire.filter((s) => s.par === 'dossier').flatMap((s) => blocsDeSection(appel, s)),
    { type: 'titre', texte: 'Engagements' },
    { type: 'paragraphe', texte: 'En signant, la collectivité atteste que\u00a0:' },
    { type: 'liste', elements: appel.engagements },
    { type: 'signature', signataires: [{ pour: 'Pour la collectivité', qualite: 'Nom, prénom et qualité' }] },
    { type: 'saut' },
    { type: 'titre', texte: 'Une copie de ces pages par école' },
    { type: 'champ', libelle: 'Nom de l’école et commune' },
    { type: 'champ', libelle: 'Son numéro UAI', aide: 'Sept chiffres et une lettre, par exemple 0380032D.', cases: 8 },
    ...appel.formulaire.filter((s) => s.par === 'ecole').flatMap((s) => blocsDeSection(appel, s)),
    { type: 'saut' },
    ...annexe(appel),
  ],
})

const blocsDeSection = (appel: Appel, s: Section): Bloc[] => [
  { type: 'titre', texte: s.titre },
  ...blocsDeMarkdown(s.aide ?? ''),
  ...s.questions.flatMap((q) => blocsDeQuestion(appel, s, q)),
]

function blocsDeQuestion(appel: Appel, s: Section, q: Question): Bloc[] {
  const libelle = `${q.libelle}${q.obligatoire ? '' : ' (facultatif)'}`
  const aide = [condition(s, q), q.aide, q.unite && !q.libelle.includes(q.unite) ? `En ${q.unite}.` : '']
    .filter(Boolean)
    .join(' ')
  const champ = (forme: { lignes?: number; cases?: number; choix?: readonly string[] } = {}): Bloc[] => [
    { type: 'champ', libelle, ...(aide ? { aide } : {}), ...forme },
  ]
  switch (q.type) {
    case 'texte_long':
      return champ({ lignes: q.obligatoire ? 8 : 5 })
    case 'oui_non':
      return champ({ choix: ['Oui', 'Non'] })
    case 'choix':
    case 'choix_multiple':
      return champ({ choix: choixDe(q, appel.catalogue).map((c) => c.libelle) })
    case 'siret':
      return champ({ cases: 14 })
    case 'uai':
    case 'date':
      return champ({ cases: 8 })
    case 'iban':
      return champ({ cases: 27 })
    case 'fichier':
      return [{ type: 'encadre', titre: `À joindre\u00a0: ${libelle}`, texte: aide || 'Une copie lisible.' }]
    case 'table':
      return [
        ...(aide ? [{ type: 'paragraphe', texte: aide } satisfies Bloc] : []),
        {
          type: 'tableau',
          legende: libelle,
          colonnes: (q.colonnes ?? []).map((c, i) => ({ titre: c.libelle, largeur: i === 0 ? 3 : 1 })),
          // An empty line under each keeps room for handwriting.
          lignes: Array.from({ length: s.par === 'dossier' ? 4 : 8 }, () =>
            (q.colonnes ?? []).map(() => '\u00a0\n\u00a0'),
          ),
        },
      ]
    default:
      return champ()
  }
}

function condition(s: Section, q: Question): string {
  const si = q.si
  if (!si) return ''
  const cible = 'question' in si ? s.questions.find((x) => x.id === si.question) : undefined
  return cible && 'egal' in si && typeof si.egal === 'boolean'
    ? `Seulement si vous avez répondu ${si.egal ? 'oui' : 'non'} à «\u00a0${cible.libelle}\u00a0».`
    : 'Selon vos réponses précédentes.'
}

const annexe = ({ catalogue, financement }: Appel): Bloc[] => [
  { type: 'titre', texte: 'Annexe\u00a0: le catalogue' },
  {
    type: 'paragraphe',
    texte: 'Le prix plafond est celui au-delà duquel la dépense n’est plus retenue. Il est hors taxes, par unité.',
  },
  ...financement.volets.map(
    (v): Bloc => ({
      type: 'tableau',
      legende: v.libelle,
      colonnes: [
        { titre: 'Article', largeur: 3 },
        { titre: 'Unité', largeur: 1.4 },
        { titre: 'Prix plafond', align: 'droite' },
      ],
      lignes: catalogue.filter((a) => a.volet === v.id).map((a) => [a.libelle, a.unite, eurosCourts(a.plafond)]),
    }),
  ),
]
