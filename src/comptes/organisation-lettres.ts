import { sql } from 'kysely'
import type { FaitsOrganisation, Valeurs } from '../domaine/acte.ts'
import type { BlocTexte } from '../domaine/blocs.ts'
import { finDeJournee } from '../domaine/calendrier.ts'
import { dateLongue } from '../domaine/francais.ts'
import { deEcole, ecoleDite, typographier } from '../domaine/organismes.ts'
import { estRole, ROLES } from '../domaine/roles.ts'
import type { Lettre } from '../registre/courriels.ts'
import type { Lecteur } from '../registre/lire.ts'
import type { Evenement } from '../registre/suite.ts'
import { urls } from '../urls.ts'

type Corps = Pick<Lettre, 'a' | 'objet' | 'blocs'>
type Contexte = { f: FaitsOrganisation; nom: string; s: Valeurs; par: string; adresse: string }

/** The letters that follow an act on an organisation or a school; the facts are those from before the act. */
export const lettresOrganisation = async (tx: Lecteur, e: Evenement, adresse: string): Promise<Corps[]> => {
  const f = e.organisation
  const ecrire = LETTRES[e.acte]
  if (!f || !ecrire) return []
  return ecrire(
    { f, nom: f.type === 'ecole' ? ecoleDite(f.nom) : typographier(f.nom), s: e.saisie, par: e.acteur.nom, adresse },
    tx,
  )
}

