import { sql } from 'kysely'
import { ecolesVivantes, type Faits } from '../domaine/faits.ts'
import type { Role } from '../domaine/roles.ts'
import type { Lecteur } from './lire.ts'

/** Who a letter goes to. */
export type Groupe =
  | 'porteur'
  | 'ecoles'
  | 'ecole'
  | 'rectorat'
  | 'service'
  | 'agent'
  | 'circonscription'
  | 'partenaires'
  | 'commission'
  | 'presidence'
  | 'paiement'

export type Destinataires = { adresses: string[]; ecole?: string }

/** The addresses of those who hold one of these roles on one of these scopes at this instant. */
export const titulairesDe = async (tx: Lecteur, roles: Role[], portees: string[], le: Date): Promise<string[]> => {
  if (portees.length === 0) return []
  const { rows } = await sql<{ courriel: string }>`
    select distinct p.courriel from habilitation h join personne p on p.id = h.personne_id
    where h.role = any(${roles}) and h.portee = any(${portees}) and h.depuis <= ${le} and (h.jusqua is null or h.jusqua > ${le}) order by 1`.execute(
    tx,
  )
  return rows.map((r) => r.courriel)
}

/** The addresses of a group for a dossier, one entry per school when the letter is per school. `auteur`: the person who acts
 * for the applicant, always among the porteur's. */
export const destinatairesDe = async (
  tx: Lecteur,
  groupe: Groupe,
  f: Faits,
  o: { sur?: string | undefined; auteur?: string | undefined; le: Date },
): Promise<Destinataires[]> => {
  const { appel, organisme } = f.dossier
  const ecoles = ecolesVivantes(f).filter((e) => groupe !== 'ecole' || e.uai === o.sur)
  switch (groupe) {
    case 'porteur': {
      const contact = f.reponses.commune as { contact_courriel?: unknown } | undefined // answers of the section « commune »
      const declare =
        typeof contact?.contact_courriel === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact.contact_courriel)
          ? [contact.contact_courriel]
          : []
      const officiel = f.organisme.contact_courriel ? [f.organisme.contact_courriel] : []
      return [
        {
          adresses: [
            ...(o.auteur ? [o.auteur] : []),
            ...(await titulairesDe(tx, ['signataire'], [organisme], o.le)),
            ...declare,
            ...officiel,
          ],
        },
      ]
    }
    case 'ecoles':
    case 'ecole':
      return Promise.all(
        ecoles.map(async (e) => ({
          ecole: e.uai,
          adresses: [
            ...(e.courriel ? [e.courriel] : []),
            ...(await titulairesDe(tx, ['directeur'], [e.uai], o.le)),
            ...f.invitations
              .filter((i) => i.role === 'directeur' && i.uai === e.uai && i.etat !== 'retiree')
              .map((i) => i.courriel),
          ],
        })),
      )
    case 'rectorat':
      return [{ adresses: await titulairesDe(tx, ['rectorat'], [appel], o.le) }]
    case 'service':
      return [{ adresses: await agents(tx, f, o.le) }]
    case 'agent':
      return [{ adresses: await agents(tx, f, o.le, true) }]
    case 'circonscription':
      return [
        {
          adresses: await titulairesDe(
            tx,
            ['ien', 'erun'],
            ecoles
              .filter((e) => !o.sur || e.uai === o.sur)
              .flatMap((e) => (e.circonscription ? [e.circonscription] : [])),
            o.le,
          ),
        },
      ]
    case 'partenaires':
      return [{ adresses: await titulairesDe(tx, ['partenaire_formation', 'partenaire_parentalite'], [appel], o.le) }]
    case 'commission':
      return [{ adresses: await titulairesDe(tx, ['membre_commission', 'president_commission'], [appel], o.le) }]
    case 'presidence':
      return [{ adresses: await titulairesDe(tx, ['presidence'], [appel], o.le) }]
    case 'paiement':
      return [{ adresses: await titulairesDe(tx, ['gestionnaire_paiement'], [appel], o.le) }]
  }
}

/** The agent in charge, else the service's mailbox. */
const agents = async (tx: Lecteur, f: Faits, le: Date, seul = false): Promise<string[]> => {
  if (f.dossier.agent_id) {
    const { rows } = await sql<{
      courriel: string
    }>`select courriel from personne where id = ${f.dossier.agent_id}`.execute(tx)
    if (rows[0]) return [rows[0].courriel]
  }
  return seul ? titulairesDe(tx, ['instructeur'], [f.dossier.appel], le) : [f.appel.contact.courriel]
}
