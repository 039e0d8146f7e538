import { z } from 'zod'
import { type ActeAppel, type Autour, acteAppel, type Cas, type FaitsAppel, type Valeurs } from '../acte.ts'
import {
  avecMise,
  type ModeleConvention,
  miseDe,
  type NomTexte,
  schemaClause,
  TEXTES,
  TITRES_TEXTES,
} from '../convention/modele.ts'
import { verifierClauses } from '../convention/verifier-clauses.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import { texteCourt } from '../saisies.ts'

const DE = {
  etape: 'accorder',
  source: 'G',
  discret: true,
  de: ['ouvert', 'clos'],
  par: ['administrateur_appel', 'instructeur'],
} as const
/** The version that the person read; absent: the one in force. */
const base = z.int().min(0).optional()
const note = texteCourt.optional()
const nomDuTexte = z.enum(TEXTES, { error: 'Choisissez le texte : subvention ou ent.' })

/** Acts on the model of a call's agreements: each makes a new version, none changes an agreement already issued. Source: guide, step 3. */
export const CONVENTION_TYPE = {
  modifier_convention_type: acteAppel({
    ...DE,
    de: [...DE.de],
    libelle: 'Modifier les clauses de la convention',
    fait: 'a modifié les clauses de la convention',
    saisie: z.strictObject({
      texte: nomDuTexte,
      clauses: z.array(schemaClause).min(1, { error: 'Gardez au moins une clause.' }).max(100),
      base,
      note,
    }),
    besoins: ['modele'],
    garde: ({ saisie, autour }) => {
      const non = depasse(autour, saisie.base)
      if (non) return non
      if (JSON.stringify(saisie.clauses) === JSON.stringify(autour.modele.contenu[saisie.texte])) return inchange
      const erreurs = verifierClauses(saisie.clauses, saisie.texte).map((e) => ({
        ...e,
        chemin: e.chemin.replace(/^[^.]+/, 'clauses'),
      }))
      return erreurs.length > 0 ? saisieInvalide(erreurs) : undefined
    },
    effet: (c) =>
      nouvelle(
        c,
        { ...c.autour.modele.contenu, [c.saisie.texte]: c.saisie.clauses },
        c.saisie.note ?? `${TITRES_TEXTES[c.saisie.texte]} : clauses modifiées`,
      ),
  }),
  retablir_convention_type: acteAppel({
    ...DE,
    de: [...DE.de],
    libelle: 'Rétablir une version de la convention',
    fait: 'a rétabli une version de la convention',
    saisie: z.strictObject({ numero: z.int().min(0), base }),
    besoins: ['modele', 'versionModele'],
    garde: ({ saisie, autour }) => {
      if (!autour.versionModele)
        return saisieInvalide([
          { chemin: 'numero', message: 'Cette version n’existe pas : choisissez-en une de la liste.' },
        ])
      if (JSON.stringify(autour.versionModele) === JSON.stringify(autour.modele.contenu)) return inchange
      return depasse(autour, saisie.base)
    },
    effet: (c) =>
      nouvelle(
        c,
        c.autour.versionModele ?? c.autour.modele.contenu,
        c.saisie.numero === 0 ? 'Texte de départ rétabli' : `Version ${c.saisie.numero} rétablie`,
      ),
  }),
  deposer_modele_word: acteAppel({
    ...DE,
    de: [...DE.de],
    libelle: 'Adopter un modèle Word',
    fait: 'a adopté un modèle Word pour la convention',
    saisie: z.strictObject({
      texte: nomDuTexte.optional(),
      fichier: z.uuid({ error: 'Envoyez d’abord le modèle Word.' }),
      base,
    }),
    besoins: ['modele', 'modeleWord'],
    garde: ({ saisie, autour }) =>
      autour.modeleWord
        ? depasse(autour, saisie.base)
        : saisieInvalide([{ chemin: 'fichier', message: 'Ce modèle Word n’existe pas pour cet appel.' }]),
    effet: (c) =>
      nouvelle(
        c,
        avecMise(c.autour.modele.contenu, leTexte(c), { usage: 'word', word: c.autour.modeleWord }),
        `${TITRES_TEXTES[leTexte(c)]} : modèle Word « ${c.autour.modeleWord?.nom ?? ''} » envoyé et choisi`,
      ),
  }),
  choisir_modele_convention: acteAppel({
    ...DE,
    de: [...DE.de],
    libelle: 'Choisir le modèle de la convention',
    fait: 'a choisi le modèle de la convention',
    saisie: z.strictObject({
      texte: nomDuTexte.optional(),
      usage: z.enum(['laureat', 'word'], { error: 'Choisissez la composition de Lauréat ou le modèle Word.' }),
      base,
    }),
    besoins: ['modele'],
    garde: ({ saisie, autour }) => {
      const mise = miseDe(autour.modele.contenu, leTexte({ saisie }))
      if (saisie.usage === 'word' && !mise.word)
        return refus('modele_word_absent', 'Envoyez d’abord un modèle Word : il n’y en a pas encore.')
      return saisie.usage === mise.usage ? inchange : depasse(autour, saisie.base)
    },
    effet: (c) =>
      nouvelle(
        c,
        avecMise(c.autour.modele.contenu, leTexte(c), {
          ...miseDe(c.autour.modele.contenu, leTexte(c)),
          usage: c.saisie.usage,
        }),
        `${TITRES_TEXTES[leTexte(c)]} : ${c.saisie.usage === 'word' ? 'modèle Word choisi' : 'composition de Lauréat choisie'}`,
      ),
  }),
} satisfies Record<string, ActeAppel>

/** The agreement of the subsidy when nothing else is said. */
const leTexte = (c: { saisie: { texte?: NomTexte | undefined } }): NomTexte => c.saisie.texte ?? 'subvention'

const inchange: Refus = refus('rien_a_changer', 'Rien n’a changé : aucune nouvelle version n’est créée.')

const depasse = (autour: Autour, lue: number | undefined): Refus | undefined =>
  lue === undefined || lue === autour.modele.numero
    ? undefined
    : refus(
        'modele_change',
        `Quelqu’un a enregistré la version ${autour.modele.numero} entre-temps. Votre texte est gardé ci-dessous : relisez-le, puis enregistrez de nouveau.`,
      )

const nouvelle = (c: Cas<Valeurs, FaitsAppel>, contenu: ModeleConvention, dite: string) => {
  const numero = c.autour.modele.numero + 1
  return {
    changements: [
      {
        dans: 'modele_convention' as const,
        creer: {
          id: c.id(),
          appel: c.faits.slug,
          numero,
          contenu,
          note: dite,
          par: c.acteur.nom,
          cree_le: c.maintenant,
        },
      },
    ],
    resultat: { numero },
  }
}
