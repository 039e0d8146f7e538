import { sql } from 'kysely'
import { responsables } from '../domaine/actes/titulaires.ts'
import type { Acteur } from '../domaine/faits.ts'
import { deCorps } from '../domaine/francais.ts'
import { ecoleDite, typographier } from '../domaine/organismes.ts'
import { ROLES, type Role } from '../domaine/roles.ts'
import type { Maison } from '../maison.ts'
import { ecrireLettre, type Lettre } from '../registre/courriels.ts'
import { titulairesDe } from '../registre/destinataires.ts'
import type { Lecteur } from '../registre/lire.ts'
import { appelsDuTerritoire } from '../registre/organisations.ts'
import type { DemandeEcrite } from '../registre/rattachement.ts'
import { urls } from '../urls.ts'

type Contexte = { acteur: Acteur; role: Role; le: Date }

/** The letter of a request: to the person in charge, to the official mailbox with the code, or to the agents of the territory. */
export const ecrireDemande = async (maison: Maison, tx: Lecteur, e: DemandeEcrite, c: Contexte): Promise<void> => {
  const lettre = await composer(maison, tx, e, c)
  await ecrireLettre(tx, { cle: `rattachement:${e.id}`, dossier: null, acte: null, le: c.le, ...lettre })
  await maison.envoyerLettres(tx)
}

type Corps = Pick<Lettre, 'a' | 'objet' | 'modele' | 'blocs'>

const composer = async (maison: Maison, tx: Lecteur, e: DemandeEcrite, c: Contexte): Promise<Corps> => {
  const nom = e.faits.type === 'ecole' ? ecoleDite(e.faits.nom) : typographier(e.faits.nom)
  const adresse = maison.config.adressePublique
  const qui = `${c.acteur.nom} (${c.acteur.courriel}) demande à rejoindre ${nom} sur Lauréat, le service d’appels à projets ${deCorps(maison.config.operateur.nom)}, en qualité de : ${ROLES[c.role].libelle}.`
  const preuve = await parProConnect(tx, c.acteur, e.faits.code)
  const debut = [
    { type: 'paragraphe', texte: 'Bonjour,' },
    {
      type: 'paragraphe',
      texte: preuve ? `${qui} ProConnect indique que cette personne travaille pour cet organisme.` : qui,
    },
  ] as const
  if (e.voie === 'code' && e.code && e.faits.courriel)
    return {
      a: [e.faits.courriel],
      modele: 'rattachement_code',
      objet: `${c.acteur.nom} demande à rejoindre ${nom}`,
      blocs: [
        ...debut,
        {
          type: 'paragraphe',
          texte: [
            'Si cette personne travaille bien avec vous, donnez-lui ce code : ',
            { gras: `${e.code.slice(0, 3)} ${e.code.slice(3)}` },
            '. Il vaut sept jours.',
          ],
        },
        {
          type: 'paragraphe',
          texte: 'Si vous ne la connaissez pas, ne faites rien : sans ce code, elle n’a accès à rien.',
        },
      ],
    }
  if (e.voie === 'gestionnaire')
    return {
      a: responsables(e.faits, c.le).map((t) => t.courriel),
      modele: 'rattachement_gestionnaire',
      objet: `${c.acteur.nom} demande un accès pour ${nom}`,
      blocs: [
        ...debut,
        { type: 'paragraphe', texte: 'C’est à vous de répondre : acceptez si vous la connaissez, refusez sinon.' },
        { type: 'bouton', libelle: 'Répondre à la demande', href: adresse + urls.acces.href({ siren: e.faits.code }) },
      ],
    }
  return {
    a: await agents(maison, tx, e, c.le),
    modele: 'rattachement_agent',
    objet: `Première demande d’accès pour ${nom}`,
    blocs: [
      ...debut,
      {
        type: 'paragraphe',
        texte:
          'Personne n’a encore accès à cet organisme. Vérifiez l’identité de cette personne auprès de la mairie ou de l’école, par un moyen que vous connaissez, puis répondez.',
      },
      { type: 'bouton', libelle: 'Voir les demandes d’accès', href: adresse + urls.demandesAcces.href() },
    ],
  }
}

const agents = async (maison: Maison, tx: Lecteur, e: DemandeEcrite, le: Date): Promise<string[]> => {
  const appels = await appelsDuTerritoire(tx, e.faits.departements)
  const adresses = await titulairesDe(tx, ['administrateur_appel'], appels, le)
  return adresses.length > 0 ? adresses : [maison.config.operateur.contact]
}

const parProConnect = async (tx: Lecteur, acteur: Acteur, siren: string): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from identite where personne_id = ${acteur.personne} and left(siret, 9) = ${siren} limit 1`.execute(tx)
  return rows.length > 0
}