const LETTRES: Record<string, (c: Contexte, tx: Lecteur) => Corps[] | Promise<Corps[]>> = {
  donner_role: ({ nom, s, par, adresse }) => [
    {
      a: [String(s.courriel)],
      objet: `Votre accès à Lauréat pour ${nom}`,
      blocs: [
        ...lignes(
          `${par} vous donne le rôle « ${libelle(s.role)} » pour ${nom}.`,
          typeof s.jusqua === 'string' ? `Il vaut jusqu’au ${dateLongue(finDeJournee(s.jusqua))}.` : '',
          'Pour entrer, connectez-vous avec cette adresse électronique : vous recevrez un lien, sans mot de passe.',
        ),
        bouton('Me connecter', adresse + urls.connexion.href()),
      ],
    },
  ],
  dater_role: ({ f, nom, s, par }) =>
    f.titulaires
      .filter((t) => t.id === s.habilitation)
      .map((t) => ({
        a: [t.courriel],
        objet: `Les dates de votre accès pour ${nom} changent`,
        blocs: lignes(
          typeof s.jusqua === 'string'
            ? `${par} a fixé la fin de votre rôle « ${libelle(t.role)} » pour ${nom} au ${dateLongue(finDeJournee(s.jusqua))}.`
            : `${par} a retiré la date de fin de votre rôle « ${libelle(t.role)} » pour ${nom}.`,
        ),
      })),
  retirer_role: ({ f, nom, s, par }) =>
    f.titulaires
      .filter((t) => t.id === s.habilitation)
      .map((t) => ({
        a: [t.courriel],
        objet: `Votre accès pour ${nom} prend fin`,
        blocs: lignes(
          `${par} a retiré votre rôle « ${libelle(t.role)} » pour ${nom}.`,
          'Si c’est une erreur, parlez-en à cette personne.',
        ),
      })),
  accepter_rattachement: ({ f, nom, s, adresse }) =>
    f.demandes
      .filter((d) => d.id === s.demande)
      .map((d) => ({
        a: [d.courriel],
        objet: `Vous avez rejoint ${nom}`,
        blocs: [
          ...lignes(`Votre demande est acceptée : vous avez le rôle « ${libelle(d.role)} » pour ${nom}.`),
          bouton('Aller à mon espace', adresse + urls.monEspace.href()),
        ],
      })),
  refuser_rattachement: ({ f, nom, s }) =>
    f.demandes
      .filter((d) => d.id === s.demande)
      .map((d) => ({
        a: [d.courriel],
        objet: `Votre demande d’accès pour ${nom} est refusée`,
        blocs: lignes(
          `Votre demande pour ${nom} n’a pas été acceptée.`,
          typeof s.motif === 'string' ? `Motif indiqué : ${s.motif}` : '',
          'Pour en savoir plus, adressez-vous à la mairie ou à l’école.',
        ),
      })),
  reprendre_organisme: ({ f, nom, s, adresse }) => {
    const nouvelles = s.personnes as { courriel: string; role: string }[] // parsed by the act's schema
    const restent = new Set(nouvelles.map((p) => p.courriel))
    return [
      ...[...new Set(f.titulaires.map((t) => t.courriel))]
        .filter((c) => !restent.has(c))
        .map((c) => ({
          a: [c],
          objet: `Votre accès pour ${nom} prend fin`,
          blocs: lignes(
            `À la suite d’un changement de responsables, les accès de cet organisme sont confiés à d’autres personnes. Vos rôles pour ${nom} prennent fin.`,
          ),
        })),
      ...[...restent].map((c) => ({
        a: [c],
        objet: `Votre accès à Lauréat pour ${nom}`,
        blocs: [
          ...lignes(
            `Les accès et les dossiers en cours de cet organisme vous sont confiés. Vos rôles pour ${nom} : ${nouvelles
              .filter((p) => p.courriel === c)
              .map((p) => libelle(p.role))
              .join(', ')}.`,
            'Pour entrer, connectez-vous avec cette adresse électronique : vous recevrez un lien, sans mot de passe.',
          ),
          bouton('Me connecter', adresse + urls.connexion.href()),
        ],
      })),
      ...(f.courriel && !restent.has(f.courriel)
        ? [
            {
              a: [f.courriel],
              objet: `Accès confiés à de nouvelles personnes\u00a0: ${nom}`,
              blocs: lignes(`Nouveaux accès : ${[...restent].join(', ')}.`, `Justificatif : ${String(s.reference)}.`),
            },
          ]
        : []),
    ]
  },
  confirmer_directeur: async ({ f, nom, s, par, adresse }, tx) => {
    const { rows } = await sql<{ courriel: string }>`
      select courriel from ecole where uai = ${f.code} and courriel is not null`.execute(tx)
    const remplacant = typeof s.remplacant === 'string' ? s.remplacant : undefined
    const texte = s.toujours
      ? `${par} confirme que la direction ${deEcole(f.nom)} est la même.`
      : remplacant
        ? `${par} indique que la direction ${deEcole(f.nom)} change. La nouvelle adresse est ${remplacant}.`
        : `${par} indique que la direction ${deEcole(f.nom)} change. La nouvelle personne n’est pas encore connue.`
    // The school's official mailbox is always in copy (actes.md).
    const a = [
      ...rows.map((r) => r.courriel),
      ...f.titulaires.filter((t) => t.role === 'directeur').map((t) => t.courriel),
    ]
    return [
      { a: s.toujours ? rows.map((r) => r.courriel) : a, objet: `Direction ${deEcole(f.nom)}`, blocs: lignes(texte) },
      ...(remplacant
        ? [
            {
              a: [remplacant],
              objet: `Vous dirigez ${nom} : votre accès à Lauréat`,
              blocs: [
                ...lignes(
                  `${par} indique que vous dirigez ${nom}. Vous pouvez écrire le projet de l’école et suivre ses dossiers.`,
                ),
                bouton('Me connecter', adresse + urls.connexion.href()),
              ],
            },
          ]
        : []),
    ]
  },
}

const lignes = (...textes: string[]): BlocTexte[] =>
  ['Bonjour,', ...textes].filter(Boolean).map((texte) => ({ type: 'paragraphe', texte }))
const bouton = (texte: string, href: string) => ({ type: 'bouton' as const, libelle: texte, href })
const libelle = (role: unknown): string =>
  typeof role === 'string' && estRole(role) ? ROLES[role].libelle : String(role)
