import { sql } from 'kysely'
import { normaliserSiren, verifierSiren } from '../domaine/identifiants/siren.ts'
import { type Erreur, estRefus, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { lireOrganisme } from '../registre/organismes.ts'
import { demanderAcces, type OrganismePropose } from '../registre/rattachement.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { compterEssai } from '../socle/limites.ts'
import { urls } from '../urls.ts'
import { champ } from './corps.ts'
import { limitesDemandeAcces } from './limites.ts'
import { NouvelOrganismePage } from './nouvel-organisme-page.tsx'
import { ecrireDemande } from './rattachement-lettres.ts'

const CHAMPS = ['type', 'nom', 'siren', 'code_postal', 'role'] as const
export type SaisieOrganisme = Record<(typeof CHAMPS)[number], string>

/** A syndicat or the body of a private school that no directory names: proposed here, it exists once an agent has accepted. */
export const routesNouvelOrganisme: Slice = ({ pages, maison }) => {
  pages.get(urls.rattachementNouveau, (requete) => page(maison, requete, vide()))

  pages.post(urls.rattachementNouveau, async (requete) => {
    const saisie = lire(requete)
    const siren = normaliserSiren(saisie.siren)
    const lu = await verifier(maison, saisie)
    if (estRefus(lu)) return page(maison, requete, saisie, lu)
    const le = requete.recuLe
    if (await lireOrganisme(maison.porte.base, siren, le))
      return { vers: urls.rattachement.href({}, { organisme: siren }) }
    const acteur = acteurDe(requete)
    const trop = await compterEssai(maison.porte.base, limitesDemandeAcces(acteur.personne ?? '', siren), le)
    if (trop) return page(maison, requete, saisie, trop)
    const { role, propose } = lu
    const demande = await demanderAcces(
      maison.porte,
      {
        cible: { type: 'organisme', code: siren },
        role,
        voie: 'agent',
        acteur,
        le,
        secret: maison.config.secret,
        propose,
      },
      (tx, e) => ecrireDemande(maison, tx, e, { acteur, role, le }),
    )
    return estRefus(demande)
      ? page(maison, requete, saisie, demande)
      : { vers: urls.rattachementCode.href({ id: demande.id }) }
  })
}

const lire = (requete: Requete): SaisieOrganisme => ({
  type: champ(requete, 'type'),
  nom: champ(requete, 'nom').replace(/\s+/g, ' '),
  siren: champ(requete, 'siren'),
  code_postal: champ(requete, 'code_postal').replace(/\s/g, ''),
  role: champ(requete, 'role'),
})
const vide = (): SaisieOrganisme => ({ type: '', nom: '', siren: '', code_postal: '', role: '' })

const ROLES_PROPOSES = ['redacteur', 'signataire'] as const
const TYPES = ['syndicat', 'ogec'] as const

const verifier = async (
  maison: Maison,
  s: SaisieOrganisme,
): Promise<{ role: (typeof ROLES_PROPOSES)[number]; propose: OrganismePropose } | Refus> => {
  const type = TYPES.find((t) => t === s.type)
  const role = ROLES_PROPOSES.find((r) => r === s.role)
  const departement = await departementDe(maison, s.code_postal)
  const siren = verifierSiren(s.siren)
  const erreurs: Erreur[] = [
    ...(type ? [] : [{ chemin: 'type', message: 'Choisissez ce qu’est votre organisme.' }]),
    ...(s.nom.length < 3 || s.nom.length > 150 || /[\p{Cc}\p{Cf}<>]/u.test(s.nom)
      ? [{ chemin: 'nom', message: 'Indiquez le nom officiel, de 3 à 150 caractères, sans « < » ni « > ».' }]
      : []),
    ...(siren ? [{ chemin: 'siren', message: siren }] : []),
    ...(departement
      ? []
      : [{ chemin: 'code_postal', message: 'Indiquez le code postal du siège, par exemple 38500.' }]),
    ...(role ? [] : [{ chemin: 'role', message: 'Choisissez ce que vous ferez.' }]),
  ]
  return type && role && departement && erreurs.length === 0
    ? { role, propose: { nom: s.nom, type, departement } }
    : saisieInvalide(erreurs)
}

const departementDe = async (maison: Maison, codePostal: string): Promise<string | undefined> => {
  if (!/^\d{5}$/.test(codePostal)) return undefined
  const { rows } = await sql<{ departement: string }>`
    select departement from commune where ${codePostal} = any(codes_postaux) and actuelle order by population desc nulls last limit 1`.execute(
    maison.porte.base,
  )
  // A postal code of a business delivery is no commune's: its first two digits still say where.
  return rows[0]?.departement ?? /^(?:97[1-6]|\d\d)/.exec(codePostal)?.[0]
}

const page = (maison: Maison, requete: Requete, saisie: SaisieOrganisme, non?: Refus) => ({
  statut: non?.statut ?? 200,
  page: (
    <NouvelOrganismePage
      cadre={maison.cadre(requete)}
      saisie={saisie}
      erreurs={non && (non.erreurs ?? [{ chemin: '', message: non.detail }])}
    />
  ),
})
